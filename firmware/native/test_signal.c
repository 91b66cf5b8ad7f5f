#include "../pawpress/src/core/signal.h"
#include "../pawpress/src/core/protocol_generated.h"
#include "check.h"

typedef struct {
    int red, buzzer, green, beeps;
} heard_t;

/* What is seen and heard in 1.6 s, in milliseconds on. */
static heard_t listen(uint8_t state, bool streaming) {
    signal_clock_t clock = {0};
    heard_t heard = {0};
    bool before = false;
    for (int ms = 0; ms < 1600; ms++) {
        signal_pass(&clock, state, 1);
        signal_t now = signal_now(&clock, streaming);
        heard.red += now.red_lamp;
        heard.green += now.green_lamp;
        heard.buzzer += now.buzzer;
        heard.beeps += now.buzzer && !before;
        before = now.buzzer;
    }
    return heard;
}

static void each_state_has_a_pattern_of_its_own(void) {
    running = "signals";
    CHECK_EQUAL(listen(PP_GUARD_STATE_WATCHING, true).buzzer, 0);
    CHECK_EQUAL(listen(PP_GUARD_STATE_WATCHING, true).green, 1600);
    CHECK_EQUAL(listen(PP_GUARD_STATE_WATCHING, false).green, 0);
    CHECK_EQUAL(listen(PP_GUARD_STATE_OFF, true).red, 0);
    CHECK_EQUAL(listen(PP_GUARD_STATE_WARNING, true).beeps, 4);
    CHECK_EQUAL(listen(PP_GUARD_STATE_HOST_SILENT, true).beeps, 2);
    CHECK_EQUAL(listen(PP_GUARD_STATE_WARNING_HOST_SILENT, true).beeps, 5); /* those of both */
    CHECK_EQUAL(listen(PP_GUARD_STATE_WARNING_HOST_SILENT, true).red, 850);
    CHECK_EQUAL(listen(PP_GUARD_STATE_TRIPPED, true).beeps, 8);
    CHECK_EQUAL(listen(PP_GUARD_STATE_TRIPPED, true).red, 1600);
    CHECK_EQUAL(listen(PP_GUARD_STATE_TRIPPED, false).red, 1600);
}

static void a_new_state_is_heard_at_once(void) {
    running = "signal starts";
    signal_clock_t clock = {0};
    for (int ms = 0; ms < 777; ms++) signal_pass(&clock, PP_GUARD_STATE_WATCHING, 1);
    signal_pass(&clock, PP_GUARD_STATE_TRIPPED, 1);
    CHECK(signal_now(&clock, true).buzzer);
    CHECK(signal_now(&clock, true).red_lamp);
}

void test_signal(void) {
    each_state_has_a_pattern_of_its_own();
    a_new_state_is_heard_at_once();
}
