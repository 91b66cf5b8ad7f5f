/* A whole board around the core, for WebAssembly: what app.c is on the real one, with hardware that is played.
 *
 * It lives only while it is run, in steps of a millisecond of its own time, from one event to the next: a byte that
 * arrives, a conversion, a round of the main loop. The host writes readings into `scan_codes` and bytes for the rig
 * into `incoming`, and finds what was sent in `line_sent`.
 *
 * What is not played: how long the processor takes for anything (so scans are never late and no byte from the host
 * is lost), the watchdog (scans always come), and the program's checksum (the program does not lie in flash). */
#include <string.h>

#include "../pawpress/src/config.h"
#include "../pawpress/src/core/rig.h"
#include "clock.h"
#include "eeprom.h"
#include "line.h"
#include "scan.h"

#define EXPORT(name) __attribute__((export_name(#name)))

enum {
    CPU_HZ = CYCLES_PER_US * 1000000,
    COUNTS_MAX = 1023,
    SUPPLY_MV = 5000,
    START_CYCLES = 5 * CYCLES_PER_STEP, /* from a reset until the rig says hello and listens, as the real image */
    ROUND_CYCLES = 200, /* of the main loop while it saves */
    FREE_STACK_BYTES = 200, /* nothing here can run out of the chip's memory */
    PAINT = 0xA5
};

cycle_t now_cycle;
uint8_t incoming[4096];
uint32_t run_steps, run_sent;

static uint16_t program_size(void) { return 0; }
static void program_read(uint8_t *into, uint16_t at, uint8_t size) { (void)at, memset(into, 0, size); }
static uint16_t free_stack(void) { return FREE_STACK_BYTES; }

static trip_guard_memory_t trip_guard_memory;
static const rig_hardware_t hardware = {
    .offer = line_offer,
    .memory = {.read = eeprom_fetch, .is_ready = eeprom_is_idle, .write = eeprom_put},
    .program = {.size = program_size, .read = program_read},
    .free_stack = free_stack,
    .trip_guard_memory = &trip_guard_memory,
};
static rig_identity_t identity = {
    .firmware_major = PAWPRESS_VERSION_MAJOR,
    .firmware_minor = PAWPRESS_VERSION_MINOR,
    .firmware_patch = PAWPRESS_VERSION_PATCH,
    .counts_max = COUNTS_MAX,
    .wiring = {.cpu_hz = CPU_HZ, .baud = PAWPRESS_BAUD},
};
static rig_t rig;
static bool runs; /* from the hello on */
static uint8_t reset_cause, contacts;
static cycle_t start_cycle, round_cycle;

/* As app_setup. */
static void start(void) {
    const rig_boot_t boot = {.reset_cause = reset_cause};
    runs = true;
    rig_start(&rig, &identity, &hardware, &boot, PAWPRESS_RATE_HZ);
    scan_start(&rig.plan, &identity, now_cycle);
}

/* The rest of app_loop: it goes round again at once while it saves, and else sleeps until there is work. */
static void go_round(void) { round_cycle = rig_pass(&rig) ? now_cycle + ROUND_CYCLES : NEVER; }

/* As serve_host; the scans follow the rig's plan by themselves. */
static void receive(void) {
    rig_receive(&rig, line_take());
    go_round();
}

/* As serve_pads. */
static void go_on_scanning(void) {
    rig_scan_t scan;
    if (!scan_go_on(&scan)) return;
    scan.contacts = contacts;
    const rig_health_t health = {.overruns = scan_overruns()};
    rig_take_scan(&rig, &scan, &health);
    scan_measure_too(rig_wants(&rig));
    go_round();
}

typedef struct {
    cycle_t due_cycle;
    void (*play)(void);
} event_t;

static event_t next_event(void) {
    if (!runs) return (event_t){start_cycle, start};
    const event_t events[] = {{line_due(), receive}, {scan_due(), go_on_scanning}, {round_cycle, go_round}};
    event_t next = events[0];
    for (unsigned i = 1; i < sizeof events / sizeof events[0]; i++) {
        if (events[i].due_cycle < next.due_cycle) next = events[i];
    }
    return next;
}

/* Restarts with a ResetCause; only switching off loses what the guard remembers. */
EXPORT(board_restart) void board_restart(uint32_t cause) {
    if (cause == PP_RESET_CAUSE_POWER_ON) memset(&trip_guard_memory, PAINT, sizeof trip_guard_memory);
    memset(&rig, 0, sizeof rig);
    runs = false;
    reset_cause = (uint8_t)cause;
    start_cycle = now_cycle + START_CYCLES;
    round_cycle = NEVER;
    line_restart();
    scan_stop();
    eeprom_restart();
}

/* As the headers of pads/ have it: behind a 74HC4067 a reading takes two conversions, and D7, which would read the level
 * of the stop loop, selects a pad. */
static void attach_pads(uint8_t kind, uint8_t pads) {
    bool mux = kind == PP_PAD_KIND_FSR_MUX;
    identity.pad_kind = kind;
    identity.pads_max = pads;
    identity.tells_short_loop = !mux;
    identity.wiring.conversions = mux ? 2 : 1;
}

/* Makes a board, by its number and that of its pads in the schema, with an erased EEPROM, and switches it on. */
EXPORT(board_make) void board_make(uint32_t board, uint32_t pads, uint32_t pad_kind) {
    identity.board = (uint8_t)board;
    attach_pads((uint8_t)pad_kind, (uint8_t)pads);
    eeprom_erase();
    scan_set_supply(SUPPLY_MV);
    board_restart(PP_RESET_CAUSE_POWER_ON);
}

/* Lives through `run_steps`, at most LINE_STEPS_MAX; `run_sent` bytes then stand in `line_sent`. Called every 5 ms, and
 * from Python a call without argument and result takes 13 instead of 34 µs. */
EXPORT(board_run) void board_run(void) {
    cycle_t end_cycle = now_cycle + (cycle_t)run_steps * CYCLES_PER_STEP;
    scan_take_codes_from(now_cycle);
    for (event_t event = next_event(); event.due_cycle < end_cycle; event = next_event()) {
        now_cycle = event.due_cycle;
        event.play();
    }
    now_cycle = end_cycle;
    line_send_until(now_cycle);
    run_sent = line_take_sent();
}

/* Puts the first `size` bytes of `incoming` on the receive line; returns how many it had room for. They are lost
 * while the rig does not listen. */
EXPORT(board_receive) uint32_t board_receive(uint32_t size) {
    uint32_t taken = 0;
    if (!runs) return size;
    while (taken < size && line_put(incoming[taken])) taken++;
    return taken;
}

/* Bits of inputs.h. */
EXPORT(board_set_contacts) void board_set_contacts(uint32_t bits) { contacts = (uint8_t)bits; }

EXPORT(board_set_supply) void board_set_supply(uint32_t mv) { scan_set_supply((uint16_t)mv); }

/* What shows and sounds: bit 0 the trip lamp (D9), bit 1 the status lamp (D13), bit 2 the buzzer (D3). */
EXPORT(board_signal) uint32_t board_signal(void) {
    if (!runs) return 0;
    signal_t now = rig_signal(&rig);
    return (uint32_t)(now.red_lamp | now.green_lamp << 1 | now.buzzer << 2);
}
