#include "check.h"
#include "desk.h"

static pp_self_test_t run(uint16_t ground, uint16_t bandgap, bool alive) {
    for (uint16_t i = 1; i <= SELF_TEST_SCANS; i++) {
        extra_t wanted = rig_wants(&rig);
        const rig_scan_t scan = {
            .t_us = i * 2000u,
            .period_us = 2000,
            .measured = wanted,
            .extra_counts = wanted == EXTRA_GROUND ? ground : bandgap,
            .counts = pressed,
        };
        const rig_health_t health = {0};
        if (alive) pressed[0] = i % 2;
        rig_take_scan(&rig, &scan, &health);
    }
    pp_self_test_t test = {0};
    seen_t seen = desk_find(PP_SELF_TEST);
    CHECK(pp_unpack_self_test(seen.body, seen.length, &test));
    return test;
}

static void begin(void) {
    desk_start();
    for (int i = 0; i < 6; i++) pressed[i] = 0;
}

static uint32_t bit(uint8_t code) { return 1ul << code; }

static void a_rig_in_order_has_no_faults(void) {
    running = "self-test, all well";
    begin();
    pp_self_test_t test = run(0, 225, true);
    CHECK_EQUAL(test.faults, 0);
    CHECK_EQUAL(test.supply_mv, 5006);
    CHECK_EQUAL(test.free_stack, 200);
}

static void each_fault_is_named(void) {
    running = "self-test faults";
    begin();
    CHECK_EQUAL(run(9, 225, true).faults, bit(PP_FAULT_CODE_ADC_GROUND));
    begin();
    CHECK_EQUAL(run(0, 266, true).faults, bit(PP_FAULT_CODE_SUPPLY_LOW));
    begin();
    CHECK_EQUAL(run(0, 195, true).faults, bit(PP_FAULT_CODE_SUPPLY_HIGH));
    begin();
    CHECK_EQUAL(run(0, 0, true).supply_mv, 65535);
    begin();
    sealed_program[50] ^= 0x10;
    CHECK_EQUAL(run(0, 225, true).faults, bit(PP_FAULT_CODE_FLASH_DAMAGED));
    begin();
    sealed_program[100] ^= 0x10; /* no seal: built without one */
    CHECK_EQUAL(run(0, 225, true).faults, 0);
}

static void pads_are_told_apart(void) {
    running = "self-test of pads";
    begin();
    rig.store.settings.limits.open_below = 15;
    pressed[1] = 64;
    pressed[4] = 63; /* at rest, and quiet */
    pressed[2] = 1023;
    pressed[3] = 14;
    pp_self_test_t test = run(0, 225, true);
    CHECK_EQUAL(test.pads_open, 0x29); /* pad 0 only flickers between 0 and 1 */
    CHECK_EQUAL(test.pads_shorted, 0x04);
    CHECK_EQUAL(test.pads_stuck, 0x02);
    CHECK_EQUAL(test.faults, bit(PP_FAULT_CODE_PAD_OPEN) | bit(PP_FAULT_CODE_PAD_SHORTED) | bit(PP_FAULT_CODE_PAD_STUCK));
}

static void a_mended_fault_is_gone_after_the_next_test(void) {
    running = "self-test again";
    begin();
    pressed[5] = 1023;
    CHECK_EQUAL(run(0, 225, true).pads_shorted, 0x20);
    pressed[5] = 0;
    desk_command(PP_RUN_SELF_TEST, 1, NULL, 0);
    desk_command(PP_RUN_SELF_TEST, 2, NULL, 0);
    check_ack(1, PP_RUN_SELF_TEST);
    check_nak(2, PP_RUN_SELF_TEST, PP_NAK_CODE_BUSY);
    CHECK_EQUAL(run(0, 225, true).faults, 0);
}

static void the_reset_is_a_fault_when_nobody_asked_for_it(void) {
    running = "reset faults";
    desk_restart(PP_RESET_CAUSE_WATCHDOG);
    CHECK_EQUAL(rig.faults, bit(PP_FAULT_CODE_WATCHDOG_RESET));
    desk_restart(PP_RESET_CAUSE_BROWN_OUT);
    CHECK_EQUAL(rig.faults, bit(PP_FAULT_CODE_BROWN_OUT));
    desk_restart(PP_RESET_CAUSE_BROWN_OUT | PP_RESET_CAUSE_POWER_ON);
    CHECK_EQUAL(rig.faults, 0);
}

void test_self_test(void) {
    a_rig_in_order_has_no_faults();
    each_fault_is_named();
    pads_are_told_apart();
    a_mended_fault_is_gone_after_the_next_test();
    the_reset_is_a_fault_when_nobody_asked_for_it();
}
