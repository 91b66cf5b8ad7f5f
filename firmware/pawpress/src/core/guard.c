#include "guard.h"

#include <string.h>

#include "crc16.h"

static uint16_t memory_crc(const guard_memory_t *memory) {
    const uint8_t bytes[] = {
        memory->mode,           memory->cause,
        memory->source,         (uint8_t)memory->level,
        (uint8_t)(memory->level >> 8), (uint8_t)memory->limit,
        (uint8_t)(memory->limit >> 8),
    };
    return crc16(CRC16_INITIAL, bytes, sizeof bytes);
}

void guard_start(guard_t *guard, const guard_limits_t *limits, guard_memory_t *memory) {
    memset(guard, 0, sizeof *guard);
    guard->limits = limits;
    guard->memory = memory;
    guard_limits_changed(guard);
    bool is_whole = memory->crc == memory_crc(memory) && memory->mode <= PP_MODE_FOOT;
    if (!is_whole) memset(memory, 0, sizeof *memory);
    if (limits->pads == 0) memory->mode = PP_MODE_HANDS; /* the limits were lost: without them there is no foot mode */
    memory->crc = memory_crc(memory);
}

/* The least level that is at least so many percent of a limit. */
static uint16_t warning_level(const guard_limits_t *limits, uint16_t limit) {
    if (limit == 0) return 0;
    return (uint16_t)(((uint32_t)limit * limits->warning_percent + 99u) / 100u);
}

static void find_lowest(guard_t *guard) {
    for (uint8_t group = 0; group < SETTINGS_GROUPS_MAX; group++) {
        uint16_t lowest = guard->past[0][group];
        for (uint8_t i = 1; i < GUARD_RISE_SNAPSHOTS; i++) {
            if (guard->past[i][group] < lowest) lowest = guard->past[i][group];
        }
        guard->lowest[group] = lowest;
    }
}

void guard_limits_changed(guard_t *guard) {
    const guard_limits_t *limits = guard->limits;
    for (uint8_t i = 0; i < SETTINGS_PADS_MAX; i++) guard->warn_at[i] = warning_level(limits, limits->pad[i]);
    for (uint8_t i = 0; i < SETTINGS_GROUPS_MAX; i++) {
        guard->warn_at[SETTINGS_PADS_MAX + i] = warning_level(limits, limits->group[i].limit);
    }
    memset(guard->past, 0xFF, sizeof guard->past); /* a rise from so high a level is none */
    find_lowest(guard);
    memset(guard->over_ms, 0, sizeof guard->over_ms);
    memset(guard->warns, 0, sizeof guard->warns);
}

static bool is_foot(const guard_t *guard) { return guard->memory->mode == PP_MODE_FOOT; }

static bool watches(const guard_t *guard) { return is_foot(guard) || guard->limits->pads != 0; }

static bool trip(guard_t *guard, uint8_t cause, uint8_t source, uint16_t level, uint16_t limit) {
    guard->holds = true;
    if (guard_is_tripped(guard)) return false; /* the first cause is what people want to know */
    guard_memory_t *memory = guard->memory;
    memory->cause = cause;
    memory->source = source;
    memory->level = level;
    memory->limit = limit;
    memory->crc = memory_crc(memory);
    return true;
}

static void add_up(guard_t *guard, const uint16_t *counts) {
    const guard_limits_t *limits = guard->limits;
    for (uint8_t g = 0; g < limits->groups; g++) {
        uint16_t sum = 0, members = limits->group[g].pads;
        for (uint8_t pad = 0; members; pad++, members >>= 1) {
            if (members & 1u) sum = (uint16_t)(sum + counts[pad]);
        }
        guard->sum[g] = sum;
    }
}

static void take_snapshot(guard_t *guard, uint8_t period_ms) {
    guard->snapshot_ms = (uint8_t)(guard->snapshot_ms + period_ms);
    if (guard->snapshot_ms < GUARD_SNAPSHOT_MS) return;
    guard->snapshot_ms = 0;
    memcpy(guard->past[guard->snapshot_next], guard->sum, sizeof guard->sum);
    guard->snapshot_next = (uint8_t)((guard->snapshot_next + 1u) % GUARD_RISE_SNAPSHOTS);
    find_lowest(guard);
}

static uint16_t rise_of(const guard_t *guard, uint8_t group) {
    uint16_t now = guard->sum[group], lowest = guard->lowest[group];
    return now > lowest ? (uint16_t)(now - lowest) : 0;
}

typedef struct {
    uint16_t level;
    uint16_t limit; /* 0: none */
} check_t;

/* Conditions are numbered through: a pad's limit each, a group's limit each, a group's rise each. */
static check_t check(const guard_t *guard, const uint16_t *counts, uint8_t condition) {
    const guard_limits_t *limits = guard->limits;
    if (condition < SETTINGS_PADS_MAX) return (check_t){counts[condition], limits->pad[condition]};
    uint8_t group = condition & (SETTINGS_GROUPS_MAX - 1u);
    if (condition < GUARD_WARNINGS_MAX) return (check_t){guard->sum[group], limits->group[group].limit};
    return (check_t){rise_of(guard, group), limits->group[group].rise};
}

_Static_assert((SETTINGS_PADS_MAX & (SETTINGS_GROUPS_MAX - 1)) == 0, "so the lowest bits of a condition are its group");

static uint8_t cause_of(uint8_t condition) {
    if (condition < SETTINGS_PADS_MAX) return PP_TRIP_CAUSE_PAD_LIMIT;
    return condition < GUARD_WARNINGS_MAX ? PP_TRIP_CAUSE_GROUP_LIMIT : PP_TRIP_CAUSE_RATE_OF_RISE;
}

static uint8_t source_of(uint8_t condition) {
    return condition < SETTINGS_PADS_MAX ? condition : (uint8_t)(condition & (SETTINGS_GROUPS_MAX - 1u));
}

static bool warns(guard_t *guard, uint8_t condition, uint16_t level) {
    if (condition >= GUARD_WARNINGS_MAX) return false;
    if (guard->warns[condition]) level = (uint16_t)(level + guard->limits->hysteresis);
    guard->warns[condition] = level >= guard->warn_at[condition];
    return guard->warns[condition];
}

/* True once the limit has been passed for the minimum time. */
static bool is_over(guard_t *guard, uint8_t condition, check_t now, uint8_t period_ms) {
    uint8_t *over_ms = &guard->over_ms[condition];
    if (now.level <= now.limit) {
        *over_ms = 0;
        return false;
    }
    if (*over_ms >= guard->limits->min_time_ms) return true;
    *over_ms = (uint8_t)(*over_ms > 255 - period_ms ? 255 : *over_ms + period_ms);
    return false;
}

static bool judge(guard_t *guard, uint8_t condition, check_t now, uint8_t period_ms) {
    if (warns(guard, condition, now.level)) guard->warning = true;
    if (now.level > (uint16_t)(now.limit - guard->limits->hysteresis)) guard->holds = true; /* less than any limit */
    if (!is_over(guard, condition, now, period_ms)) return false;
    return trip(guard, cause_of(condition), source_of(condition), now.level, now.limit);
}

static bool judge_all(guard_t *guard, const uint16_t *counts, uint8_t period_ms) {
    bool tripped = false;
    uint8_t condition = 0;
    while (condition < GUARD_CONDITIONS_MAX) {
        check_t now = check(guard, counts, condition);
        if (now.limit != 0 && judge(guard, condition, now, period_ms)) tripped = true;
        condition++;
        if (condition == guard->limits->pads) condition = SETTINGS_PADS_MAX;
    }
    return tripped;
}

static void count_silence(guard_t *guard, uint8_t period_ms) {
    if (guard->host_silent_ms < GUARD_HOST_SILENT_MS) guard->host_silent_ms = (uint16_t)(guard->host_silent_ms + period_ms);
}

bool guard_take_scan(guard_t *guard, const uint16_t *counts, uint8_t period_ms) {
    guard->warning = false;
    guard->holds = guard->loop_open && (is_foot(guard) || guard->limits->stop_loop);
    count_silence(guard, period_ms);
    if (!watches(guard)) return false;
    add_up(guard, counts);
    bool tripped = judge_all(guard, counts, period_ms);
    take_snapshot(guard, period_ms);
    return tripped;
}

bool guard_loop(guard_t *guard, bool open) {
    guard->loop_open = open;
    if (!open || !(is_foot(guard) || (watches(guard) && guard->limits->stop_loop))) return false;
    return trip(guard, PP_TRIP_CAUSE_STOP_LOOP, 0, 0, 0);
}

void guard_host_heard(guard_t *guard) { guard->host_silent_ms = 0; }

uint8_t guard_set_mode(guard_t *guard, uint8_t mode) {
    if (mode > PP_MODE_FOOT) return PP_NAK_CODE_OUT_OF_RANGE;
    if (mode == PP_MODE_FOOT && guard->limits->pads == 0) return PP_NAK_CODE_LIMITS_MISSING;
    guard->memory->mode = mode;
    guard->memory->crc = memory_crc(guard->memory);
    return 0;
}

uint8_t guard_acknowledge(guard_t *guard) {
    if (!guard_is_tripped(guard)) return 0;
    if (guard->holds) return PP_NAK_CODE_STILL_TRIPPED;
    guard->memory->cause = PP_TRIP_CAUSE_NONE;
    guard->memory->crc = memory_crc(guard->memory);
    return 0;
}

uint8_t guard_state(const guard_t *guard) {
    if (guard_is_tripped(guard)) return PP_GUARD_STATE_TRIPPED;
    if (!watches(guard)) return PP_GUARD_STATE_OFF;
    if (is_foot(guard) && guard->host_silent_ms >= GUARD_HOST_SILENT_MS) return PP_GUARD_STATE_HOST_SILENT;
    return guard->warning ? PP_GUARD_STATE_WARNING : PP_GUARD_STATE_WATCHING;
}
