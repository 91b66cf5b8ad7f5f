/* Numbers and sends frames; counts those the line had no room for. */
#ifndef PAWPRESS_SENDER_H
#define PAWPRESS_SENDER_H

#include <stdbool.h>
#include <stdint.h>

#include "frame.h"

/* Takes a whole frame or, returning false, nothing. */
typedef bool (*line_offer_t)(const uint8_t *wire, uint8_t size);

typedef struct {
    line_offer_t offer;
    uint16_t sequence;
    uint16_t dropped;
    uint8_t wire[FRAME_WIRE_MAX];
} sender_t;

/* Where to write the body of the next frame. */
uint8_t *sender_body(sender_t *sender);

/* Sends the body just written. A dropped frame uses up its number too, so that the host sees it as lost. */
void sender_send(sender_t *sender, uint8_t type, uint8_t body_length);

#endif
