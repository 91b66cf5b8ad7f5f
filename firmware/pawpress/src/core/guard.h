/* The last resort, which needs no host: compares every scan with the stored limits and trips for good when one is passed.
 *
 * A trip holds, over restarts too, until it is acknowledged, and it cannot be acknowledged while its cause holds. */
#ifndef PAWPRESS_GUARD_H
#define PAWPRESS_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "settings.h"

enum {
    GUARD_RISE_SNAPSHOTS = 5,
    GUARD_SNAPSHOT_MS = 10, /* five of them make the 50 ms a rise is measured over */
    GUARD_WARNINGS_MAX = SETTINGS_PADS_MAX + SETTINGS_GROUPS_MAX, /* a rise is over in no time, so it does not warn */
    GUARD_CONDITIONS_MAX = GUARD_WARNINGS_MAX + SETTINGS_GROUPS_MAX,
    GUARD_HOST_SILENT_MS = 1500
};

/* What outlives a restart. The caller keeps it where a restart does not clear it. */
typedef struct {
    uint8_t mode;
    uint8_t cause; /* TripCause; NONE if not tripped */
    uint8_t source;
    uint16_t level;
    uint16_t limit;
    uint16_t crc;
} guard_memory_t;

typedef struct {
    const guard_limits_t *limits;
    guard_memory_t *memory;
    bool warning;
    bool holds; /* a cause of a trip still holds */
    bool loop_open;
    uint16_t host_silent_ms;
    uint8_t snapshot_ms;
    uint8_t snapshot_next;
    uint16_t sum[SETTINGS_GROUPS_MAX];
    uint16_t past[GUARD_RISE_SNAPSHOTS][SETTINGS_GROUPS_MAX];
    uint16_t lowest[SETTINGS_GROUPS_MAX]; /* of the past */
    uint8_t over_ms[GUARD_CONDITIONS_MAX];
    bool warns[GUARD_WARNINGS_MAX];
    uint16_t warn_at[GUARD_WARNINGS_MAX]; /* the level from which on it does: dividing in every scan takes too long */
} guard_t;

/* Takes up what `memory` holds, or, if that is not whole, starts in hands mode without a trip. */
void guard_start(guard_t *guard, const guard_limits_t *limits, guard_memory_t *memory);

/* Forgets what was measured under other limits. */
void guard_limits_changed(guard_t *guard);

/* Takes a scan, in counts of a single conversion. True if the guard has just tripped. */
bool guard_take_scan(guard_t *guard, const uint16_t *counts, uint8_t period_ms);

/* The stop loop, free of bounce. True if the guard has just tripped. */
bool guard_loop(guard_t *guard, bool open);

/* Any good command: somebody monitors. */
void guard_host_heard(guard_t *guard);

/* Returns 0 or the NakCode that says why not. */
uint8_t guard_set_mode(guard_t *guard, uint8_t mode);
uint8_t guard_acknowledge(guard_t *guard);

/* GuardState. */
uint8_t guard_state(const guard_t *guard);

static inline bool guard_is_tripped(const guard_t *guard) { return guard->memory->cause != PP_TRIP_CAUSE_NONE; }

#endif
