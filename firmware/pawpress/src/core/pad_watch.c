#include "pad_watch.h"

/* A bad reading adds twice its time and a good one takes its own away: a contact that fails half of the time gets
 * nowhere near being good. */
enum { DOUBT_FULL = 2 * PAD_WATCH_MS };

static bool is_full(const guard_limits_t *limits, uint16_t reading) {
    return limits->short_above != 0 && reading >= limits->short_above;
}

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

void pad_watch_take(pad_watch_t *watch, const guard_limits_t *limits, uint8_t pads, const uint16_t *counts,
                    uint8_t period_ms) {
    for (uint8_t pad = 0; pad < pads; pad++) {
        bool full = is_full(limits, counts[pad]);
        bool bad = full || counts[pad] < limits->open_below;
        if (!bad && watch->doubt[pad] == 0) continue; /* as good as always */
        look(watch, pad, bad, period_ms);
        settle(watch, pad, bad, full);
    }
}
