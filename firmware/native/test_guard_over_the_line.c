#include <string.h>

#include "check.h"
#include "desk.h"

static uint32_t t_us;

static void live(int scans) {
    while (scans-- > 0) desk_scan(t_us += 2000, 2000);
}

static void forget_what_was_sent(void) {
    while (desk_next().type) {
    }
}

static uint8_t limits_body(uint8_t *body, uint16_t pad_limit, uint16_t hysteresis) {
    uint16_t numbers[10] = {pad_limit, pad_limit, pad_limit, pad_limit, pad_limit, 0, 0x3F, 2000, 0, 200};
    const pp_set_limits_t limits = {
        .calibration_id = 9,
        .pads = 6,
        .groups = 1,
        .warning_percent = 80,
        .hysteresis = hysteresis,
        .short_above = 1020,
        .options = PP_GUARD_OPTION_LOOP_IN_HANDS | PP_GUARD_OPTION_FEET_UNSUPERVISED,
        .limits = numbers,
        .limits_len = 10,
    };
    return pp_pack_set_limits(body, &limits);
}

static void store_limits(void) {
    uint8_t body[PP_MAX_BODY];
    desk_start();
    t_us = 0;
    desk_command(PP_SET_LIMITS, 1, body, limits_body(body, 600, 20));
    desk_command(PP_SAVE_SETTINGS, 2, NULL, 0);
    desk_pass(2000);
    forget_what_was_sent();
}

static void set_mode(uint16_t request, uint8_t mode) { desk_command(PP_SET_MODE, request, &mode, 1); }

static void check_trip(uint8_t tripped, uint8_t cause) {
    seen_t seen = desk_find(PP_TRIP);
    pp_trip_t trip = {0};
    CHECK(pp_unpack_trip(seen.body, seen.length, &trip));
    CHECK_EQUAL(trip.tripped, tripped);
    CHECK_EQUAL(trip.cause, cause);
}

static void limits_are_echoed_as_they_were_stored(void) {
    running = "limits echo";
    uint8_t body[PP_MAX_BODY];
    store_limits();
    desk_command(PP_GET_SETTINGS, 3, NULL, 0);
    check_ack(3, PP_GET_SETTINGS);
    live(20);
    seen_t seen = desk_find(PP_LIMITS);
    uint8_t length = limits_body(body, 600, 20);
    CHECK_EQUAL(seen.length, length);
    CHECK(memcmp(seen.body, body, length) == 0);
}

static void a_trip_is_told_and_its_end_too(void) {
    running = "trip frames";
    store_limits();
    pressed[2] = 700;
    live(1);
    check_trip(1, PP_TRIP_CAUSE_PAD_LIMIT);
    desk_command(PP_ACKNOWLEDGE_TRIP, 4, NULL, 0);
    CHECK_EQUAL(desk_find(PP_NAK).body[3], PP_NAK_CODE_STILL_TRIPPED);
    pressed[2] = 0;
    live(1);
    forget_what_was_sent();
    desk_command(PP_ACKNOWLEDGE_TRIP, 5, NULL, 0);
    check_trip(0, PP_TRIP_CAUSE_PAD_LIMIT);
    check_ack(5, PP_ACKNOWLEDGE_TRIP);
}

static void the_good_spot_button_acknowledges_when_held(void) {
    running = "acknowledge by button";
    store_limits();
    pressed[2] = 700;
    live(1);
    pressed[2] = 0;
    live(1);
    contacts = INPUT_SPOT_PRESSED;
    live(400); /* 0.8 s */
    CHECK(trip_guard_is_tripped(&rig.guard));
    live(200);
    CHECK(!trip_guard_is_tripped(&rig.guard));
    check_trip(1, PP_TRIP_CAUSE_PAD_LIMIT);
    seen_t seen = desk_find(PP_BUTTON);
    CHECK_EQUAL(seen.body[4], PP_BUTTON_KIND_GOOD_SPOT);
    CHECK_EQUAL(seen.body[5], 1);
    CHECK_EQUAL(pp_get_u32(seen.body), 6000);
    check_trip(0, PP_TRIP_CAUSE_PAD_LIMIT);
}

static void a_button_held_since_the_start_acknowledges_nothing(void) {
    running = "stuck button";
    store_limits();
    pressed[2] = 700;
    live(1);
    pressed[2] = 0;
    desk_restart(PP_RESET_CAUSE_EXTERNAL);
    contacts = INPUT_SPOT_PRESSED;
    live(2000);
    CHECK(trip_guard_is_tripped(&rig.guard));
}

static void an_open_loop_trips_and_is_told(void) {
    running = "stop loop";
    store_limits();
    live(1);
    contacts = INPUT_LOOP_OPEN;
    live(6);
    check_trip(1, PP_TRIP_CAUSE_STOP_LOOP);
    CHECK_EQUAL(desk_find(PP_BUTTON).body[4], PP_BUTTON_KIND_STOP_LOOP);
}

static void a_restart_tells_of_the_trip_again(void) {
    running = "trip over a restart";
    store_limits();
    pressed[2] = 700;
    live(1);
    pressed[2] = 0;
    desk_restart(PP_RESET_CAUSE_EXTERNAL);
    pp_hello_t hello = {0};
    seen_t seen = desk_find(PP_HELLO);
    CHECK(pp_unpack_hello(seen.body, seen.length, &hello));
    CHECK_EQUAL(hello.guard, PP_GUARD_STATE_TRIPPED);
    CHECK_EQUAL(hello.calibration_id, 9);
    check_trip(1, PP_TRIP_CAUSE_PAD_LIMIT);
}

static void nothing_the_guard_needs_changes_under_feet(void) {
    running = "foot mode locks";
    uint8_t body[PP_MAX_BODY];
    store_limits();
    memset(pressed, 0, sizeof pressed);
    pressed[0] = 201; /* somebody stands there */
    desk_command(PP_STOP, 1, NULL, 0);
    check_ack(1, PP_STOP);
    CHECK(!rig.streaming);
    set_mode(1, PP_MODE_FOOT);
    check_ack(1, PP_SET_MODE);
    desk_command(PP_SET_LIMITS, 2, body, limits_body(body, 900, 20));
    check_nak(2, PP_SET_LIMITS, PP_NAK_CODE_FOOT_MODE);
    desk_command(PP_SAVE_SETTINGS, 3, NULL, 0);
    check_nak(3, PP_SAVE_SETTINGS, PP_NAK_CODE_FOOT_MODE);
    desk_set_rate(4, 100);
    check_nak(4, PP_SET_RATE, PP_NAK_CODE_FOOT_MODE);
    desk_command(PP_SET_OVERSAMPLING, 5, (const uint8_t *)"\001", 1);
    check_nak(5, PP_SET_OVERSAMPLING, PP_NAK_CODE_FOOT_MODE);
    desk_command(PP_STOP, 6, NULL, 0);
    check_nak(6, PP_STOP, PP_NAK_CODE_FOOT_MODE);
    desk_command(PP_SET_PADS, 7, (const uint8_t *)"\004", 1);
    check_nak(7, PP_SET_PADS, PP_NAK_CODE_FOOT_MODE);
    CHECK_EQUAL(rig.plan.rate_hz, 500);
    CHECK(rig.streaming); /* foot mode began it again */
    set_mode(8, PP_MODE_HANDS);
    check_nak(8, PP_SET_MODE, PP_NAK_CODE_PADS_LOADED);
    pressed[0] = 200;
    live(300);
    forget_what_was_sent();
    set_mode(9, PP_MODE_HANDS);
    check_ack(9, PP_SET_MODE);
}

static void a_trip_is_told_again_after_the_power_was_gone(void) {
    running = "trip over a power loss";
    store_limits();
    pressed[3] = 700;
    live(1);
    desk_pass(1);
    pressed[3] = 0;
    desk_lose_power();
    pp_trip_t trip = {0};
    seen_t seen = desk_find(PP_TRIP);
    CHECK(pp_unpack_trip(seen.body, seen.length, &trip));
    CHECK_EQUAL(trip.tripped, 1);
    CHECK_EQUAL(trip.cause, PP_TRIP_CAUSE_PAD_LIMIT);
    CHECK_EQUAL(trip.source, 3);
    CHECK_EQUAL(trip.limit, 0);
    CHECK_EQUAL(trip_guard_state(&rig.guard), PP_GUARD_STATE_TRIPPED);
    live(1);
    desk_command(PP_ACKNOWLEDGE_TRIP, 4, NULL, 0);
    check_trip(0, PP_TRIP_CAUSE_PAD_LIMIT);
    live(1);
    desk_pass(1);
    desk_lose_power();
    CHECK(!trip_guard_is_tripped(&rig.guard));
}

static void a_loop_without_its_resistor_is_open(void) {
    running = "shorted stop loop";
    store_limits();
    contacts = INPUT_LOOP_SHORTED;
    live(20);
    CHECK(!trip_guard_is_tripped(&rig.guard)); /* this loop has none */
    rig.store.settings.limits.options |= PP_GUARD_OPTION_LOOP_RESISTOR;
    live(20);
    check_trip(1, PP_TRIP_CAUSE_STOP_LOOP);
    CHECK_EQUAL(desk_find(PP_BUTTON).body[5], 1);
    live(500);
    pp_status_t status = {0};
    seen_t seen = desk_find(PP_STATUS);
    CHECK(pp_unpack_status(seen.body, seen.length, &status));
    CHECK(status.faults & 1ul << PP_FAULT_CODE_STOP_LOOP_SHORTED);
    CHECK(!(status.faults & 1ul << PP_FAULT_CODE_STOP_LOOP_OPEN));
    desk_command(PP_ACKNOWLEDGE_TRIP, 4, NULL, 0);
    CHECK(trip_guard_is_tripped(&rig.guard));
    contacts = 0;
    live(20);
    desk_command(PP_ACKNOWLEDGE_TRIP, 5, NULL, 0);
    CHECK(!trip_guard_is_tripped(&rig.guard));
}

static void a_fault_of_a_pad_comes_with_the_next_status(void) {
    running = "pads in status";
    store_limits();
    rig.store.settings.limits.open_below = 10;
    for (int i = 0; i < 6; i++) pressed[i] = 21;
    pressed[4] = 0;
    pressed[1] = 1023;
    live(500);
    pp_status_t status = {0};
    seen_t seen = desk_find(PP_STATUS);
    CHECK(pp_unpack_status(seen.body, seen.length, &status));
    CHECK_EQUAL(status.pads_open, 1 << 4);
    CHECK_EQUAL(status.pads_shorted, 1 << 1);
    CHECK(status.faults & 1ul << PP_FAULT_CODE_PAD_OPEN);
    CHECK(status.faults & 1ul << PP_FAULT_CODE_PAD_SHORTED);
    pressed[4] = pressed[1] = 21;
    live(500);
    seen = desk_find(PP_STATUS);
    CHECK(pp_unpack_status(seen.body, seen.length, &status));
    CHECK(!(status.faults & (1ul << PP_FAULT_CODE_PAD_OPEN | 1ul << PP_FAULT_CODE_PAD_SHORTED)));
}

static void foot_mode_with_an_open_loop_trips_at_once(void) {
    running = "foot mode, loop open";
    desk_start();
    store_limits();
    contacts = INPUT_LOOP_OPEN;
    rig.store.settings.limits.options = PP_GUARD_OPTION_FEET_UNSUPERVISED;
    live(20);
    CHECK(!trip_guard_is_tripped(&rig.guard));
    set_mode(1, PP_MODE_FOOT);
    CHECK(trip_guard_is_tripped(&rig.guard));
}

static void limits_that_make_no_sense_are_refused(void) {
    running = "senseless limits";
    uint8_t body[PP_MAX_BODY];
    desk_start();
    desk_next();
    uint8_t length = limits_body(body, 600, 600); /* could never be acknowledged */
    desk_command(PP_SET_LIMITS, 1, body, length);
    check_nak(1, PP_SET_LIMITS, PP_NAK_CODE_OUT_OF_RANGE);
    length = limits_body(body, 600, 20);
    body[4] = 5; /* pads */
    desk_command(PP_SET_LIMITS, 2, body, length);
    check_nak(2, PP_SET_LIMITS, PP_NAK_CODE_OUT_OF_RANGE);
    limits_body(body, 600, 20);
    body[5] = 2; /* groups */
    desk_command(PP_SET_LIMITS, 3, body, length);
    check_nak(3, PP_SET_LIMITS, PP_NAK_CODE_OUT_OF_RANGE);
    limits_body(body, 600, 20);
    body[PP_SET_LIMITS_FIXED_SIZE + 12] = 0x40; /* a seventh pad in the group */
    desk_command(PP_SET_LIMITS, 4, body, length);
    check_nak(4, PP_SET_LIMITS, PP_NAK_CODE_OUT_OF_RANGE);
    limits_body(body, 600, 20);
    body[6] = 0; /* warning_percent */
    desk_command(PP_SET_LIMITS, 5, body, length);
    check_nak(5, PP_SET_LIMITS, PP_NAK_CODE_OUT_OF_RANGE);
}

static void limits_that_never_trip_are_refused(void) {
    running = "limits that never trip, sent";
    uint8_t body[PP_MAX_BODY];
    static const uint16_t limits[] = {0, 1023, 40000};
    desk_start();
    desk_next();
    for (int i = 0; i < 3; i++) {
        uint8_t length = limits_body(body, limits[i], 20);
        if (limits[i] == 0) pp_put_u16(body + PP_SET_LIMITS_FIXED_SIZE + 12, 0x3E); /* nor in a group */
        desk_command(PP_SET_LIMITS, 1, body, length);
        check_nak(1, PP_SET_LIMITS, PP_NAK_CODE_NEVER_TRIPS);
    }
    uint8_t length = limits_body(body, 600, 20);
    pp_put_u16(body + PP_SET_LIMITS_FIXED_SIZE + 12, 0); /* a group without members */
    desk_command(PP_SET_LIMITS, 2, body, length);
    check_nak(2, PP_SET_LIMITS, PP_NAK_CODE_NEVER_TRIPS);
}

static void names_are_kept_and_bad_ones_refused(void) {
    running = "pad names";
    desk_start();
    desk_next();
    desk_command(PP_SET_PAD_NAME, 1, (const uint8_t *)"\002heel", 5);
    check_ack(1, PP_SET_PAD_NAME);
    desk_command(PP_SET_PAD_NAME, 2, (const uint8_t *)"\006heel", 5);
    check_nak(2, PP_SET_PAD_NAME, PP_NAK_CODE_OUT_OF_RANGE);
    desk_command(PP_SET_PAD_NAME, 3, (const uint8_t *)"\001toolong", 8);
    check_nak(3, PP_SET_PAD_NAME, PP_NAK_CODE_OUT_OF_RANGE);
    desk_command(PP_SAVE_SETTINGS, 4, NULL, 0);
    desk_pass(2000);
    desk_restart(PP_RESET_CAUSE_POWER_ON);
    desk_command(PP_GET_SETTINGS, 5, NULL, 0);
    t_us = 0;
    live(20);
    for (uint8_t pad = 0; pad < 6; pad++) {
        seen_t seen = desk_find(PP_PAD_NAME);
        CHECK_EQUAL(seen.body[0], pad);
        CHECK_EQUAL(seen.length, pad == 2 ? 5 : 1);
    }
}

void test_guard_over_the_line(void) {
    limits_are_echoed_as_they_were_stored();
    a_trip_is_told_and_its_end_too();
    the_good_spot_button_acknowledges_when_held();
    a_button_held_since_the_start_acknowledges_nothing();
    an_open_loop_trips_and_is_told();
    a_restart_tells_of_the_trip_again();
    nothing_the_guard_needs_changes_under_feet();
    foot_mode_with_an_open_loop_trips_at_once();
    a_trip_is_told_again_after_the_power_was_gone();
    a_loop_without_its_resistor_is_open();
    a_fault_of_a_pad_comes_with_the_next_status();
    limits_that_make_no_sense_are_refused();
    limits_that_never_trip_are_refused();
    names_are_kept_and_bad_ones_refused();
}
