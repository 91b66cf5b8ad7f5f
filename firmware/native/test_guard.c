#include <string.h>

#include "../pawpress/src/core/guard.h"
#include "check.h"

static guard_t guard;
static guard_memory_t memory;
static guard_limits_t limits;
static uint16_t counts[6];

/* Hands, limits of 600 a pad and 1500 for all, a rise of 400, no minimum time. */
static void begin(void) {
    limits = (guard_limits_t){.pads = 6, .groups = 1, .warning_percent = 80, .hysteresis = 20};
    for (int i = 0; i < 6; i++) limits.pad[i] = 600;
    limits.group[0] = (group_limits_t){0x3F, 1500, 400};
    memset(&memory, 0xA5, sizeof memory);
    memset(counts, 0, sizeof counts);
    guard_start(&guard, &limits, &memory);
}

static bool live(int ms) {
    bool tripped = false;
    while (ms-- > 0) tripped |= guard_take_scan(&guard, counts, 1);
    return tripped;
}

/* Slowly enough for the limit on the rise. */
static bool ramp(int pad, uint16_t to) {
    bool tripped = false;
    while (counts[pad] != to) {
        counts[pad] = (uint16_t)(counts[pad] < to ? counts[pad] + 1 : counts[pad] - 1);
        tripped |= live(1);
    }
    return tripped;
}

static void a_limit_may_be_reached_and_not_passed(void) {
    running = "pad limit";
    begin();
    CHECK(!ramp(3, 600));
    CHECK(!live(100));
    counts[3] = 601;
    CHECK(live(1));
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_PAD_LIMIT);
    CHECK_EQUAL(memory.source, 3);
    CHECK_EQUAL(memory.level, 601);
    CHECK_EQUAL(memory.limit, 600);
}

static void a_group_trips_though_no_pad_does(void) {
    running = "group limit";
    begin();
    CHECK(!ramp(0, 500));
    CHECK(!ramp(1, 500));
    CHECK(!ramp(2, 500));
    counts[3] = 1;
    CHECK(live(1));
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_GROUP_LIMIT);
}

static void a_fast_rise_trips_and_a_slow_one_does_not(void) {
    running = "rise";
    begin();
    live(100);
    counts[2] = 400;
    CHECK(!live(60));
    begin();
    live(100);
    counts[2] = 401;
    CHECK(live(1));
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_RATE_OF_RISE);
    begin();
    for (int ms = 0; ms < 59; ms++) { /* 10 counts a ms is 500 to 600 in the window */
        counts[2] = (uint16_t)(10 * ms);
        if (live(1)) break;
    }
    CHECK_EQUAL(memory.cause, PP_TRIP_CAUSE_RATE_OF_RISE);
}

static void weight_that_stands_there_at_the_start_is_no_rise(void) {
    running = "rise at start";
    begin();
    for (int i = 0; i < 3; i++) counts[i] = 490;
    guard_start(&guard, &limits, &memory);
    CHECK(!live(200));
}

static void the_minimum_time_must_be_passed_in_one_go(void) {
    running = "minimum time";
    begin();
    limits.min_time_ms = 10;
    limits.group[0].rise = 0;
    for (int burst = 0; burst < 20; burst++) {
        counts[1] = 700;
        CHECK(!live(10));
        counts[1] = 0;
        CHECK(!live(1));
    }
    counts[1] = 700;
    CHECK(!live(10));
    CHECK(live(1));
}

static void a_warning_comes_before_and_goes_with_hysteresis(void) {
    running = "warning";
    begin();
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WATCHING);
    ramp(0, 479);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WATCHING);
    ramp(0, 480);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WARNING);
    ramp(0, 460);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WARNING);
    ramp(0, 459);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WATCHING);
}

static void a_trip_holds_until_its_cause_is_gone_and_somebody_acknowledges(void) {
    running = "latch";
    begin();
    limits.group[0].rise = 0;
    counts[0] = 700;
    CHECK(live(1));
    CHECK(!live(100)); /* it trips once */
    CHECK_EQUAL(guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    counts[0] = 590; /* within the hysteresis */
    live(100);
    CHECK_EQUAL(guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    counts[0] = 0;
    live(10000);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_TRIPPED);
    CHECK_EQUAL(guard_acknowledge(&guard), 0);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WATCHING);
    CHECK_EQUAL(guard_acknowledge(&guard), 0);
}

static void the_first_cause_is_kept(void) {
    running = "first cause";
    begin();
    limits.group[0].rise = 0;
    counts[4] = 700;
    live(1);
    counts[0] = 900;
    live(1);
    CHECK(!guard_loop(&guard, true));
    CHECK_EQUAL(memory.source, 4);
    CHECK_EQUAL(memory.level, 700);
}

static void trip_and_mode_outlive_a_restart_and_noise_does_not(void) {
    running = "guard memory";
    begin();
    CHECK_EQUAL(guard_set_mode(&guard, PP_MODE_FOOT), 0);
    limits.group[0].rise = 0;
    counts[0] = 700;
    live(1);
    guard_start(&guard, &limits, &memory);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_TRIPPED);
    CHECK_EQUAL(memory.mode, PP_MODE_FOOT);
    uint8_t *bytes = (uint8_t *)&memory;
    bytes[1] ^= 1u;
    guard_start(&guard, &limits, &memory);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
    CHECK(!guard_is_tripped(&guard));
}

static void foot_mode_needs_limits_and_watches_loop_and_host(void) {
    running = "foot mode";
    begin();
    limits.pads = 0;
    CHECK_EQUAL(guard_set_mode(&guard, PP_MODE_FOOT), PP_NAK_CODE_LIMITS_MISSING);
    CHECK_EQUAL(guard_set_mode(&guard, 2), PP_NAK_CODE_OUT_OF_RANGE);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_OFF);
    limits.pads = 6;
    CHECK(!guard_loop(&guard, true)); /* hands, and the settings do not ask for a loop */
    guard_loop(&guard, false);
    CHECK_EQUAL(guard_set_mode(&guard, PP_MODE_FOOT), 0);
    guard_host_heard(&guard);
    live(1499);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WATCHING);
    live(1);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_HOST_SILENT);
    guard_host_heard(&guard);
    CHECK_EQUAL(guard_state(&guard), PP_GUARD_STATE_WATCHING);
    CHECK(guard_loop(&guard, true));
    live(1);
    CHECK_EQUAL(guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    guard_loop(&guard, false);
    live(1);
    CHECK_EQUAL(guard_acknowledge(&guard), 0);
}

static void lost_limits_end_foot_mode_at_the_next_start(void) {
    running = "limits lost under feet";
    begin();
    guard_set_mode(&guard, PP_MODE_FOOT);
    limits.pads = 0;
    guard_start(&guard, &limits, &memory);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
    guard_start(&guard, &limits, &memory);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
}

void test_guard(void) {
    a_limit_may_be_reached_and_not_passed();
    a_group_trips_though_no_pad_does();
    a_fast_rise_trips_and_a_slow_one_does_not();
    weight_that_stands_there_at_the_start_is_no_rise();
    the_minimum_time_must_be_passed_in_one_go();
    a_warning_comes_before_and_goes_with_hysteresis();
    a_trip_holds_until_its_cause_is_gone_and_somebody_acknowledges();
    the_first_cause_is_kept();
    trip_and_mode_outlive_a_restart_and_noise_does_not();
    foot_mode_needs_limits_and_watches_loop_and_host();
    lost_limits_end_foot_mode_at_the_next_start();
}
