#include "check.h"
#include "desk.h"

static void every_command_is_acknowledged_under_its_number(void) {
    running = "acks";
    desk_start();
    desk_next();
    desk_command(PP_PING, 0, NULL, 0);
    check_ack(0, PP_PING);
    desk_command(PP_STOP, 0xFFFF, NULL, 0);
    check_ack(0xFFFF, PP_STOP);
    desk_scan(2000, 2000);
    CHECK_EQUAL(desk_next().type, 0);
    desk_command(PP_START, 2, NULL, 0);
    check_ack(2, PP_START);
    desk_scan(4000, 2000);
    CHECK_EQUAL(desk_next().type, PP_SAMPLES);
}

static void identify_is_answered_with_a_hello_that_is_no_restart(void) {
    running = "identify";
    desk_start();
    desk_next();
    desk_command(PP_IDENTIFY, 7, NULL, 0);
    check_ack(7, PP_IDENTIFY);
    desk_command(PP_IDENTIFY, 8, NULL, 0);
    check_ack(8, PP_IDENTIFY);
    desk_scan(2000, 2000); /* one Hello for both */
    seen_t seen = desk_next();
    pp_hello_t hello = {0};
    CHECK(pp_unpack_hello(seen.body, seen.length, &hello));
    CHECK_EQUAL(hello.restarted, 0);
    CHECK_EQUAL(desk_next().type, PP_SAMPLES);
    CHECK_EQUAL(desk_next().type, 0);
}

static void a_new_rate_is_announced_when_its_first_scan_comes(void) {
    running = "set rate";
    desk_start();
    desk_next();
    desk_set_rate(5, 1000);
    check_ack(5, PP_SET_RATE);
    desk_scan(2000, 2000); /* was under way */
    CHECK_EQUAL(desk_next().type, PP_SAMPLES);
    desk_scan(4000, 1000);
    seen_t seen = desk_next();
    pp_hello_t hello = {0};
    CHECK(pp_unpack_hello(seen.body, seen.length, &hello));
    CHECK_EQUAL(hello.rate_hz, 1000);
    CHECK_EQUAL(hello.pad_skew_ns, 56000);
    CHECK_EQUAL(hello.restarted, 0);
    CHECK_EQUAL(desk_next().type, PP_SAMPLES);
    desk_scan(5000, 1000);
    CHECK_EQUAL(desk_next().type, PP_SAMPLES);
    CHECK_EQUAL(desk_next().type, 0);
}

static void what_cannot_be_done_is_refused_with_its_reason(void) {
    running = "naks";
    uint8_t body[3] = {0};
    desk_start();
    desk_next();
    desk_set_rate(1, 300);
    check_nak(1, PP_SET_RATE, PP_NAK_CODE_RATE_NOT_OFFERED);
    desk_command(PP_SET_RATE, 2, body, 1);
    check_nak(2, PP_SET_RATE, PP_NAK_CODE_MALFORMED);
    desk_command(PP_PING, 3, body, 3);
    check_nak(3, PP_PING, PP_NAK_CODE_MALFORMED);
    desk_command(PP_SET_LIMITS, 3, body, 3);
    check_nak(3, PP_SET_LIMITS, PP_NAK_CODE_MALFORMED);
    desk_command(PP_SET_PAD_NAME, 3, body, 0);
    check_nak(3, PP_SET_PAD_NAME, PP_NAK_CODE_MALFORMED);
    desk_command(0x7E, 4, body, 3);
    check_nak(4, 0x7E, PP_NAK_CODE_UNKNOWN_COMMAND);
    desk_command(PP_SAMPLES, 5, body, 3);
    check_nak(5, PP_SAMPLES, PP_NAK_CODE_UNKNOWN_COMMAND);
    CHECK_EQUAL(rig.plan.rate_hz, 500);
    CHECK(rig.streaming);
    CHECK_EQUAL(rig.damaged_frames, 0);
}

static void damage_is_counted_and_not_answered(void) {
    running = "damaged command";
    desk_start();
    desk_next();
    static const uint8_t junk[] = {0x31, 0x32, 0x33, 0x00};
    for (unsigned i = 0; i < sizeof junk; i++) rig_receive(&rig, junk[i]);
    for (int i = 0; i < 1000; i++) rig_receive(&rig, 0x55);
    rig_receive(&rig, 0);
    CHECK_EQUAL(rig.damaged_frames, 2);
    CHECK_EQUAL(desk_next().type, 0);
    desk_command(PP_PING, 9, NULL, 0);
    check_ack(9, PP_PING);
}

void test_rig_commands(void) {
    every_command_is_acknowledged_under_its_number();
    identify_is_answered_with_a_hello_that_is_no_restart();
    a_new_rate_is_announced_when_its_first_scan_comes();
    what_cannot_be_done_is_refused_with_its_reason();
    damage_is_counted_and_not_answered();
}
