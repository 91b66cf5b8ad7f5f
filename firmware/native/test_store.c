#include "check.h"
#include "desk.h"

enum { ENOUGH = 2000 };

static void put_serial(uint32_t serial) {
    uint8_t body[4];
    pp_put_u32(body, serial);
    desk_command(PP_SET_SERIAL, 1, body, sizeof body);
}

static void save(void) { desk_command(PP_SAVE_SETTINGS, 2, NULL, 0); }

static void a_save_is_acknowledged_when_it_reads_back(void) {
    running = "save";
    desk_start();
    desk_next();
    put_serial(4711);
    check_ack(1, PP_SET_SERIAL);
    save();
    CHECK_EQUAL(desk_next().type, 0);
    save();
    check_nak(2, PP_SAVE_SETTINGS, PP_NAK_CODE_BUSY);
    put_serial(1);
    check_nak(1, PP_SET_SERIAL, PP_NAK_CODE_BUSY);
    desk_pass(ENOUGH);
    check_ack(2, PP_SAVE_SETTINGS);
    desk_restart(PP_RESET_CAUSE_POWER_ON);
    CHECK_EQUAL(rig.store.settings.serial, 4711);
    CHECK_EQUAL(rig.store.settings.generation, 1);
}

static void nothing_holds_before_it_is_saved(void) {
    running = "unsaved settings";
    desk_start();
    put_serial(4711);
    CHECK_EQUAL(rig.store.settings.serial, 0);
    desk_restart(PP_RESET_CAUSE_POWER_ON);
    CHECK_EQUAL(rig.store.settings.serial, 0);
}

/* An arming that is broken off must not be saved later by somebody who only gives the rig a number. */
static void what_is_not_saved_is_forgotten(void) {
    running = "broken off settings";
    for (int by_time = 0; by_time < 2; by_time++) {
        desk_start();
        put_serial(4711);
        if (by_time) {
            for (uint32_t t_us = 2000; t_us <= 5000000; t_us += 2000) desk_scan(t_us, 2000);
        } else {
            desk_command(PP_IDENTIFY, 1, NULL, 0); /* another host */
        }
        desk_command(PP_SET_PAD_NAME, 1, (const uint8_t *)"\002heel", 5);
        save();
        desk_pass(ENOUGH);
        CHECK_EQUAL(rig.store.settings.generation, 1);
        CHECK_EQUAL(rig.store.settings.serial, 0);
        CHECK_EQUAL(store_name_byte(&rig.store, 2, 0), 'h');
    }
    desk_start();
    put_serial(4711);
    for (uint32_t t_us = 2000; t_us < 4990000; t_us += 2000) desk_scan(t_us, 2000);
    save();
    desk_pass(ENOUGH);
    CHECK_EQUAL(rig.store.settings.serial, 4711);
}

static void fewer_pads_hold_from_the_restart_on_and_take_the_limits_along(void) {
    running = "number of pads";
    desk_start();
    desk_next();
    desk_command(PP_SET_PADS, 1, (const uint8_t *)"\007", 1);
    check_nak(1, PP_SET_PADS, PP_NAK_CODE_OUT_OF_RANGE);
    desk_command(PP_SET_PADS, 2, (const uint8_t *)"\004", 1);
    check_ack(2, PP_SET_PADS);
    save();
    desk_pass(ENOUGH);
    CHECK_EQUAL(rig.pads, 6);
    desk_restart(PP_RESET_CAUSE_EXTERNAL);
    pp_hello_t hello = {0};
    seen_t seen = desk_next();
    CHECK(pp_unpack_hello(seen.body, seen.length, &hello));
    CHECK_EQUAL(hello.pads, 4);
    CHECK_EQUAL(hello.pads_max, 6);
    desk_scan(2000, 2000);
    CHECK_EQUAL(desk_next().length, PP_SAMPLES_FIXED_SIZE + 8);
    uint16_t numbers[7] = {600, 600, 600, 600, 600, 600, 200};
    pp_set_limits_t limits = {.pads = 6, .warning_percent = 80, .limits = numbers, .limits_len = 7};
    uint8_t body[PP_MAX_BODY];
    desk_command(PP_SET_LIMITS, 3, body, pp_pack_set_limits(body, &limits));
    check_nak(3, PP_SET_LIMITS, PP_NAK_CODE_OUT_OF_RANGE);
    limits.pads = 4;
    limits.limits_len = 5;
    desk_command(PP_SET_LIMITS, 4, body, pp_pack_set_limits(body, &limits));
    check_ack(4, PP_SET_LIMITS);
    save();
    desk_pass(ENOUGH);
    CHECK_EQUAL(rig.guard.limits->pads, 4);
    desk_command(PP_SET_PADS, 5, (const uint8_t *)"\000", 1);
    save();
    desk_pass(ENOUGH);
    desk_restart(PP_RESET_CAUSE_EXTERNAL);
    CHECK_EQUAL(rig.pads, 6);
    CHECK_EQUAL(rig.guard.limits->pads, 0);
}

static void a_memory_that_will_not_keep_is_refused(void) {
    running = "save into a dead memory";
    desk_start();
    desk_next();
    put_serial(4711);
    check_ack(1, PP_SET_SERIAL);
    eeprom_sticks = false;
    save();
    desk_pass(ENOUGH);
    check_nak(2, PP_SAVE_SETTINGS, PP_NAK_CODE_STORE_FAILED);
    CHECK_EQUAL(rig.store.settings.serial, 0);
    CHECK(!rig.store.lost);
}

/* Cuts the power in the middle of each write of a save that follows `before` others. */
static void cut_at_every_write(int before) {
    for (long cut = 1; cut < 400; cut++) {
        desk_start();
        for (int i = 1; i <= before; i++) {
            put_serial((uint32_t)i * 0x01010101u);
            save();
            desk_pass(ENOUGH);
        }
        put_serial(0xFFFFFFFFu);
        eeprom_writes_left = cut;
        save();
        desk_pass(ENOUGH);
        bool finished = eeprom_writes_left > 0;
        eeprom_writes_left = -1;
        desk_restart(PP_RESET_CAUSE_POWER_ON);
        uint32_t serial = rig.store.settings.serial;
        CHECK(serial == 0xFFFFFFFFu || serial == (uint32_t)before * 0x01010101u);
        CHECK(!finished || serial == 0xFFFFFFFFu);
        CHECK(!rig.store.lost);
        put_serial(5); /* and the next save works */
        save();
        desk_pass(ENOUGH);
        CHECK_EQUAL(rig.store.settings.serial, 5);
    }
}

static void a_power_cut_leaves_the_settings_before_or_those_after(void) {
    running = "power cut";
    for (int before = 0; before < 4; before++) cut_at_every_write(before);
}

static void both_copies_damaged_is_a_fault_until_a_save(void) {
    running = "settings lost";
    desk_start();
    for (int i = 0; i < 2; i++) {
        put_serial(7);
        save();
        desk_pass(ENOUGH);
    }
    eeprom[50] ^= 1u;
    desk_restart(PP_RESET_CAUSE_POWER_ON);
    CHECK_EQUAL(rig.store.settings.serial, 7);
    CHECK(!rig.store.lost);
    eeprom[STORE_SLOT_STRIDE + 50] ^= 1u;
    desk_restart(PP_RESET_CAUSE_POWER_ON);
    CHECK_EQUAL(rig.store.settings.serial, 0);
    CHECK(rig.store.lost);
    save();
    desk_pass(ENOUGH);
    CHECK(!rig.store.lost);
}

static void starts_are_counted_and_a_cut_loses_at_most_one(void) {
    running = "boots";
    desk_start();
    for (int i = 2; i < 40; i++) {
        desk_pass(10);
        CHECK_EQUAL(rig.store.boots, i - 1);
        desk_restart(PP_RESET_CAUSE_POWER_ON);
        eeprom_writes_left = i % 5;
        desk_pass(10);
        eeprom_writes_left = -1;
        desk_restart(PP_RESET_CAUSE_POWER_ON);
        CHECK(rig.store.boots == i || rig.store.boots == i + 1);
        rig.store.boots = (uint16_t)i;
        desk_start();
        for (int again = 1; again < i; again++) {
            desk_pass(10);
            desk_restart(PP_RESET_CAUSE_POWER_ON);
        }
    }
}

void test_store(void) {
    a_save_is_acknowledged_when_it_reads_back();
    nothing_holds_before_it_is_saved();
    what_is_not_saved_is_forgotten();
    fewer_pads_hold_from_the_restart_on_and_take_the_limits_along();
    a_memory_that_will_not_keep_is_refused();
    a_power_cut_leaves_the_settings_before_or_those_after();
    both_copies_damaged_is_a_fault_until_a_save();
    starts_are_counted_and_a_cut_loses_at_most_one();
}
