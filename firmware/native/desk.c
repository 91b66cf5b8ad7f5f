#include "desk.h"

#include <string.h>

#include "check.h"

rig_t rig;
bool line_is_full;

static uint8_t line[4096];
static unsigned line_end, line_read;
static frame_receiver_t host;
static const uint16_t pressed[6] = {10, 20, 30, 40, 50, 1023};
static const rig_health_t health = {.overruns = 3, .line_errors = 4};
static const rig_identity_t identity = {
    .firmware_minor = 1,
    .board = PP_BOARD_UNO,
    .pad_kind = PP_PAD_KIND_FSR_DIVIDER,
    .pads = 6,
    .counts_max = 1023,
    .cpu_hz = 16000000,
    .baud = 500000,
    .reset_cause = PP_RESET_CAUSE_EXTERNAL,
};

static bool offer(const uint8_t *wire, uint8_t size) {
    if (line_read == line_end) line_read = line_end = 0;
    if (line_is_full || line_end + size > sizeof line) return false;
    memcpy(line + line_end, wire, size);
    line_end += size;
    return true;
}

void desk_start(void) {
    memset(&rig, 0, sizeof rig);
    memset(&host, 0, sizeof host);
    line_end = line_read = 0;
    line_is_full = false;
    rig_start(&rig, &identity, offer, 500);
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
    const rig_scan_t scan = {.t_us = t_us, .period_us = period_us, .counts = pressed};
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
