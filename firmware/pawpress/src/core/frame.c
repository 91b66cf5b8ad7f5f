#include "frame.h"

#include "cobs.h"
#include "crc16.h"

_Static_assert((int)FRAME_BLOCK_MAX <= (int)COBS_BLOCK_MAX, "in-place COBS needs shorter blocks");

uint8_t frame_seal(uint8_t *wire, uint8_t type, uint16_t sequence, uint8_t body_length) {
    uint8_t *header = wire + 1;
    pp_put_u16(pp_put_u8(pp_put_u8(header, type), body_length), sequence);
    uint8_t checked = (uint8_t)(FRAME_HEADER_SIZE + body_length);
    uint16_t crc = crc16(CRC16_INITIAL, header, checked);
    header[checked] = (uint8_t)(crc >> 8); /* big-endian, so that the CRC over a good frame is zero */
    header[checked + 1] = (uint8_t)crc;
    uint8_t block_size = (uint8_t)(1 + checked + FRAME_CRC_SIZE);
    cobs_stuff(wire, block_size);
    wire[block_size] = 0;
    return (uint8_t)(block_size + 1);
}

static frame_result_t open_block(uint8_t *block, uint8_t size, frame_t *frame) {
    if (size < FRAME_BODY_AT + FRAME_CRC_SIZE) return FRAME_DAMAGED;
    if (!cobs_unstuff(block, size)) return FRAME_DAMAGED;
    if (crc16(CRC16_INITIAL, block + 1, (uint8_t)(size - 1)) != 0) return FRAME_DAMAGED;
    frame->type = block[1];
    frame->length = block[2];
    frame->sequence = pp_get_u16(block + 3);
    frame->body = block + FRAME_BODY_AT;
    return frame->length == size - FRAME_BODY_AT - FRAME_CRC_SIZE ? FRAME_GOOD : FRAME_DAMAGED;
}

static frame_result_t end_of_frame(frame_receiver_t *receiver, frame_t *frame) {
    uint8_t size = receiver->size;
    bool overlong = receiver->overlong;
    receiver->size = 0;
    receiver->overlong = false;
    if (overlong) return FRAME_DAMAGED;
    if (size == 0) return FRAME_INCOMPLETE; /* two delimiters in a row say nothing */
    return open_block(receiver->block, size, frame);
}

frame_result_t frame_receive(frame_receiver_t *receiver, uint8_t byte, frame_t *frame) {
    if (byte == 0) return end_of_frame(receiver, frame);
    if (receiver->size < receiver->room) {
        receiver->block[receiver->size++] = byte;
    } else {
        receiver->overlong = true;
    }
    return FRAME_INCOMPLETE;
}
