#include <string.h>

#include "../pawpress/src/core/guard.h"
#include "check.h"

static trip_guard_t guard;
static trip_guard_memory_t memory;
static trip_guard_limits_t limits;
static const guarded_t guarded = {&limits, 6, 1023};
static uint16_t counts[6];

/* Hands, limits of 600 a pad and 1500 for all, a rise of 400, no minimum time. */
static void begin(void) {
    limits = (trip_guard_limits_t){.pads = 6, .groups = 1, .warning_percent = 80, .hysteresis = 20, .empty_sum = 60};
    limits.options = PP_GUARD_OPTION_FEET_UNSUPERVISED;
    for (int i = 0; i < 6; i++) limits.pad[i] = 600;
    limits.group[0] = (group_limits_t){0x3F, 1500, 400};
    memset(&memory, 0xA5, sizeof memory);
    memset(counts, 0, sizeof counts);
    trip_guard_start(&guard, &guarded, &memory);
}

static bool live(int ms) {
    bool tripped = false;
    while (ms-- > 0) tripped |= trip_guard_take_scan(&guard, counts, 1);
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
    trip_guard_start(&guard, &guarded, &memory);
    CHECK(!live(200));
}

/* Two readings below begin the time anew; one does not, or a load that trembles would never trip. */
static int trips_after_ms(int over, int below) {
    begin();
    limits.min_time_ms = 20;
    limits.group[0].rise = 0;
    for (int ms = 0; ms < 2000; ms++) {
        counts[1] = ms % (over + below) < over ? 700 : 0;
        if (live(1)) return ms;
    }
    return -1;
}

static void the_minimum_time_may_be_broken_by_single_readings_only(void) {
    running = "minimum time";
    CHECK_EQUAL(trips_after_ms(2000, 1), 20);
    CHECK_EQUAL(trips_after_ms(18, 2), -1);
    CHECK_EQUAL(trips_after_ms(9, 1), 20);
    CHECK_EQUAL(trips_after_ms(1, 1), 20);
    CHECK_EQUAL(trips_after_ms(1, 2), -1);
}

static void a_warning_comes_before_and_goes_with_hysteresis(void) {
    running = "warning";
    begin();
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WATCHING);
    ramp(0, 479);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WATCHING);
    ramp(0, 480);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WARNING);
    ramp(0, 460);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WARNING);
    ramp(0, 459);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WATCHING);
}

static void a_trip_holds_until_its_cause_is_gone_and_somebody_acknowledges(void) {
    running = "latch";
    begin();
    limits.group[0].rise = 0;
    counts[0] = 700;
    CHECK(live(1));
    CHECK(!live(100)); /* it trips once */
    CHECK_EQUAL(trip_guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    counts[0] = 590; /* within the hysteresis */
    live(100);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), PP_NAK_CODE_STILL_TRIPPED);
    counts[0] = 0;
    live(10000);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_TRIPPED);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), 0);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_WATCHING);
    CHECK_EQUAL(trip_guard_acknowledge(&guard), 0);
}

static void the_first_cause_is_kept(void) {
    running = "first cause";
    begin();
    limits.group[0].rise = 0;
    counts[4] = 700;
    live(1);
    counts[0] = 900;
    live(1);
    CHECK(!trip_guard_loop(&guard, true));
    CHECK_EQUAL(memory.source, 4);
    CHECK_EQUAL(memory.level, 700);
}

static void trip_and_mode_outlive_a_restart_and_noise_does_not(void) {
    running = "guard memory";
    begin();
    CHECK_EQUAL(trip_guard_set_mode(&guard, PP_MODE_FOOT), 0);
    limits.group[0].rise = 0;
    counts[0] = 700;
    live(1);
    trip_guard_start(&guard, &guarded, &memory);
    CHECK_EQUAL(trip_guard_state(&guard), PP_GUARD_STATE_TRIPPED);
    CHECK_EQUAL(memory.mode, PP_MODE_FOOT);
    uint8_t *bytes = (uint8_t *)&memory;
    bytes[1] ^= 1u;
    trip_guard_start(&guard, &guarded, &memory);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
    CHECK(!trip_guard_is_tripped(&guard));
}

static void lost_limits_end_foot_mode_at_the_next_start(void) {
    running = "limits lost under feet";
    begin();
    trip_guard_set_mode(&guard, PP_MODE_FOOT);
    limits.pads = 0;
    trip_guard_start(&guard, &guarded, &memory);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
    trip_guard_start(&guard, &guarded, &memory);
    CHECK_EQUAL(memory.mode, PP_MODE_HANDS);
}

void test_guard(void) {
    a_limit_may_be_reached_and_not_passed();
    a_group_trips_though_no_pad_does();
    a_fast_rise_trips_and_a_slow_one_does_not();
    weight_that_stands_there_at_the_start_is_no_rise();
    the_minimum_time_may_be_broken_by_single_readings_only();
    a_warning_comes_before_and_goes_with_hysteresis();
    a_trip_holds_until_its_cause_is_gone_and_somebody_acknowledges();
    the_first_cause_is_kept();
    trip_and_mode_outlive_a_restart_and_noise_does_not();
    lost_limits_end_foot_mode_at_the_next_start();
}
