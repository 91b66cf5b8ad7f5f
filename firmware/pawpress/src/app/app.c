#include "app.h"

#include "../boards/board.h"
#include "../config.h"
#include "../core/rig.h"
#include "../hal_avr/boot.h"
#include "../hal_avr/idle.h"
#include "../hal_avr/pins.h"
#include "../hal_avr/scan.h"
#include "../hal_avr/uart.h"
#include "../pads/pad_fsr_divider.h"

static rig_identity_t identity = {
    .firmware_major = PAWPRESS_VERSION_MAJOR,
    .firmware_minor = PAWPRESS_VERSION_MINOR,
    .firmware_patch = PAWPRESS_VERSION_PATCH,
    .board = BOARD_ID,
    .pad_kind = PAD_KIND,
    .pads = BOARD_PADS,
    .counts_max = PAD_COUNTS_MAX,
    .cpu_hz = F_CPU,
    .baud = PAWPRESS_BAUD,
};
static rig_t rig;

void app_setup(void) {
    boot_quiet();
    pins_start();
    idle_start();
    uart_start();
    identity.reset_cause = boot_reset_cause();
    rig_start(&rig, &identity, uart_offer, PAWPRESS_RATE_HZ);
    pins_show_streaming(rig.streaming);
    scan_start(&rig.plan);
    boot_arm_watchdog();
    sei();
}

/* One byte a round, so that a babbling line cannot hold up a finished scan. */
static void serve_host(void) {
    uint8_t byte;
    if (!uart_take(&byte)) return;
    uint16_t rate_hz = rig.plan.rate_hz;
    rig_receive(&rig, byte);
    if (rig.plan.rate_hz != rate_hz) scan_change_plan(&rig.plan);
    pins_show_streaming(rig.streaming);
}

/* Only a finished scan feeds the watchdog: a stuck converter, timer or loop all end in a restart. */
static void serve_pads(void) {
    if (!scan_is_ready()) return;
    rig_scan_t scan = scan_peek();
    rig_health_t health = {.overruns = scan_overruns(), .line_errors = uart_errors()};
    rig_take_scan(&rig, &scan, &health);
    scan_release();
    boot_feed_watchdog();
}

void app_loop(void) {
    serve_pads();
    serve_host();
    idle_until_work();
}
