#include "../pawpress/src/core/guard.h"

#include <string.h>

#include "check.h"

static trip_guard_t guard;
static trip_guard_memory_t memory;
static trip_guard_limits_t limits;
static const guarded_t guarded = {&limits, 6, 1023};
static uint16_t counts[6];

enum { REST = 21 };

static bool live(int ms) {
    bool tripped = false;
    while (ms-- > 0) tripped |= trip_guard_take_scan(&guard, counts, 1);
    return tripped;
}

static void press(int pad, uint16_t reading) {
    for (int i = 0; i < 6; i++) counts[i] = REST;
    counts[pad] = reading;
}

/* Limits of 600 a pad and 1500 for all; supervised pads at rest. */
static void begin(void) {
    limits = (trip_guard_limits_t){.pads = 6, .groups = 1, .warning_percent = 80, .hysteresis = 20, .open_below = 10};
    limits.short_above = 1020;
    limits.empty_sum = 6 * REST + 60;
    for (int i = 0; i < 6; i++) limits.pad[i] = 600;
    limits.group[0] = (group_limits_t){0x3F, 1500, 0};
    memset(&memory, 0xA5, sizeof memory);
    trip_guard_start(&guard, &guarded, &memory);
    press(0, REST);
}

static void under_feet(void) {
    begin();
    live(100);
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), 0);
    trip_guard_host_heard(&guard);
}

static void foot_mode_needs_limits_that_guard(void) {
    running = "foot mode, limits";
    begin();
    CHECK_EQUAL(trip_guard_set_mode(&guard, 2), PP_NAK_CODE_OUT_OF_RANGE);
    limits.pads = 0;
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), PP_NAK_CODE_LIMITS_MISSING);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_OFF);
    begin();
    limits.empty_sum = 0; /* stored by an earlier firmware */
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), PP_NAK_CODE_LIMITS_MISSING);
    begin();
    limits.pad[2] = 1023;
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), PP_NAK_CODE_NEVER_TRIPS);
    begin();
    limits.open_below = 0;
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), PP_NAK_CODE_UNSUPERVISED);
    limits.options = PP_GUARD_OPTION_FEET_UNSUPERVISED;
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), 0);
}

static void limits_that_never_trip_are_known(void) {
    running = "limits that never trip";
    begin();
    CHECK_EQUAL(trip_guard_limits_refusal(&limits, 1023), 0);
    static const uint16_t too_high[] = {1023, 1024, 40000, 65535};
    for (int i = 0; i < 4; i++) {
        begin();
        limits.pad[5] = too_high[i];
        CHECK_EQUAL(trip_guard_limits_refusal(&limits, 1023), PP_NAK_CODE_NEVER_TRIPS);
    }
    static const group_limits_t bad[] = {{0, 900, 0}, {0x03, 0, 0}, {0x03, 2046, 0}, {0x03, 900, 2046}, {0x20, 1023, 0}};
    for (int i = 0; i < 5; i++) {
        begin();
        limits.group[0] = bad[i];
        CHECK_EQUAL(trip_guard_limits_refusal(&limits, 1023), PP_NAK_CODE_NEVER_TRIPS);
    }
    begin();
    limits.group[0] = (group_limits_t){0x03, 2045, 2045};
    limits.pad[0] = 1022;
    limits.pad[1] = 0; /* in the group */
    CHECK_EQUAL(trip_guard_limits_refusal(&limits, 1023), 0);
    limits.group[0].limit = 0; /* a rise is no limit of what rests there */
    CHECK_EQUAL(trip_guard_limits_refusal(&limits, 1023), PP_NAK_CODE_NEVER_TRIPS);
}

static void a_silent_host_is_told_also_near_the_limit(void) {
    running = "host silent";
    under_feet();
    live(1499);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WATCHING);
    live(1);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_HOST_SILENT);
    press(2, 500);
    live(1);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WARNING_HOST_SILENT);
    trip_guard_host_heard(&guard);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WARNING);
    press(0, REST);
    live(1);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WATCHING);
}

static void the_loop_always_counts_under_feet(void) {
    running = "foot mode, loop";
    begin();
    CHECK(!trip_guard_loop(&guard, true)); /* hands, and the options do not ask for a loop */
    trip_guard_loop(&guard, false);
    trip_guard_set_mode(&guard, PP_MODE_FOOT);
    CHECK(trip_guard_loop(&guard, true));
    live(1);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    trip_guard_loop(&guard, false);
    live(1);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), 0);
}

/* By what the circuit does: 47 kOhm x 100 nF. */
static int ms_until_trip_after_break(int pad, double reading) {
    for (int ms = 1; ms <= 300; ms++) {
        reading *= 0.8084; /* exp(-1 / 4.7) */
        counts[pad] = (uint16_t)reading;
        if (live(1)) return ms;
    }
    return -1;
}

static void a_broken_cable_trips_loaded_or_not(void) {
    running = "broken cable";
    for (int pad = 0; pad < 6; pad++) {
        for (int loaded = 0; loaded < 2; loaded++) {
            under_feet();
            press(pad, loaded ? 590 : REST);
            CHECK(!live(1000));
            int ms = ms_until_trip_after_break(pad, loaded ? 590 : REST);
            CHECK(ms > PAD_WATCH_MS && ms < 60);
            CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_PAD_FAULT);
            CHECK_EQUAL(memory.source, pad);
            CHECK_EQUAL(memory.limit, 10);
            CHECK_EQUAL(trip_guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
            press(0, REST);
            live(100);
            CHECK_EQUAL(trip_guard_acknowledge(&guard), 0);
        }
    }
}

static void with_hands_a_broken_pad_is_a_fault_and_no_trip(void) {
    running = "broken cable, hands";
    begin();
    press(3, 0);
    CHECK(!live(1000));
    CHECK_EQUAL(guard.pad_watch.open, 1 << 3);
}

static void a_supply_out_of_range_trips(void) {
    running = "supply under feet";
    supply_t supply = {.mv = 3010, .low = true};
    begin();
    CHECK(!trip_guard_take_supply(&guard, &supply));
    under_feet();
    CHECK(trip_guard_take_supply(&guard, &supply));
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_SUPPLY);
    CHECK_EQUAL(memory.level, 3010);
    CHECK_EQUAL(memory.limit, SUPPLY_MV_MIN);
    live(1);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    supply = (supply_t){.mv = 5000};
    trip_guard_take_supply(&guard, &supply);
    live(1);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), 0);
}

static void foot_mode_ends_only_when_the_pads_are_empty(void) {
    running = "standing down";
    under_feet();
    press(4, REST + 61);
    live(3000);
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_HANDS), PP_NAK_CODE_PADS_LOADED);
    press(4, REST + 60);
    live(TRIP_GUARD_EMPTY_MS - 1);
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_HANDS), PP_NAK_CODE_PADS_LOADED);
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), 0);
    press(4, 300); /* a hop */
    live(1);
    press(4, REST);
    live(TRIP_GUARD_EMPTY_MS - 1);
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_HANDS), PP_NAK_CODE_PADS_LOADED);
    live(1);
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_HANDS), 0);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
}

static void a_trip_outlives_the_power_and_foot_mode_does_not(void) {
    running = "power loss";
    under_feet();
    press(4, 700);
    CHECK(live(1));
    trip_record_t record = trip_guard_record(&guard);
    memset(&memory, 0xA5, sizeof memory);
    trip_guard_start(&guard, &guarded, &memory);
    CHECK(!trip_guard_is_tripped(&guard));
    trip_guard_recall(&guard, (uint8_t)(record >> 4), (uint8_t)(record & 15u));
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_TRIPPED);
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_PAD_LIMIT);
    CHECK_EQUAL(memory.source, 4);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
    trip_guard_start(&guard, &guarded, &memory); /* what is recalled is whole */
    CHECK(trip_guard_is_tripped(&guard));
    trip_guard_recall(&guard, PP_TRIP_CAUSE_STOP_LOOP, 0); /* what is remembered anyway is known better */
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_PAD_LIMIT);
}

void test_guard_feet(void) {
    foot_mode_needs_limits_that_guard();
    limits_that_never_trip_are_known();
    a_silent_host_is_told_also_near_the_limit();
    the_loop_always_counts_under_feet();
    a_broken_cable_trips_loaded_or_not();
    with_hands_a_broken_pad_is_a_fault_and_no_trip();
    a_supply_out_of_range_trips();
    foot_mode_ends_only_when_the_pads_are_empty();
    a_trip_outlives_the_power_and_foot_mode_does_not();
}
