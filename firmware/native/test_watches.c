/* What is watched besides force: open and shorted pads, and the supply. */
#include "../pawpress/src/core/pad_watch.h"
#include "../pawpress/src/core/supply.h"
#include "check.h"

static const trip_guard_limits_t supervised = {.open_below = 10, .short_above = 1020};
static pad_watch_t watch;

static void take(uint16_t reading, int ms, uint8_t period_ms) {
    uint16_t counts[2] = {21, reading};
    for (int at = 0; at < ms; at += period_ms) pad_watch_take(&watch, &supervised, 2, counts, period_ms);
}

static void begin(void) {
    watch = (pad_watch_t){0};
    take(21, 100, 1);
}

static void a_fault_must_be_seen_for_20_ms_at_every_rate(void) {
    running = "pad watch, time";
    static const uint8_t periods_ms[] = {1, 2, 4, 10};
    for (int i = 0; i < 4; i++) {
        begin();
        take(9, PAD_WATCH_MS - periods_ms[i], periods_ms[i]);
        CHECK_EQUAL(pad_watch_faults(&watch), 0);
        take(9, periods_ms[i], periods_ms[i]);
        CHECK_EQUAL(watch.open, 2);
        begin();
        take(1020, PAD_WATCH_MS - periods_ms[i], periods_ms[i]);
        CHECK_EQUAL(pad_watch_faults(&watch), 0);
        take(1020, periods_ms[i], periods_ms[i]);
        CHECK_EQUAL(watch.shorted, 2);
    }
}

static void what_is_in_order_never_is_a_fault(void) {
    running = "pad watch, in order";
    begin();
    for (int i = 0; i < 100000; i++) {
        take(i % 5 == 0 ? 9 : 10, 1, 1); /* noise that strays below one time in five */
        CHECK_EQUAL(pad_watch_faults(&watch), 0);
        if (i % 97 == 0) take(1023, 1, 1);
    }
    take(1019, 1000, 1);
    take(10, 1000, 1);
    CHECK_EQUAL(pad_watch_faults(&watch), 0);
}

static void a_loose_contact_is_a_fault(void) {
    running = "pad watch, loose contact";
    begin();
    for (int i = 0; i < 100; i++) take(i % 2 ? 21 : 0, 1, 1);
    CHECK_EQUAL(watch.open, 2);
}

static void a_mended_pad_is_none(void) {
    running = "pad watch, mended";
    begin();
    take(0, 1000, 1);
    take(21, 2 * PAD_WATCH_MS - 1, 1);
    CHECK_EQUAL(watch.open, 2);
    take(21, 1, 1);
    CHECK_EQUAL(watch.open, 0);
    take(1023, 30, 1);
    take(0, 30, 1);
    CHECK_EQUAL(watch.shorted, 0);
    CHECK_EQUAL(watch.open, 2);
}

static void nothing_is_looked_for_without_resistors_and_bound(void) {
    running = "pad watch, unsupervised";
    static const trip_guard_limits_t none = {0};
    const uint16_t counts[2] = {0, 1023};
    watch = (pad_watch_t){0};
    for (int ms = 0; ms < 1000; ms++) pad_watch_take(&watch, &none, 2, counts, 1);
    CHECK_EQUAL(pad_watch_faults(&watch), 0);
}

static void the_supply_is_bad_after_three_measurements(void) {
    running = "supply";
    supply_t supply = {0};
    supply_take(&supply, 225);
    CHECK_EQUAL(supply.mv, 5006);
    for (int i = 0; i < 2; i++) supply_take(&supply, 374);
    CHECK(!supply_is_bad(&supply));
    supply_take(&supply, 374);
    CHECK_EQUAL(supply.mv, 3011);
    CHECK(supply.low && !supply.high);
    CHECK_EQUAL(supply_bound(&supply), SUPPLY_MV_MIN);
    for (int i = 0; i < 2; i++) supply_take(&supply, 225);
    CHECK(supply.low);
    supply_take(&supply, 225);
    CHECK(!supply_is_bad(&supply));
    for (int i = 0; i < 3; i++) supply_take(&supply, 0);
    CHECK_EQUAL(supply.mv, 65535);
    CHECK(supply.high && !supply.low);
    for (int i = 0; i < 3; i++) supply_take(&supply, 300);
    CHECK(supply.low && !supply.high);
}

void test_watches(void) {
    a_fault_must_be_seen_for_20_ms_at_every_rate();
    what_is_in_order_never_is_a_fault();
    a_loose_contact_is_a_fault();
    a_mended_pad_is_none();
    nothing_is_looked_for_without_resistors_and_bound();
    the_supply_is_bad_after_three_measurements();
}
