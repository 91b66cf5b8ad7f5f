#include "../pawpress/src/core/inputs.h"
#include "check.h"

static void what_is_so_at_the_start_is_no_event(void) {
    running = "inputs at start";
    inputs_t inputs = {0};
    for (uint32_t t_us = 0; t_us < 100000; t_us += 1000) CHECK_EQUAL(inputs_take(&inputs, 3, t_us, 1), 0);
    CHECK_EQUAL(inputs.held, 3);
}

static void bounce_is_swallowed_and_the_first_touch_is_told(void) {
    running = "bounce";
    inputs_t inputs = {0};
    inputs_take(&inputs, 0, 0, 1);
    int events = 0;
    for (uint32_t ms = 1; ms < 60; ms++) {
        uint8_t contacts = ms < 10 ? (ms % 2 ? INPUT_SPOT_PRESSED : 0) : INPUT_SPOT_PRESSED;
        uint8_t changed = inputs_take(&inputs, contacts, ms * 1000, 1);
        events += changed == INPUT_SPOT_PRESSED;
        if (changed) CHECK_EQUAL(ms, 29); /* 20 ms after the last bounce at 9 ms, which was open before */
    }
    CHECK_EQUAL(events, 1);
    CHECK_EQUAL(inputs.since_us[1], 9000);
}

static void the_loop_is_heard_sooner_than_the_button(void) {
    running = "loop";
    inputs_t inputs = {0};
    inputs_take(&inputs, 0, 0, 2);
    uint32_t ms = 0;
    while (!inputs_take(&inputs, INPUT_LOOP_OPEN, (ms += 2) * 1000, 2) && ms < 100) {
    }
    CHECK_EQUAL(ms, 12);
}

void test_inputs(void) {
    what_is_so_at_the_start_is_no_event();
    bounce_is_swallowed_and_the_first_touch_is_told();
    the_loop_is_heard_sooner_than_the_button();
}
