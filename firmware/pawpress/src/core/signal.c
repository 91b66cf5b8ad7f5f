#include "signal.h"

#include "protocol_generated.h"

enum { SLOT_MS = 50, SLOTS = 32 };

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
    /* Both of them laid over each other. */
    [PP_GUARD_STATE_WARNING_HOST_SILENT] = {0x33333337, 0x01010105, 0x0F0F0F0F},
};

/* Shifts by whole bytes, and then within one: by any number of bits would take a scan's time a few percent longer. */
static bool is_on(uint32_t pattern, uint8_t slot) {
    uint8_t byte = (uint8_t)(pattern >> (slot & 0x18u));
    return (byte >> (slot & 7u)) & 1;
}

void signal_pass(signal_clock_t *clock, uint8_t trip_guard_state, uint8_t period_ms) {
    if (clock->state != trip_guard_state) {
        *clock = (signal_clock_t){.state = trip_guard_state};
        return;
    }
    clock->ms = (uint8_t)(clock->ms + period_ms);
    if (clock->ms < SLOT_MS) return;
    clock->ms = (uint8_t)(clock->ms - SLOT_MS);
    clock->slot = (uint8_t)((clock->slot + 1u) % SLOTS);
}

signal_t signal_now(const signal_clock_t *clock, bool streaming) {
    return (signal_t){
        .red_lamp = is_on(patterns[clock->state].red_lamp, clock->slot),
        .buzzer = is_on(patterns[clock->state].buzzer, clock->slot),
        .green_lamp = streaming && is_on(patterns[clock->state].green_lamp, clock->slot),
    };
}
