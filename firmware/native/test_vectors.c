#include <string.h>

#include "../pawpress/src/core/frame.h"
#include "check.h"
#include "vectors_generated.h"

enum {
    GOOD_FRAMES = sizeof good_frames / sizeof good_frames[0],
    DAMAGED_STREAMS = sizeof damaged_streams / sizeof damaged_streams[0]
};

static void check_is(const frame_t *frame, const good_frame_t *golden) {
    uint8_t body[PP_MAX_BODY];
    uint8_t length = golden->pack(body);
    CHECK_EQUAL(frame->type, golden->type);
    CHECK_EQUAL(frame->sequence, golden->sequence);
    CHECK_EQUAL(frame->length, length);
    CHECK(length == frame->length && memcmp(frame->body, body, length) == 0);
}

static void packs_to_the_golden_bytes(const good_frame_t *golden) {
    uint8_t wire[FRAME_WIRE_MAX];
    uint8_t size = frame_seal(wire, golden->type, golden->sequence, golden->pack(wire + FRAME_BODY_AT));
    CHECK_EQUAL(size, golden->wire_size);
    CHECK(memcmp(wire, golden->wire, golden->wire_size) == 0);
}

static void reads_the_golden_bytes(const good_frame_t *golden) {
    uint8_t block[FRAME_BLOCK_MAX];
    frame_receiver_t receiver = {.block = block, .room = sizeof block};
    frame_t frame;
    for (int i = 0; i < golden->wire_size - 1; i++) {
        CHECK(frame_receive(&receiver, golden->wire[i], &frame) == FRAME_INCOMPLETE);
    }
    CHECK(frame_receive(&receiver, 0, &frame) == FRAME_GOOD);
    check_is(&frame, golden);
}

static void gives_what_survives(const damaged_stream_t *stream) {
    uint8_t block[FRAME_BLOCK_MAX];
    frame_receiver_t receiver = {.block = block, .room = sizeof block};
    frame_t frame;
    uint8_t seen = 0;
    for (int i = 0; i < stream->size; i++) {
        if (frame_receive(&receiver, stream->bytes[i], &frame) != FRAME_GOOD) continue;
        if (!body_fits(frame.type, frame.length)) continue;
        CHECK(seen < stream->frame_count);
        if (seen < stream->frame_count) check_is(&frame, &good_frames[stream->frames[seen]]);
        seen++;
    }
    CHECK_EQUAL(seen, stream->frame_count);
}

void test_vectors(void) {
    for (int i = 0; i < GOOD_FRAMES; i++) {
        running = good_frames[i].name;
        packs_to_the_golden_bytes(&good_frames[i]);
        reads_the_golden_bytes(&good_frames[i]);
    }
    for (int i = 0; i < DAMAGED_STREAMS; i++) {
        running = damaged_streams[i].name;
        gives_what_survives(&damaged_streams[i]);
    }
}
