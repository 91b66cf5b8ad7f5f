#include "pad_watch.h"

/* A bad reading adds twice its time and a good one takes its own away: a contact that fails half of the time gets
 * nowhere near being good. */
enum { DOUBT_FULL = 2 * PAD_WATCH_MS };

static void settle(pad_watch_t *watch, uint8_t pad, bool bad, bool full) {
    uint16_t bit = (uint16_t)(1u << pad);
    if (bad && watch->doubt[pad] == DOUBT_FULL) {
        watch->open = full ? (uint16_t)(watch->open & ~bit) : (uint16_t)(watch->open | bit);
        watch->shorted = full ? (uint16_t)(watch->shorted | bit) : (uint16_t)(watch->shorted & ~bit);
    }
    if (watch->doubt[pad] == 0) {
        watch->open &= (uint16_t)~bit;
        watch->shorted &= (uint16_t)~bit;
    }
}

static void look(pad_watch_t *watch, uint8_t pad, bool bad, uint8_t period_ms) {
    uint8_t doubt = watch->doubt[pad];
    if (bad) {
        doubt = (uint8_t)(doubt + 2u * period_ms);
        watch->doubt[pad] = (uint8_t)(doubt < DOUBT_FULL ? doubt : DOUBT_FULL);
    } else {
        watch->doubt[pad] = (uint8_t)(doubt > period_ms ? doubt - period_ms : 0);
    }
}

uint16_t pad_watch_take(pad_watch_t *watch, const trip_guard_limits_t *limits, uint8_t pads, const uint16_t *counts,
                        uint8_t period_ms) {
    uint16_t sum = 0, below = limits->open_below, above = limits->short_above ? limits->short_above : 0xFFFF;
    for (uint8_t pad = 0; pad < pads; pad++) {
        uint16_t reading = counts[pad];
        bool full = reading >= above, bad = full || reading < below;
        sum = (uint16_t)(sum + reading);
        if (!bad && watch->doubt[pad] == 0) continue; /* as good as always */
        look(watch, pad, bad, period_ms);
        settle(watch, pad, bad, full);
    }
    return sum;
}
