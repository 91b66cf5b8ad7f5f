#include "signal.h"

#include "protocol_generated.h"

enum { SLOT_MS = 50, SLOTS = 32, ROUND_MS = SLOT_MS * SLOTS };

/* Patterns of 1.6 s: bit 0 is the first 50 ms. The page docs/how-to/leds-and-beeps.md shows them. */
static const struct {
    uint32_t red_lamp;
    uint32_t buzzer;
    uint32_t green_lamp;
} patterns[] = {
    [PP_GUARD_STATE_OFF] = {0, 0, 0xFFFFFFFF},
    [PP_GUARD_STATE_WATCHING] = {0, 0, 0xFFFFFFFF},
    [PP_GUARD_STATE_WARNING] = {0x33333333, 0x01010101, 0xFFFFFFFF},
    [PP_GUARD_STATE_HOST_SILENT] = {0x00000005, 0x00000005, 0x0F0F0F0F},
    [PP_GUARD_STATE_TRIPPED] = {0xFFFFFFFF, 0x77777777, 0xFFFFFFFF},
};

void signal_pass(signal_clock_t *clock, uint8_t guard_state, uint8_t period_ms) {
    clock->ms = (uint16_t)(clock->ms + period_ms);
    if (clock->ms >= ROUND_MS) clock->ms = (uint16_t)(clock->ms - ROUND_MS);
    if (clock->state == guard_state) return;
    clock->state = guard_state;
    clock->ms = 0;
}

signal_t signal_now(const signal_clock_t *clock, bool streaming) {
    uint32_t slot = (uint32_t)1 << (clock->ms / SLOT_MS);
    return (signal_t){
        .red_lamp = (patterns[clock->state].red_lamp & slot) != 0,
        .buzzer = (patterns[clock->state].buzzer & slot) != 0,
        .green_lamp = streaming && (patterns[clock->state].green_lamp & slot) != 0,
    };
}
