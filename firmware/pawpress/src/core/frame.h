/* Frames on the wire: COBS(type | length | sequence | body | crc) and a 0x00. */
#ifndef PAWPRESS_FRAME_H
#define PAWPRESS_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "protocol_generated.h"

enum {
    FRAME_HEADER_SIZE = 4,
    FRAME_CRC_SIZE = 2,
    FRAME_BODY_AT = 1 + FRAME_HEADER_SIZE,
    FRAME_BLOCK_MAX = FRAME_BODY_AT + (int)PP_MAX_BODY + FRAME_CRC_SIZE,
    FRAME_WIRE_MAX = FRAME_BLOCK_MAX + 1
};

/* Makes a frame around the body that already stands at wire + FRAME_BODY_AT; returns the number of bytes to send. */
uint8_t frame_seal(uint8_t *wire, uint8_t type, uint16_t sequence, uint8_t body_length);

typedef struct {
    uint8_t type;
    uint8_t length;
    uint16_t sequence;
    const uint8_t *body; /* valid until the next byte is received */
} frame_t;

typedef enum {
    FRAME_INCOMPLETE,
    FRAME_GOOD,
    FRAME_DAMAGED
} frame_result_t;

/* The caller gives a block for the longest frame that is to be taken, at most FRAME_BLOCK_MAX; longer ones count as
 * damaged. */
typedef struct {
    uint8_t *block;
    uint8_t room;
    uint8_t size;
    bool overlong;
} frame_receiver_t;

/* Takes one byte from the line; fills `frame` when it returns FRAME_GOOD. */
frame_result_t frame_receive(frame_receiver_t *receiver, uint8_t byte, frame_t *frame);

#endif
