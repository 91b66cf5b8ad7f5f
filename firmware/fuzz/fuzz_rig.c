/* Any bytes from the host, good frames among them: the rig must go on scanning, guarding and answering.
 *
 * The first byte of the input says how the rest is meant: bytes as they come, or, so that the fuzzer gets past the
 * checksum, commands (type, length, body) that are put into good frames here. */
#include <stdlib.h>
#include <string.h>

#include "rig.h"

enum { SCAN_EVERY = 64, PADS = 6 };

static uint8_t eeprom[1024];
static trip_guard_memory_t trip_guard_memory;

static bool offer(const uint8_t *wire, uint8_t size) {
    if (size == 0 || (size > 1 && wire[size - 1] != 0)) abort();
    if (size > 1 && memchr(wire, 0, size - 1u) != NULL) abort();
    return true;
}

static uint8_t read_byte(uint16_t at) { return eeprom[at]; }
static bool is_ready(void) { return true; }
static void write_byte(uint16_t at, uint8_t byte) { eeprom[at] = byte; }
static uint16_t program_size(void) { return 0; }
static void program_read(uint8_t *into, uint16_t at, uint8_t size) { memset(into, (int)at, size); }
static uint16_t free_stack(void) { return 200; }

static const rig_identity_t identity = {
    .counts_max = 1023,
    .tells_short_loop = true,
    .pads_max = PADS,
    .wiring = {.conversions = 1, .cpu_hz = 16000000, .baud = 500000},
};
static const rig_hardware_t hardware = {
    .offer = offer,
    .memory = {.read = read_byte, .is_ready = is_ready, .write = write_byte},
    .program = {.size = program_size, .read = program_read},
    .free_stack = free_stack,
    .trip_guard_memory = &trip_guard_memory,
};

static rig_t rig;

static void live(uint8_t reading) {
    uint16_t counts[PADS];
    static uint32_t t_us;
    for (int i = 0; i < PADS; i++) counts[i] = (uint16_t)(reading * 4 << rig.plan.oversampling);
    const rig_scan_t scan = {
        .t_us = t_us += rig.plan.period_us,
        .period_us = rig.plan.period_us,
        .oversampling = rig.plan.oversampling,
        .contacts = reading & 7u,
        .measured = rig_wants(&rig),
        .counts = counts,
    };
    const rig_health_t health = {0};
    rig_take_scan(&rig, &scan, &health);
    for (int i = 0; i < SETTINGS_SLOT_SIZE; i++) rig_pass(&rig);
}

static void receive_raw(const uint8_t *bytes, size_t size) {
    for (size_t i = 0; i < size; i++) {
        rig_receive(&rig, bytes[i]);
        if (i % SCAN_EVERY == 0) live(bytes[i]);
    }
}

static void receive_commands(const uint8_t *bytes, size_t size) {
    uint16_t number = 0;
    while (size >= 2) {
        uint8_t wire[FRAME_WIRE_MAX], type = (uint8_t)(PP_IDENTIFY + bytes[0] % 20);
        uint8_t length = (uint8_t)(bytes[1] % (PP_MAX_BODY + 1));
        bytes += 2;
        size -= 2;
        if (length > size) length = (uint8_t)size;
        memcpy(wire + FRAME_BODY_AT, bytes, length);
        uint8_t wire_size = frame_seal(wire, type, number++, length);
        for (uint8_t i = 0; i < wire_size; i++) rig_receive(&rig, wire[i]);
        bytes += length;
        size -= length;
        live(type);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    const rig_boot_t boot = {.reset_cause = PP_RESET_CAUSE_EXTERNAL};
    memset(&rig, 0, sizeof rig);
    memset(eeprom, 0xFF, sizeof eeprom);
    memset(&trip_guard_memory, 0xFF, sizeof trip_guard_memory);
    rig_start(&rig, &identity, &hardware, &boot, 500);
    if (size == 0) return 0;
    if (bytes[0] & 1u) {
        receive_raw(bytes + 1, size - 1);
    } else {
        receive_commands(bytes + 1, size - 1);
    }
    if (trip_guard_state(&rig.guard) > PP_GUARD_STATE_WARNING_HOST_SILENT) abort();
    const trip_guard_limits_t *limits = &rig.store.settings.limits;
    if (limits->pads && trip_guard_limits_refusal(limits, identity.counts_max)) abort();
    if (trip_guard_memory.mode == PP_MODE_FOOT && (limits->pads == 0 || limits->empty_sum == 0)) abort();
    if (trip_guard_memory.mode == PP_MODE_FOOT && !rig.streaming) abort();
    return 0;
}
