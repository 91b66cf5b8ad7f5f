/* Consistent Overhead Byte Stuffing, in place: takes every 0x00 out of a block so that 0x00 can end a frame.
 *
 * A block is one byte of room followed by at most 253 bytes of content. So short a content costs exactly one extra
 * byte, each zero is replaced by the distance to the next one, and nothing has to be moved. */
#ifndef PAWPRESS_COBS_H
#define PAWPRESS_COBS_H

#include <stdbool.h>
#include <stdint.h>

enum { COBS_BLOCK_MAX = 254 };

/* Stuffs `size` bytes; block[0] is the room, the content starts at block[1]. */
void cobs_stuff(uint8_t *block, uint8_t size);

/* Gives the zeros back; the content then starts at block[1]. False if the block is not well formed. */
bool cobs_unstuff(uint8_t *block, uint8_t size);

#endif
