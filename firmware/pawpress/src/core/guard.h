/* The trip guard, the last resort, which needs no host: compares every scan with the stored limits and trips for good
 * when one is passed, and under feet also when a pad, the supply or the stop loop fails.
 *
 * A trip holds, over restarts and loss of power too, until it is acknowledged, and it cannot be acknowledged while its
 * cause holds. Foot mode ends only once the pads are empty. */
#ifndef PAWPRESS_GUARD_H
#define PAWPRESS_GUARD_H

#include <stdbool.h>
#include <stdint.h>

#include "pad_watch.h"
#include "settings.h"
#include "supply.h"
#include "trip_log.h"

enum {
    TRIP_GUARD_RISE_SNAPSHOTS = 5,
    TRIP_GUARD_SNAPSHOT_MS = 10, /* five of them make the 50 ms a rise is measured over */
    /* a rise is over in no time, so it does not warn */
    TRIP_GUARD_WARNINGS_MAX = SETTINGS_PADS_MAX + SETTINGS_GROUPS_MAX,
    TRIP_GUARD_CONDITIONS_MAX = TRIP_GUARD_WARNINGS_MAX + SETTINGS_GROUPS_MAX,
    TRIP_GUARD_HOST_SILENT_MS = 1500,
    TRIP_GUARD_EMPTY_MS = 500 /* the pads must have been empty for so long before feet are taken for gone */
};

/* What outlives a restart. The caller keeps it where a restart does not clear it. */
typedef struct {
    uint8_t mode;
    uint8_t cause; /* TripCause; NONE if not tripped */
    uint8_t source;
    uint16_t level;
    uint16_t limit;
    uint16_t crc;
} trip_guard_memory_t;

/* What the trip guard watches. */
typedef struct {
    const trip_guard_limits_t *limits;
    uint8_t pads;
    uint16_t counts_max; /* of a single conversion */
} guarded_t;

typedef struct {
    const trip_guard_limits_t *limits;
    trip_guard_memory_t *memory;
    uint8_t pads;
    uint16_t counts_max;
    pad_watch_t pad_watch;
    const supply_t *supply;
    uint16_t empty_ms;
    bool warning;
    bool holds; /* a cause of a trip still holds */
    bool loop_open;
    uint16_t host_silent_ms;
    uint8_t snapshot_ms;
    uint8_t snapshot_next;
    uint16_t sum[SETTINGS_GROUPS_MAX];
    uint16_t past[TRIP_GUARD_RISE_SNAPSHOTS][SETTINGS_GROUPS_MAX];
    uint16_t lowest[SETTINGS_GROUPS_MAX]; /* of the past */
    uint8_t over_ms[TRIP_GUARD_CONDITIONS_MAX];
    uint8_t flags[TRIP_GUARD_CONDITIONS_MAX]; /* WARNS, DIPPED */
    /* the level from which on it does: dividing in every scan takes too long */
    uint16_t warn_at[TRIP_GUARD_WARNINGS_MAX];
} trip_guard_t;

static inline bool trip_guard_is_tripped(const trip_guard_t *guard) {
    return guard->memory->cause != PP_TRIP_CAUSE_NONE;
}

/* Takes up what `memory` holds, or, if that is not whole, starts in hands mode without a trip. */
void trip_guard_start(trip_guard_t *guard, const guarded_t *guarded, trip_guard_memory_t *memory);

/* Takes up a trip that was written down before the power failed, unless one is remembered anyway. */
void trip_guard_recall(trip_guard_t *guard, uint8_t cause, uint8_t source);

/* What is to be written down. */
static inline trip_record_t trip_guard_record(const trip_guard_t *guard) {
    return trip_guard_is_tripped(guard) ? trip_record(guard->memory->cause, guard->memory->source) : 0;
}

/* NEVER_TRIPS if a limit lies where no reading passes it or a pad is in no limit, else 0. */
uint8_t trip_guard_limits_refusal(const trip_guard_limits_t *limits, uint16_t counts_max);

/* Forgets what was measured under other limits. */
void trip_guard_limits_changed(trip_guard_t *guard);

/* Takes a scan, in counts of a single conversion. True if the guard has just tripped. */
bool trip_guard_take_scan(trip_guard_t *guard, const uint16_t *counts, uint8_t period_ms);

/* The supply was measured. True if the guard has just tripped. */
bool trip_guard_take_supply(trip_guard_t *guard, const supply_t *supply);

/* The stop loop, free of bounce. True if the guard has just tripped. */
bool trip_guard_loop(trip_guard_t *guard, bool open);

/* Whether an open stop loop trips. */
bool trip_guard_loop_matters(const trip_guard_t *guard);

/* Any good command: somebody monitors. */
void trip_guard_host_heard(trip_guard_t *guard);

/* Returns 0 or the NakCode that says why not. */
uint8_t trip_guard_set_mode(trip_guard_t *guard, uint8_t mode);
uint8_t trip_guard_acknowledge(trip_guard_t *guard);

/* GuardState. */
uint8_t trip_guard_state(const trip_guard_t *guard);

#endif
