#include <string.h>

#include "../pawpress/src/core/cobs.h"
#include "../pawpress/src/core/crc16.h"
#include "../pawpress/src/core/frame.h"
#include "check.h"

static void crc_gives_the_published_check_number(void) {
    running = "crc of 123456789";
    CHECK_EQUAL(crc16(CRC16_INITIAL, (const uint8_t *)"123456789", 9), 0x29B1);
    CHECK_EQUAL(crc16(CRC16_INITIAL, NULL, 0), 0xFFFF);
}

static uint8_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return (uint8_t)(*state >> 24);
}

static void stuffing_takes_every_zero_out_and_gives_it_back(void) {
    running = "cobs round trip";
    uint32_t state = 1;
    for (int round = 0; round < 2000; round++) {
        uint8_t content[COBS_BLOCK_MAX], block[COBS_BLOCK_MAX];
        uint8_t size = (uint8_t)(1 + next_random(&state) % (COBS_BLOCK_MAX - 1));
        for (int i = 1; i < size; i++) content[i] = next_random(&state) % (1 + round % 4) ? next_random(&state) : 0;
        memcpy(block + 1, content + 1, size - 1u);
        cobs_stuff(block, size);
        CHECK(memchr(block, 0, size) == NULL);
        CHECK(cobs_unstuff(block, size));
        CHECK(memcmp(block + 1, content + 1, size - 1u) == 0);
    }
}

static void any_bytes_can_be_unstuffed_without_harm(void) {
    running = "cobs of noise";
    uint32_t state = 2;
    for (int round = 0; round < 20000; round++) {
        uint8_t block[COBS_BLOCK_MAX];
        uint8_t size = (uint8_t)(next_random(&state) % COBS_BLOCK_MAX);
        for (int i = 0; i < size; i++) block[i] = (uint8_t)(1 + next_random(&state) % 40);
        (void)cobs_unstuff(block, size); /* the sanitizer judges */
    }
}

static void noise_is_almost_never_taken_for_a_frame(void) {
    running = "frames out of noise";
    uint8_t block[FRAME_BLOCK_MAX];
    frame_receiver_t receiver = {.block = block, .room = sizeof block};
    frame_t frame;
    uint32_t state = 3;
    int good = 0, damaged = 0;
    for (long i = 0; i < 200000; i++) {
        frame_result_t result = frame_receive(&receiver, next_random(&state) & 0x1F, &frame);
        good += result == FRAME_GOOD;
        damaged += result == FRAME_DAMAGED;
    }
    CHECK(good < 3); /* a checksum of 16 bits lets one in 65536 through */
    CHECK(damaged > 1000);
}

void test_codec(void) {
    crc_gives_the_published_check_number();
    stuffing_takes_every_zero_out_and_gives_it_back();
    any_bytes_can_be_unstuffed_without_harm();
    noise_is_almost_never_taken_for_a_frame();
}
