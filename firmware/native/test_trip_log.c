#include "../pawpress/src/core/trip_log.h"

#include <string.h>

#include "../pawpress/src/core/protocol_generated.h"
#include "check.h"

static uint8_t cells[1024];
static unsigned written[1024];
static bool ready;
static int cut; /* what a write that is cut off leaves: 0 the new byte, 1 the old, 2 an erased one, else something else */

static uint8_t read_cell(uint16_t at) { return cells[at]; }
static bool is_ready(void) { return ready; }

static void write_cell(uint16_t at, uint8_t byte) {
    const uint8_t left[] = {byte, cells[at], MEMORY_ERASED, (uint8_t)(byte ^ 0x5A)};
    cells[at] = left[cut];
    written[at]++;
}

static const memory_t memory = {read_cell, is_ready, write_cell};

static trip_log_t log_of(void) {
    trip_log_t log;
    trip_log_load(&log, &memory);
    return log;
}

static void begin(void) {
    memset(cells, MEMORY_ERASED, sizeof cells);
    memset(written, 0, sizeof written);
    ready = true;
    cut = 0;
}

static trip_record_t nth(int n) {
    if (n % 2 == 0) return 0;
    return trip_record((uint8_t)(1 + n % 6), (uint8_t)(n % 16));
}

static void a_new_memory_holds_no_trip(void) {
    running = "trip log, new";
    begin();
    CHECK_EQUAL(log_of().stored, 0);
}

static void the_newest_record_is_read_in_every_lap(void) {
    running = "trip log, laps";
    begin();
    trip_log_t log = log_of();
    for (int n = 1; n < 10 * TRIP_LOG_CELLS; n++) {
        trip_log_step(&log, nth(n));
        CHECK_EQUAL(log_of().stored, nth(n));
        if (n % 3 == 0) log = log_of(); /* goes on from what it reads */
    }
    for (int i = 0; i < 1024; i++) {
        bool is_cell = i >= TRIP_LOG_AT && i < TRIP_LOG_AT + TRIP_LOG_CELLS;
        CHECK(is_cell ? written[i] >= 9 && written[i] <= 10 : written[i] == 0); /* worn evenly */
    }
}

static void only_changes_are_written_and_only_when_ready(void) {
    running = "trip log, wear";
    begin();
    trip_log_t log = log_of();
    for (int i = 0; i < 1000; i++) trip_log_step(&log, 0);
    CHECK_EQUAL(written[TRIP_LOG_AT], 0);
    ready = false;
    for (int i = 0; i < 1000; i++) trip_log_step(&log, 0x12);
    CHECK_EQUAL(written[TRIP_LOG_AT], 0);
    ready = true;
    for (int i = 0; i < 1000; i++) trip_log_step(&log, 0x12);
    CHECK_EQUAL(written[TRIP_LOG_AT], 1);
}

/* A cut in the middle of an acknowledgement may bring the trip back; it must never end one that stood before. */
static void a_power_cut_never_ends_a_trip(void) {
    running = "trip log, power cut";
    for (int before = 1; before < 3 * TRIP_LOG_CELLS; before++) {
        for (int how = 1; how < 4; how++) {
            begin();
            trip_log_t log = log_of();
            for (int n = 1; n <= before; n++) trip_log_step(&log, nth(n));
            cut = how;
            trip_log_step(&log, nth(before + 1));
            cut = 0;
            trip_record_t found = log_of().stored;
            bool acknowledges = nth(before) != 0;
            if (acknowledges) CHECK(found != 0);
            if (!acknowledges) CHECK(found != 0 || how != 3);
            log = log_of();
            trip_log_step(&log, 0x25);
            CHECK_EQUAL(log_of().stored, 0x25);
        }
    }
}

static void a_record_without_sense_is_a_trip(void) {
    running = "trip log, damage";
    begin();
    cells[TRIP_LOG_AT] = 0x05;
    CHECK_EQUAL(log_of().stored, PP_TRIP_CAUSE_FORGOTTEN << 4);
    cells[TRIP_LOG_AT] = 0x7F;
    CHECK_EQUAL(log_of().stored, PP_TRIP_CAUSE_FORGOTTEN << 4);
    CHECK_EQUAL(PP_TRIP_CAUSE_FORGOTTEN, 7); /* fits into three bits */
}

void test_trip_log(void) {
    a_new_memory_holds_no_trip();
    the_newest_record_is_read_in_every_lap();
    only_changes_are_written_and_only_when_ready();
    a_power_cut_never_ends_a_trip();
    a_record_without_sense_is_a_trip();
}
