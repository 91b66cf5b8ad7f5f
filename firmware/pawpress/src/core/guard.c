#include "guard.h"

#include <string.h>

#include "crc16.h"

static uint16_t memory_crc(const trip_guard_memory_t *memory) {
    const uint8_t bytes[] = {
        memory->mode,           memory->cause,
        memory->source,         (uint8_t)memory->level,
        (uint8_t)(memory->level >> 8), (uint8_t)memory->limit,
        (uint8_t)(memory->limit >> 8),
    };
    return crc16(CRC16_INITIAL, bytes, sizeof bytes);
}

enum { WARNS = 1, DIPPED = 2 };

static bool can_be_passed(uint16_t limit, uint16_t top) { return limit == 0 || limit < top; }

/* Adds the pads that the limit of a sum watches to `watched`. */
static bool group_can_trip(const group_limits_t *group, uint16_t counts_max, uint16_t *watched) {
    uint16_t top = 0;
    for (uint16_t members = group->pads; members; members >>= 1) {
        if (members & 1u) top = (uint16_t)(top + counts_max);
    }
    if (group->limit) *watched |= group->pads;
    return top != 0 && (group->limit || group->rise) && can_be_passed(group->limit, top) && can_be_passed(group->rise, top);
}

uint8_t trip_guard_limits_refusal(const trip_guard_limits_t *limits, uint16_t counts_max) {
    uint16_t watched = 0, pad = 1, all = (uint16_t)(((uint32_t)1 << limits->pads) - 1u);
    bool good = true;
    for (uint8_t i = 0; i < limits->pads; i++, pad = (uint16_t)(pad << 1)) {
        if (limits->pad[i]) watched |= pad;
        good = good && can_be_passed(limits->pad[i], counts_max);
    }
    for (uint8_t i = 0; i < limits->groups; i++) {
        good = good && group_can_trip(&limits->group[i], counts_max, &watched);
    }
    return good && watched == all ? 0 : PP_NAK_CODE_NEVER_TRIPS;
}

/* Why feet may not be guarded by what is stored: 0 if they may. */
static uint8_t foot_refusal(const trip_guard_t *guard) {
    const trip_guard_limits_t *limits = guard->limits;
    if (limits->pads == 0 || limits->empty_sum == 0) return PP_NAK_CODE_LIMITS_MISSING;
    bool agreed = limits->options & PP_GUARD_OPTION_FEET_UNSUPERVISED;
    if (limits->open_below == 0 && !agreed) return PP_NAK_CODE_UNSUPERVISED;
    return trip_guard_limits_refusal(limits, guard->counts_max);
}

void trip_guard_start(trip_guard_t *guard, const guarded_t *guarded, trip_guard_memory_t *memory) {
    memset(guard, 0, sizeof *guard);
    guard->limits = guarded->limits;
    guard->pads = guarded->pads;
    guard->counts_max = guarded->counts_max;
    guard->memory = memory;
    trip_guard_limits_changed(guard);
    bool is_whole = memory->crc == memory_crc(memory) && memory->mode <= PP_MODE_FOOT;
    if (!is_whole) memset(memory, 0, sizeof *memory);
    if (foot_refusal(guard)) memory->mode = PP_MODE_HANDS; /* the limits were lost: without them there is no foot mode */
    memory->crc = memory_crc(memory);
}

void trip_guard_recall(trip_guard_t *guard, uint8_t cause, uint8_t source) {
    trip_guard_memory_t *memory = guard->memory;
    if (cause == PP_TRIP_CAUSE_NONE || trip_guard_is_tripped(guard)) return;
    memory->cause = cause;
    memory->source = source;
    memory->level = memory->limit = 0; /* not written down */
    memory->crc = memory_crc(memory);
}

/* The least level that is at least so many percent of a limit. */
static uint16_t warning_level(const trip_guard_limits_t *limits, uint16_t limit) {
    if (limit == 0) return 0;
    return (uint16_t)(((uint32_t)limit * limits->warning_percent + 99u) / 100u);
}

static void find_lowest(trip_guard_t *guard) {
    for (uint8_t group = 0; group < SETTINGS_GROUPS_MAX; group++) {
        uint16_t lowest = guard->past[0][group];
        for (uint8_t i = 1; i < TRIP_GUARD_RISE_SNAPSHOTS; i++) {
            if (guard->past[i][group] < lowest) lowest = guard->past[i][group];
        }
        guard->lowest[group] = lowest;
    }
}

void trip_guard_limits_changed(trip_guard_t *guard) {
    const trip_guard_limits_t *limits = guard->limits;
    for (uint8_t i = 0; i < SETTINGS_PADS_MAX; i++) guard->warn_at[i] = warning_level(limits, limits->pad[i]);
    for (uint8_t i = 0; i < SETTINGS_GROUPS_MAX; i++) {
        guard->warn_at[SETTINGS_PADS_MAX + i] = warning_level(limits, limits->group[i].limit);
    }
    memset(guard->past, 0xFF, sizeof guard->past); /* a rise from so high a level is none */
    find_lowest(guard);
    memset(guard->over_ms, 0, sizeof guard->over_ms);
    memset(guard->flags, 0, sizeof guard->flags);
}

static bool is_foot(const trip_guard_t *guard) { return guard->memory->mode == PP_MODE_FOOT; }

static bool watches(const trip_guard_t *guard) { return is_foot(guard) || guard->limits->pads != 0; }

static bool trip(trip_guard_t *guard, uint8_t cause, uint8_t source, uint16_t level, uint16_t limit) {
    guard->holds = true;
    if (trip_guard_is_tripped(guard)) return false; /* the first cause is what people want to know */
    trip_guard_memory_t *memory = guard->memory;
    memory->cause = cause;
    memory->source = source;
    memory->level = level;
    memory->limit = limit;
    memory->crc = memory_crc(memory);
    return true;
}

static void add_up(trip_guard_t *guard, const uint16_t *counts) {
    const trip_guard_limits_t *limits = guard->limits;
    for (uint8_t g = 0; g < limits->groups; g++) {
        uint16_t sum = 0, members = limits->group[g].pads;
        for (uint8_t pad = 0; members; pad++, members >>= 1) {
            if (members & 1u) sum = (uint16_t)(sum + counts[pad]);
        }
        guard->sum[g] = sum;
    }
}

static void take_snapshot(trip_guard_t *guard, uint8_t period_ms) {
    guard->snapshot_ms = (uint8_t)(guard->snapshot_ms + period_ms);
    if (guard->snapshot_ms < TRIP_GUARD_SNAPSHOT_MS) return;
    guard->snapshot_ms = 0;
    memcpy(guard->past[guard->snapshot_next], guard->sum, sizeof guard->sum);
    guard->snapshot_next = (uint8_t)((guard->snapshot_next + 1u) % TRIP_GUARD_RISE_SNAPSHOTS);
    find_lowest(guard);
}

static uint16_t rise_of(const trip_guard_t *guard, uint8_t group) {
    uint16_t now = guard->sum[group], lowest = guard->lowest[group];
    return now > lowest ? (uint16_t)(now - lowest) : 0;
}

typedef struct {
    uint16_t level;
    uint16_t limit; /* 0: none */
} check_t;

/* Conditions are numbered through: a pad's limit each, a group's limit each, a group's rise each. */
static check_t check(const trip_guard_t *guard, const uint16_t *counts, uint8_t condition) {
    const trip_guard_limits_t *limits = guard->limits;
    if (condition < SETTINGS_PADS_MAX) return (check_t){counts[condition], limits->pad[condition]};
    uint8_t group = condition & (SETTINGS_GROUPS_MAX - 1u);
    if (condition < TRIP_GUARD_WARNINGS_MAX) return (check_t){guard->sum[group], limits->group[group].limit};
    return (check_t){rise_of(guard, group), limits->group[group].rise};
}

_Static_assert((SETTINGS_PADS_MAX & (SETTINGS_GROUPS_MAX - 1)) == 0, "so the lowest bits of a condition are its group");

static uint8_t cause_of(uint8_t condition) {
    if (condition < SETTINGS_PADS_MAX) return PP_TRIP_CAUSE_PAD_LIMIT;
    return condition < TRIP_GUARD_WARNINGS_MAX ? PP_TRIP_CAUSE_GROUP_LIMIT : PP_TRIP_CAUSE_RATE_OF_RISE;
}

static uint8_t source_of(uint8_t condition) {
    return condition < SETTINGS_PADS_MAX ? condition : (uint8_t)(condition & (SETTINGS_GROUPS_MAX - 1u));
}

static bool warns(trip_guard_t *guard, uint8_t condition, uint16_t level) {
    if (condition >= TRIP_GUARD_WARNINGS_MAX) return false;
    uint8_t flags = guard->flags[condition];
    if (flags & WARNS) level = (uint16_t)(level + guard->limits->hysteresis);
    bool so = level >= guard->warn_at[condition];
    guard->flags[condition] = (uint8_t)(so ? flags | WARNS : flags & ~WARNS);
    return so;
}

/* True once the limit has been passed for the minimum time. A single reading below does not begin it anew, or a load
 * that trembles would never trip. */
static bool is_over(trip_guard_t *guard, uint8_t condition, check_t now, uint8_t period_ms) {
    bool over = now.level > now.limit;
    uint8_t *over_ms = &guard->over_ms[condition];
    if (!over && *over_ms == 0) return false;
    if (over && *over_ms >= guard->limits->min_time_ms) return true;
    uint8_t *flags = &guard->flags[condition];
    if (!over && *flags & DIPPED) {
        *over_ms = 0;
        return false;
    }
    *flags = (uint8_t)(over ? *flags & ~DIPPED : *flags | DIPPED);
    *over_ms = (uint8_t)(*over_ms > 255 - period_ms ? 255 : *over_ms + period_ms);
    return false;
}

static bool judge(trip_guard_t *guard, uint8_t condition, check_t now, uint8_t period_ms) {
    if (warns(guard, condition, now.level)) guard->warning = true;
    if (now.level > (uint16_t)(now.limit - guard->limits->hysteresis)) guard->holds = true; /* less than any limit */
    if (!is_over(guard, condition, now, period_ms)) return false;
    return trip(guard, cause_of(condition), source_of(condition), now.level, now.limit);
}

static bool judge_all(trip_guard_t *guard, const uint16_t *counts, uint8_t period_ms) {
    bool tripped = false;
    uint8_t condition = 0;
    while (condition < TRIP_GUARD_CONDITIONS_MAX) {
        check_t now = check(guard, counts, condition);
        if (now.limit != 0 && judge(guard, condition, now, period_ms)) tripped = true;
        condition++;
        if (condition == guard->limits->pads) condition = SETTINGS_PADS_MAX;
    }
    return tripped;
}

static void count_silence(trip_guard_t *guard, uint8_t period_ms) {
    if (guard->host_silent_ms < TRIP_GUARD_HOST_SILENT_MS)
        guard->host_silent_ms = (uint16_t)(guard->host_silent_ms + period_ms);
}

static void count_empty(trip_guard_t *guard, uint16_t sum, uint8_t period_ms) {
    if (sum > guard->limits->empty_sum) {
        guard->empty_ms = 0;
    } else if (guard->empty_ms < TRIP_GUARD_EMPTY_MS) {
        guard->empty_ms = (uint16_t)(guard->empty_ms + period_ms);
    }
}

/* Under feet a pad that cannot be read is as bad as one that reads too much. */
static bool judge_pads(trip_guard_t *guard, const uint16_t *counts) {
    uint16_t faults = pad_watch_faults(&guard->pad_watch);
    if (!faults) return false;
    uint8_t pad = 0;
    uint16_t bit = 1;
    for (; !(faults & bit); pad++) bit = (uint16_t)(bit << 1);
    const trip_guard_limits_t *limits = guard->limits;
    uint16_t limit = (guard->pad_watch.open & bit) ? limits->open_below : limits->short_above;
    return trip(guard, PP_TRIP_CAUSE_PAD_FAULT, pad, counts[pad], limit);
}

static bool judge_supply(trip_guard_t *guard) {
    if (!guard->supply || !supply_is_bad(guard->supply)) return false;
    return trip(guard, PP_TRIP_CAUSE_SUPPLY, 0, guard->supply->mv, supply_bound(guard->supply));
}

bool trip_guard_loop_matters(const trip_guard_t *guard) {
    return is_foot(guard) || (watches(guard) && guard->limits->options & PP_GUARD_OPTION_LOOP_IN_HANDS);
}

static bool judge_rig(trip_guard_t *guard, const uint16_t *counts) {
    bool pads_tripped = judge_pads(guard, counts);
    return judge_supply(guard) || pads_tripped;
}

bool trip_guard_take_scan(trip_guard_t *guard, const uint16_t *counts, uint8_t period_ms) {
    guard->warning = false;
    guard->holds = guard->loop_open && trip_guard_loop_matters(guard);
    count_silence(guard, period_ms);
    uint16_t sum = pad_watch_take(&guard->pad_watch, guard->limits, guard->pads, counts, period_ms);
    if (!watches(guard)) return false;
    add_up(guard, counts);
    bool tripped = judge_all(guard, counts, period_ms);
    count_empty(guard, sum, period_ms);
    if (is_foot(guard) && judge_rig(guard, counts)) tripped = true;
    take_snapshot(guard, period_ms);
    return tripped;
}

bool trip_guard_take_supply(trip_guard_t *guard, const supply_t *supply) {
    guard->supply = supply;
    return is_foot(guard) && judge_supply(guard);
}

bool trip_guard_loop(trip_guard_t *guard, bool open) {
    guard->loop_open = open;
    return open && trip_guard_loop_matters(guard) && trip(guard, PP_TRIP_CAUSE_STOP_LOOP, 0, 0, 0);
}

void trip_guard_host_heard(trip_guard_t *guard) { guard->host_silent_ms = 0; }

uint8_t trip_guard_set_mode(trip_guard_t *guard, uint8_t mode) {
    if (mode > PP_MODE_FOOT) return PP_NAK_CODE_OUT_OF_RANGE;
    uint8_t refusal = mode == PP_MODE_FOOT ? foot_refusal(guard) : 0;
    if (refusal) return refusal;
    bool steps_off = mode == PP_MODE_HANDS && is_foot(guard);
    if (steps_off && guard->empty_ms < TRIP_GUARD_EMPTY_MS) return PP_NAK_CODE_PADS_LOADED;
    guard->memory->mode = mode;
    guard->empty_ms = 0;
    guard->memory->crc = memory_crc(guard->memory);
    return 0;
}

uint8_t trip_guard_acknowledge(trip_guard_t *guard) {
    if (!trip_guard_is_tripped(guard)) return 0;
    if (guard->holds) return PP_NAK_CODE_STILL_TRIPPED;
    guard->memory->cause = PP_TRIP_CAUSE_NONE;
    guard->memory->crc = memory_crc(guard->memory);
    return 0;
}

uint8_t trip_guard_state(const trip_guard_t *guard) {
    if (trip_guard_is_tripped(guard)) return PP_GUARD_STATE_TRIPPED;
    if (!watches(guard)) return PP_GUARD_STATE_OFF;
    bool silent = is_foot(guard) && guard->host_silent_ms >= TRIP_GUARD_HOST_SILENT_MS;
    if (silent) return guard->warning ? PP_GUARD_STATE_WARNING_HOST_SILENT : PP_GUARD_STATE_HOST_SILENT;
    return guard->warning ? PP_GUARD_STATE_WARNING : PP_GUARD_STATE_WATCHING;
}
