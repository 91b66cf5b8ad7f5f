#include "../pawpress/src/core/ring.h"
#include "check.h"

static void bytes_come_out_in_order_across_the_wrap(void) {
    running = "ring order";
    volatile uint8_t bytes[64];
    ring_t ring = {.bytes = bytes, .mask = 63};
    uint8_t written = 0, expected = 0, byte = 0;
    for (int round = 0; round < 500; round++) {
        for (int i = 0; i < round % 64; i++) written = (uint8_t)(written + ring_put(&ring, written));
        while (ring_get(&ring, &byte)) CHECK_EQUAL(byte, expected++);
    }
    CHECK_EQUAL(written, expected);
}

static void a_full_ring_takes_nothing(void) {
    running = "ring full";
    volatile uint8_t bytes[64];
    ring_t ring = {.bytes = bytes, .mask = 63};
    for (int i = 0; i < 63; i++) CHECK(ring_put(&ring, 1));
    CHECK(!ring_put(&ring, 1));
    CHECK_EQUAL(ring_room(&ring), 0);
}

static void a_frame_goes_in_whole_or_not_at_all(void) {
    running = "ring all or nothing";
    volatile uint8_t bytes[256];
    ring_t ring = {.bytes = bytes, .mask = 255, .head = 250, .tail = 250};
    uint8_t frame[200] = {7}, byte = 0;
    CHECK(ring_put_all(&ring, frame, 200));
    CHECK_EQUAL(ring_room(&ring), 55);
    CHECK(!ring_put_all(&ring, frame, 56));
    CHECK_EQUAL(ring_room(&ring), 55);
    CHECK(ring_get(&ring, &byte));
    CHECK_EQUAL(byte, 7);
    CHECK(ring_put_all(&ring, frame, 56));
    CHECK_EQUAL(ring_room(&ring), 0);
}

void test_ring(void) {
    bytes_come_out_in_order_across_the_wrap();
    a_full_ring_takes_nothing();
    a_frame_goes_in_whole_or_not_at_all();
}
