#include <string.h>

#include "../pawpress/src/core/settings.h"
#include "../pawpress/src/core/crc16.h"
#include "check.h"

static const trip_guard_limits_t limits = {
    .calibration_id = 0xCAFE0001,
    .pads = 6,
    .groups = 2,
    .warning_percent = 80,
    .min_time_ms = 5,
    .hysteresis = 25,
    .open_below = 12,
    .short_above = 1020,
    .options = PP_GUARD_OPTION_LOOP_IN_HANDS | PP_GUARD_OPTION_LOOP_RESISTOR,
    .empty_sum = 321,
    .pad = {600, 610, 620, 0, 65535, 600},
    .group = {{0x07, 1400, 300}, {0x38, 1500, 0}},
};

static void what_is_put_in_comes_out(void) {
    running = "settings round trip";
    uint8_t slot[SETTINGS_SLOT_SIZE];
    settings_t out;
    settings_blank(slot);
    settings_put_serial(slot, 4000000001u);
    settings_put_pads(slot, 6);
    settings_put_limits(slot, &limits);
    settings_put_name(slot, 2, (const uint8_t *)"heel", 4);
    settings_seal(slot, 300);
    CHECK(settings_migrate(slot));
    settings_read(slot, &out);
    CHECK_EQUAL(out.generation, 300);
    CHECK_EQUAL(out.serial, 4000000001u);
    CHECK_EQUAL(out.limits.calibration_id, limits.calibration_id);
    CHECK_EQUAL(out.limits.pad[4], 65535);
    CHECK_EQUAL(out.limits.group[1].limit, 1500);
    CHECK_EQUAL(out.limits.options, 3);
    CHECK_EQUAL(out.limits.empty_sum, 321);
    CHECK_EQUAL(out.pads, 6);
    CHECK_EQUAL(out.limits.open_below, 12);
    CHECK(memcmp(slot + SETTINGS_NAMES_AT + 2 * SETTINGS_NAME_SIZE, "heel\0", 6) == 0);
}

static void every_single_wrong_bit_is_noticed(void) {
    running = "settings bit flips";
    uint8_t slot[SETTINGS_SLOT_SIZE], damaged[SETTINGS_SLOT_SIZE];
    settings_blank(slot);
    settings_put_limits(slot, &limits);
    settings_seal(slot, 1);
    for (unsigned bit = 0; bit < 8 * SETTINGS_SLOT_SIZE; bit++) {
        memcpy(damaged, slot, sizeof damaged);
        damaged[bit / 8] = (uint8_t)(damaged[bit / 8] ^ (1u << bit % 8));
        CHECK(!settings_migrate(damaged));
    }
}

/* As a firmware of an earlier layout would have written it: its content ends sooner. */
static settings_t read_of_earlier(uint8_t layout, uint8_t content) {
    uint8_t slot[SETTINGS_SLOT_SIZE];
    settings_t out;
    settings_blank(slot);
    settings_put_serial(slot, 7);
    settings_put_pads(slot, 5);
    settings_put_limits(slot, &limits);
    settings_put_name(slot, 0, (const uint8_t *)"heel", 4);
    slot[SETTINGS_LAYOUT_AT] = layout;
    slot[3] = content;
    pp_put_u16(slot + SETTINGS_GENERATION_AT, 9);
    unsigned end = SETTINGS_HEAD_SIZE + content;
    uint16_t crc = crc16(CRC16_INITIAL, slot, (uint8_t)end);
    slot[end] = (uint8_t)(crc >> 8);
    slot[end + 1] = (uint8_t)crc;
    memset(slot + end + 2, 0xEE, sizeof slot - end - 2);
    CHECK(settings_migrate(slot));
    settings_read(slot, &out);
    CHECK_EQUAL(slot[SETTINGS_LAYOUT_AT], SETTINGS_LAYOUT);
    CHECK_EQUAL(slot[SETTINGS_NAMES_AT], layout == 1 ? 0 : 'h');
    return out;
}

static void earlier_layouts_are_brought_up_to_date(void) {
    running = "settings of layouts 1 and 2";
    for (uint8_t layout = 1; layout <= 2; layout++) {
        settings_t out = read_of_earlier(layout, layout == 1 ? SETTINGS_CONTENT_1 : SETTINGS_CONTENT_2);
        CHECK_EQUAL(out.generation, 9);
        CHECK_EQUAL(out.serial, 7);
        CHECK_EQUAL(out.limits.group[0].rise, 300);
        CHECK_EQUAL(out.limits.options, layout == 1 ? 0 : 3);
        CHECK_EQUAL(out.limits.empty_sum, 0); /* so no feet before limits are stored anew */
        CHECK_EQUAL(out.pads, 0);
    }
}

static void what_a_later_firmware_wrote_is_left_alone(void) {
    running = "settings of a later layout";
    uint8_t slot[SETTINGS_SLOT_SIZE];
    settings_blank(slot);
    slot[SETTINGS_LAYOUT_AT] = SETTINGS_LAYOUT + 1;
    settings_seal(slot, 1);
    CHECK(!settings_migrate(slot));
}

void test_settings(void) {
    what_is_put_in_comes_out();
    every_single_wrong_bit_is_noticed();
    earlier_layouts_are_brought_up_to_date();
    what_a_later_firmware_wrote_is_left_alone();
}
