#include "app.h"

#include "../boards/board.h"
#include "../config.h"
#include "../core/rig.h"
#include "../hal_avr/boot.h"
#include "../hal_avr/eeprom.h"
#include "../hal_avr/idle.h"
#include "../hal_avr/pins.h"
#include "../hal_avr/program.h"
#include "../hal_avr/scan.h"
#include "../hal_avr/uart.h"
#include "../pads/pad.h"

static const rig_identity_t identity = {
    .firmware_major = PAWPRESS_VERSION_MAJOR,
    .firmware_minor = PAWPRESS_VERSION_MINOR,
    .firmware_patch = PAWPRESS_VERSION_PATCH,
    .board = BOARD_ID,
    .pad_kind = PAD_KIND,
    .counts_max = PAD_COUNTS_MAX,
    .tells_short_loop = PAD_LEAVES_AIN1,
    .pads_max = PADS,
    .wiring = {.conversions = PAD_CONVERSIONS, .cpu_hz = F_CPU, .baud = PAWPRESS_BAUD},
};
static trip_guard_memory_t trip_guard_memory __attribute__((section(".noinit")));
static const rig_hardware_t hardware = {
    .offer = uart_offer,
    .memory = {.read = eeprom_fetch, .is_ready = eeprom_is_idle, .write = eeprom_put},
    .program = {.size = program_size, .read = program_read},
    .free_stack = boot_free_stack,
    .trip_guard_memory = &trip_guard_memory,
};
static rig_t rig;

void app_setup(void) {
    boot_quiet();
    pins_start();
    buzzer_start();
    idle_start();
    const rig_boot_t boot = {
        .reset_cause = boot_reset_cause(),
        .ram_damaged = !uart_memory_is_sound(),
        .t_us = PAWPRESS_START_US,
    };
    uart_start();
    rig_start(&rig, &identity, &hardware, &boot, PAWPRESS_RATE_HZ);
    pins_show(rig_signal(&rig));
    scan_start(&rig.plan, &identity.wiring, PAWPRESS_START_US);
    boot_arm_watchdog();
    sei();
}

/* One byte a round, so that a babbling line cannot hold up a finished scan. */
static void serve_host(void) {
    uint8_t byte;
    if (!uart_take(&byte)) return;
    scan_plan_t before = rig.plan;
    rig_receive(&rig, byte);
    bool changed = rig.plan.period_us != before.period_us || rig.plan.oversampling != before.oversampling;
    if (changed) scan_change_plan(&rig.plan, &identity.wiring);
}

/* Only a finished scan feeds the watchdog: a stuck converter, timer or loop all end in a restart. */
static void serve_pads(void) {
    if (!scan_is_ready()) return;
    rig_scan_t scan = scan_peek();
    scan.contacts = pins_contacts();
    rig_health_t health = {.overruns = scan_overruns(), .line_errors = uart_errors()};
    rig_take_scan(&rig, &scan, &health);
    scan_release();
    pins_show(rig_signal(&rig));
    scan_measure_too(rig_wants(&rig));
    boot_feed_watchdog();
}

void app_loop(void) {
    serve_pads();
    serve_host();
    if (!rig_pass(&rig)) idle_until_work();
}
