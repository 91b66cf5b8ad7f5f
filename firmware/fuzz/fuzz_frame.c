/* COBS, checksum and receiver for themselves, without a rig behind them, and so a thousand times as often.
 *
 * Any bytes: whatever the receiver takes for a good frame is, sealed again, the very bytes that came. And any body: it
 * comes back as it was, also behind noise, and not with any one bit of it flipped. */
#include <stdlib.h>
#include <string.h>

#include "cobs.h"
#include "frame.h"

static void expect(bool so) {
    if (!so) abort();
}

static void receive_any(const uint8_t *bytes, size_t size) {
    uint8_t block[FRAME_BLOCK_MAX];
    frame_receiver_t receiver = {.block = block, .room = sizeof block};
    frame_t frame;
    size_t from = 0;
    for (size_t i = 0; i < size; i++) {
        if (frame_receive(&receiver, bytes[i], &frame) == FRAME_GOOD) {
            uint8_t wire[FRAME_WIRE_MAX];
            memcpy(wire + FRAME_BODY_AT, frame.body, frame.length);
            uint8_t wire_size = frame_seal(wire, frame.type, frame.sequence, frame.length);
            expect(wire_size == i + 1 - from && memcmp(wire, bytes + from, wire_size) == 0);
        }
        if (bytes[i] == 0) from = i + 1;
    }
}

static frame_result_t receive(frame_receiver_t *receiver, const uint8_t *wire, uint8_t size, frame_t *frame) {
    frame_result_t result = FRAME_INCOMPLETE;
    for (uint8_t i = 0; i < size; i++) result = frame_receive(receiver, wire[i], frame);
    return result;
}

static void send_any(const uint8_t *bytes, size_t size) {
    if (size < 5) return;
    uint8_t length = size - 5 > PP_MAX_BODY ? (uint8_t)PP_MAX_BODY : (uint8_t)(size - 5);
    uint8_t wire[FRAME_WIRE_MAX], type = bytes[0];
    uint16_t sequence = pp_get_u16(bytes + 1), flip = pp_get_u16(bytes + 3);
    const uint8_t *body = bytes + 5;
    memcpy(wire + FRAME_BODY_AT, body, length);
    uint8_t wire_size = frame_seal(wire, type, sequence, length);
    expect(memchr(wire, 0, wire_size) == wire + wire_size - 1);

    uint8_t block[FRAME_BLOCK_MAX];
    frame_receiver_t receiver = {.block = block, .room = sizeof block};
    frame_t frame;
    receive(&receiver, bytes, (uint8_t)(size > 255 ? 255 : size), &frame);
    frame_receive(&receiver, 0, &frame);
    expect(receive(&receiver, wire, wire_size, &frame) == FRAME_GOOD);
    expect(frame.type == type && frame.sequence == sequence && frame.length == length);
    expect(memcmp(frame.body, body, length) == 0);

    uint8_t at = (uint8_t)(flip / 8u % (wire_size - 1u)), flipped = (uint8_t)(wire[at] ^ 1u << flip % 8u);
    if (flipped == 0) return; /* a delimiter in its midst makes two pieces of it */
    wire[at] = flipped;
    expect(receive(&receiver, wire, wire_size, &frame) == FRAME_DAMAGED);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0) return 0;
    if (bytes[0] & 1u) {
        receive_any(bytes + 1, size - 1);
    } else {
        send_any(bytes + 1, size - 1);
    }
    return 0;
}
