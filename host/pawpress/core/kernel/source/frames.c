// From bytes of the wire to scans: runs of good frames of one shape, laid one behind the other.
#include "frames.h"

#define RESTART_JUMP 0x8000  // a sequence that seems to jump by more than half its range has started again
#define POLYNOMIAL 0x1021

#define ROOM 256
typedef u8 Bytes __attribute__((vector_size(16), aligned(1)));

u8 piece_copy[ROOM];

// What each byte adds to the checksum with so many bytes behind it. It is linear, so that no byte waits for the others.
static u16 adds[LONGEST_PIECE][256];
static u32 known;

static void know(u32 size) {
    for (; known < size; known++) {
        for (u32 byte = 0; byte < 256; byte++) {
            u32 crc = known ? adds[known - 1][byte] : byte << 8;
            if (known == 0) {
                for (u32 bit = 0; bit < 8; bit++) crc = crc << 1 ^ (crc & 0x8000 ? POLYNOMIAL : 0);
            } else {
                crc = crc << 8 ^ adds[0][crc >> 8];
            }
            adds[known][byte] = (u16)crc;
        }
    }
}

typedef u64 Eight __attribute__((aligned(1)));

static u32 checksum(u32 size, u32 start) {
    const u16(*with)[256] = adds + size - 1;
    u32 crc = with[0][start >> 8] ^ with[-1][start & 0xff], at = 0;
    for (; at + 8 <= size; at += 8, with -= 8) {
        u64 bytes = *(const Eight *)(frame + at);
        crc ^= with[0][bytes & 0xff] ^ with[-1][bytes >> 8 & 0xff] ^ with[-2][bytes >> 16 & 0xff];
        crc ^= with[-3][bytes >> 24 & 0xff] ^ with[-4][bytes >> 32 & 0xff] ^ with[-5][bytes >> 40 & 0xff];
        crc ^= with[-6][bytes >> 48 & 0xff] ^ with[-7][bytes >> 56];
    }
    for (; at < size; at++, with--) crc ^= with[0][frame[at]];
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
    know(size);
    return checksum(size, kind->crc_start) ? 0 : size;
}

// What a run of frames is.
typedef struct {
    u32 bytes;   // up to behind its last delimiter
    u32 frames;  // 0 where none begins here
    u32 scans;
    u32 lost;  // frames that are missing in between
    u16 first;  // sequence
    u16 last;
    u16 period_us;
    u16 pads;
} Run;

static u32 take_scans(u32 begin, u32 readings, u32 pads, u32 period_us, u32 *t_us, u16 *counts) {
    const u8 *from = frame + begin;
    for (u32 k = 0; k < readings; k++) counts[k] = (u16)(from[2 * k] | from[2 * k + 1] << 8);
    u32 scans = readings / pads, first_us = number(frame + T_US_AT, 4);
    for (u32 k = 0; k < scans; k++) t_us[k] = first_us + k * period_us;
    return scans;
}

// Take good frames of scans, alike in length, period and pads, up to the first piece that is anything else.
// `bytes` end in a delimiter.
EXPORT(take_run) void take_run(const u8 *bytes, u32 n, const Kind *kind, Run *run, u32 *t_us, u16 *counts) {
    Run found = {0};
    u32 shape = 0, like = 0, piece;
    const u32 begin = HEADER_BYTES + kind->body_bytes;
    while (found.bytes < n) {
        u32 size = frame_of_scans(bytes + found.bytes, kind, &piece);
        if (!size || (found.frames && (size != like || number(frame + PERIOD_AT, 3) != shape))) break;
        u16 sequence = (u16)number(frame + 2, 2);
        if (found.frames == 0) {
            like = size, shape = number(frame + PERIOD_AT, 3);
            found.first = sequence, found.period_us = (u16)shape, found.pads = frame[PADS_AT];
        } else {
            u16 jump = (u16)(sequence - found.last - 1);
            found.lost += jump < RESTART_JUMP ? jump : 0;
        }
        u32 readings = (size - begin - 2) / 2;
        found.scans += take_scans(begin, readings, found.pads, found.period_us, t_us + found.scans,
                                  counts + found.frames * readings);
        found.last = sequence, found.frames++, found.bytes += piece + 1;
    }
    *run = found;
}
