#include "check.h"
#include "desk.h"

static void a_start_says_hello_and_streams(void) {
    running = "start";
    desk_start();
    seen_t seen = desk_next();
    pp_hello_t hello = {0};
    CHECK_EQUAL(seen.type, PP_HELLO);
    CHECK_EQUAL(seen.sequence, 0);
    CHECK(pp_unpack_hello(seen.body, seen.length, &hello));
    CHECK_EQUAL(hello.schema_hash, PP_SCHEMA_HASH);
    CHECK_EQUAL(hello.board, PP_BOARD_UNO);
    CHECK_EQUAL(hello.rate_hz, 500);
    CHECK_EQUAL(hello.pad_skew_ns, 112000);
    CHECK_EQUAL(hello.reset_cause, PP_RESET_CAUSE_EXTERNAL);
    CHECK_EQUAL(hello.restarted, 1);
    desk_scan(2000, 2000);
    seen = desk_next();
    CHECK_EQUAL(seen.type, PP_SAMPLES);
    CHECK_EQUAL(seen.length, PP_SAMPLES_FIXED_SIZE + 12);
    CHECK_EQUAL(pp_get_u32(seen.body), 2000);
    CHECK_EQUAL(pp_get_u16(seen.body + 4), 2000);
    CHECK_EQUAL(seen.body[6], 6);
    CHECK_EQUAL(pp_get_u16(seen.body + 7 + 10), 1023);
}

static void check_status(const seen_t *seen, uint32_t t_us) {
    pp_status_t status = {0};
    CHECK(pp_unpack_status(seen->body, seen->length, &status));
    CHECK_EQUAL(status.t_us, t_us);
    CHECK_EQUAL(status.uptime_s, t_us / 1000000);
    CHECK_EQUAL(status.overruns, 3);
    CHECK_EQUAL(status.tx_dropped, 0);
    CHECK_EQUAL(status.rx_errors, 4);
}

static void status_follows_the_samples_that_end_a_second(void) {
    running = "status";
    desk_start();
    desk_next();
    for (uint32_t t_us = 2000; t_us <= 3000000; t_us += 2000) {
        desk_scan(t_us, 2000);
        CHECK_EQUAL(desk_next().type, PP_SAMPLES);
        seen_t seen = desk_next();
        uint8_t expected = t_us == 2000 * SELF_TEST_SCANS ? PP_SELF_TEST : 0;
        CHECK_EQUAL(seen.type, t_us % 1000000 == 0 ? PP_STATUS : expected);
        if (seen.type == PP_STATUS) check_status(&seen, t_us);
    }
}

static void a_missed_scan_does_not_slow_the_seconds_down(void) {
    running = "status with a gap";
    desk_start();
    desk_next();
    desk_scan(998000, 2000);
    desk_scan(1002000, 2000); /* the scan at 1 000 000 was an overrun */
    desk_scan(1998000, 2000);
    desk_scan(2000000, 2000);
    for (int i = 0; i < 2; i++) CHECK_EQUAL(desk_next().type, PP_SAMPLES);
    CHECK_EQUAL(desk_next().type, PP_STATUS);
    for (int i = 0; i < 2; i++) CHECK_EQUAL(desk_next().type, PP_SAMPLES);
    CHECK_EQUAL(desk_next().type, PP_STATUS);
}

static void uptime_goes_on_where_device_time_wraps(void) {
    running = "uptime across the wrap";
    desk_start();
    uint32_t t_us = 0;
    for (int s = 0; s < 4300; s++) { /* device time wraps after 4294.97 s */
        t_us += 1000000;
        line_is_full = true;
        desk_scan(t_us, 2000);
    }
    CHECK_EQUAL(rig.uptime_s, 4300);
}

static void a_dropped_frame_uses_up_its_number(void) {
    running = "dropped frames";
    desk_start();
    desk_next();
    desk_scan(2000, 2000);
    line_is_full = true;
    desk_scan(4000, 2000);
    desk_scan(6000, 2000);
    line_is_full = false;
    desk_scan(8000, 2000);
    CHECK_EQUAL(desk_next().sequence, 1);
    CHECK_EQUAL(desk_next().sequence, 4);
    CHECK_EQUAL(rig.sender.dropped, 2);
}

/* Eight scans a frame at most, never across a gap, and whatever is there goes out when the stream stops. */
static void on_a_slow_line_scans_travel_together(void) {
    running = "batches";
    desk_start();
    desk_next();
    rig.plan.batch = 4;
    for (uint32_t scan = 1; scan <= 6; scan++) desk_scan(2000 * scan, 2000);
    desk_scan(2000 * 8, 2000); /* the seventh was an overrun */
    desk_command(PP_STOP, 1, NULL, 0);
    static const uint32_t first_us[] = {2000, 10000, 16000};
    static const uint8_t scans[] = {4, 2, 1};
    for (int i = 0; i < 3; i++) {
        seen_t seen = desk_next();
        CHECK_EQUAL(seen.type, PP_SAMPLES);
        CHECK_EQUAL(pp_get_u32(seen.body), first_us[i]);
        CHECK_EQUAL(seen.length, PP_SAMPLES_FIXED_SIZE + 12 * scans[i]);
    }
    CHECK_EQUAL(desk_next().type, PP_ACK);
}

void test_rig(void) {
    on_a_slow_line_scans_travel_together();

    a_start_says_hello_and_streams();
    status_follows_the_samples_that_end_a_second();
    a_missed_scan_does_not_slow_the_seconds_down();
    uptime_goes_on_where_device_time_wraps();
    a_dropped_frame_uses_up_its_number();
}
