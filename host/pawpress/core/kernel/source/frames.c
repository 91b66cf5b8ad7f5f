// From bytes of the wire to frames of scans, one at a time.
#include "frames.h"

#define ROOM 256

u8 piece_copy[ROOM];

static u32 checksum(u32 size, u16 crc) {
    for (u32 at = 0; at < size; at++) crc = NEXT_CHECKSUM(u16, crc, frame[at]);
    return crc;
}

// Copy a piece up to its delimiter, sixteen bytes at a time, and return its length; more than LONGEST_PIECE is too long.
static u32 copied(const u8 *at) {
    for (u32 size = 0; size < ROOM; size += 16) {
        const Bytes bytes = *(const Bytes *)(at + size);
        *(Bytes *)(piece_copy + size) = bytes;
        u32 zeros = (u32)__builtin_wasm_bitmask_i8x16(bytes == 0);
        if (zeros) return size + (u32)__builtin_ctz(zeros);
    }
    return ROOM;
}

// Put a zero where each code of COBS stands but the first; whether they lead to the end of the piece.
static int unstuffed(u32 size) {
    u32 at = piece_copy[0];
    while (at < size) {
        u32 code = piece_copy[at];
        piece_copy[at] = 0;
        at += code;
    }
    return at == size;
}

u32 frame_of_scans(const u8 *at, const Kind *kind, u32 *piece) {
    const u32 length = *piece = copied(at), size = length - 1, front = HEADER_BYTES + kind->body_bytes;
    if (length > LONGEST_PIECE || length < front + 5 || size > kind->most_bytes || !unstuffed(length)) return 0;
    if (frame[0] != kind->type || frame[1] + OVERHEAD_BYTES != size) return 0;
    const u32 pads = frame[PADS_AT];
    if (!pads || (size - front - 2) % (2 * pads) || number(frame + PERIOD_AT, 2) < kind->shortest_period_us) return 0;
    return checksum(size, kind->crc_start) ? 0 : size;
}
