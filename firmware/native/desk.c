#include "desk.h"

#include <string.h>

#include "../pawpress/src/core/crc16.h"
#include "check.h"

rig_t rig;
bool line_is_full;
uint16_t pressed[6] = {10, 20, 30, 40, 50, 1023};
uint8_t contacts;
uint8_t eeprom[1024];
long eeprom_writes_left;
bool eeprom_sticks = true;

static uint8_t line[65536];
static unsigned line_end, line_read;
static uint8_t host_block[FRAME_BLOCK_MAX];
static frame_receiver_t host;
static trip_guard_memory_t trip_guard_memory;
static const rig_health_t health = {.overruns = 3, .line_errors = 4};
static const rig_identity_t identity = {
    .firmware_major = 1,
    .board = PP_BOARD_UNO,
    .pad_kind = PP_PAD_KIND_FSR_DIVIDER,
    .counts_max = 1023,
    .tells_short_loop = true,
    .pads_max = 6,
    .wiring = {.conversions = 1, .cpu_hz = 16000000, .baud = 500000},
};

static bool offer(const uint8_t *wire, uint8_t size) {
    if (line_read == line_end) line_read = line_end = 0;
    if (line_is_full || line_end + size > sizeof line) return false;
    memcpy(line + line_end, wire, size);
    line_end += size;
    return true;
}

static uint8_t read_byte(uint16_t at) { return eeprom[at]; }
static bool is_ready(void) { return true; }

/* Power fails when the count is used up: what was being written may be anything. */
static void write_byte(uint16_t at, uint8_t byte) {
    if (eeprom_writes_left == 0) return;
    if (eeprom_writes_left > 0 && --eeprom_writes_left == 0) byte = (uint8_t)(byte ^ 0x5A);
    if (eeprom_sticks) eeprom[at] = byte;
}

static uint16_t program_size(void) { return sizeof sealed_program - 4; }
static void program_read(uint8_t *into, uint16_t at, uint8_t size) { memcpy(into, sealed_program + at, size); }
static uint16_t free_stack(void) { return 200; }

uint8_t sealed_program[100 + 4];

static const rig_hardware_t hardware = {
    .offer = offer,
    .memory = {.read = read_byte, .is_ready = is_ready, .write = write_byte},
    .program = {.size = program_size, .read = program_read},
    .free_stack = free_stack,
    .trip_guard_memory = &trip_guard_memory,
};

void desk_restart(uint8_t reset_cause) {
    const rig_boot_t boot = {.reset_cause = reset_cause};
    memset(&rig, 0, sizeof rig);
    host = (frame_receiver_t){.block = host_block, .room = sizeof host_block};
    line_end = line_read = 0;
    line_is_full = false;
    contacts = 0;
    rig_start(&rig, &identity, &hardware, &boot, 500);
}

void desk_lose_power(void) {
    memset(&trip_guard_memory, 0x77, sizeof trip_guard_memory);
    desk_restart(PP_RESET_CAUSE_POWER_ON);
}

void desk_start(void) {
    memset(&trip_guard_memory, 0x77, sizeof trip_guard_memory);
    memset(eeprom, 0xFF, sizeof eeprom);
    eeprom_writes_left = -1;
    eeprom_sticks = true;
    for (unsigned i = 0; i < 6; i++) pressed[i] = i < 5 ? (uint16_t)(10 * (i + 1)) : 1023;
    for (unsigned i = 0; i < 100; i++) sealed_program[i] = (uint8_t)(i * 7);
    pp_put_u16(pp_put_u16(sealed_program + 100, 0xC5A1), crc16(CRC16_INITIAL, sealed_program, 100));
    desk_restart(PP_RESET_CAUSE_EXTERNAL);
}

void desk_pass(int rounds) {
    while (rounds-- > 0) rig_pass(&rig);
}

void desk_command(uint8_t type, uint16_t request, const uint8_t *body, uint8_t length) {
    uint8_t wire[FRAME_WIRE_MAX];
    if (length) memcpy(wire + FRAME_BODY_AT, body, length);
    uint8_t size = frame_seal(wire, type, request, length);
    for (uint8_t i = 0; i < size; i++) rig_receive(&rig, wire[i]);
}

void desk_set_rate(uint16_t request, uint16_t rate_hz) {
    uint8_t body[2] = {(uint8_t)rate_hz, (uint8_t)(rate_hz >> 8)};
    desk_command(PP_SET_RATE, request, body, sizeof body);
}

void desk_scan(uint32_t t_us, uint16_t period_us) {
    const rig_scan_t scan = {.t_us = t_us, .period_us = period_us, .contacts = contacts, .counts = pressed};
    rig_take_scan(&rig, &scan, &health);
}

seen_t desk_next(void) {
    frame_t frame;
    while (line_read < line_end) {
        frame_result_t result = frame_receive(&host, line[line_read++], &frame);
        CHECK(result != FRAME_DAMAGED);
        if (result != FRAME_GOOD) continue;
        seen_t seen = {.type = frame.type, .length = frame.length, .sequence = frame.sequence};
        memcpy(seen.body, frame.body, frame.length);
        return seen;
    }
    return (seen_t){0};
}

seen_t desk_find(uint8_t type) {
    for (seen_t seen = desk_next(); seen.type; seen = desk_next()) {
        if (seen.type == type) return seen;
    }
    return (seen_t){0};
}

void check_ack(uint16_t request, uint8_t command) {
    seen_t seen = desk_next();
    pp_ack_t ack = {0};
    CHECK_EQUAL(seen.type, PP_ACK);
    CHECK(pp_unpack_ack(seen.body, seen.length, &ack));
    CHECK_EQUAL(ack.request, request);
    CHECK_EQUAL(ack.command, command);
}

void check_nak(uint16_t request, uint8_t command, uint8_t code) {
    seen_t seen = desk_next();
    pp_nak_t nak = {0};
    CHECK_EQUAL(seen.type, PP_NAK);
    CHECK(pp_unpack_nak(seen.body, seen.length, &nak));
    CHECK_EQUAL(nak.request, request);
    CHECK_EQUAL(nak.command, command);
    CHECK_EQUAL(nak.code, code);
}
