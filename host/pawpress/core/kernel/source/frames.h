// Frames of the wire: undoing COBS and holding the checksum, for whoever takes frames apart.
#pragma once
#include "kernel.h"

#define HEADER_BYTES 4                         // type, length of the body, sequence
#define OVERHEAD_BYTES (HEADER_BYTES + 2)      // with the checksum
#define T_US_AT HEADER_BYTES                   // where the fields of a frame of scans lie
#define PERIOD_AT (HEADER_BYTES + 4)
#define PADS_AT (HEADER_BYTES + 6)
#define LONGEST_PIECE 254  // of longer ones a code of COBS need not stand for a zero

// What tells a frame of scans from others.
typedef struct {
    u16 type;
    u16 body_bytes;  // in front of its readings
    u16 crc_start;
    u16 most_bytes;  // of a frame
    u16 shortest_period_us;
    u16 unused;
} Kind;

static inline u32 number(const u8 *at, u32 bytes) {
    u32 found = 0;
    while (bytes--) found = found << 8 | at[bytes];
    return found;
}

typedef u8 Bytes __attribute__((vector_size(16), aligned(1)));

// The checksum (CRC-16 of polynomial 0x1021) behind one byte more, without a table: what eight shifts come to.
// For numbers of 16 bits, or vectors of them.
#define NEXT_CHECKSUM(type, crc, byte)                                    \
    ({                                                                    \
        type changed = (type)((crc) >> 8 ^ (byte));                       \
        changed ^= changed >> 4;                                          \
        (type)((crc) << 8 ^ changed << 12 ^ changed << 5 ^ changed);      \
    })

// The frame that was taken apart last lies behind the first code of its piece.
extern u8 piece_copy[];
#define frame (piece_copy + 1)

// Undo what stands in front of the next delimiter, which must be there, into `frame`.
// Returns the bytes of the frame, or 0 where it is damaged, too long, or holds no whole scans; `*piece` is how long it was.
u32 frame_of_scans(const u8 *at, const Kind *kind, u32 *piece);
