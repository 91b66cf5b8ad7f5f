// Runs of good frames of scans, alike in length, period and pads: taken apart eight at a time, and laid one behind the
// other.
#include "frames.h"

#define RESTART_JUMP 0x8000  // a sequence that seems to jump by more than half its range has started again
#define TOGETHER 8           // frames that are taken apart side by side
#define HALF (TOGETHER / 2)  // of more codes at once the processor keeps no track
#define LANE 528             // no code of a piece leads farther, and behind a piece stand zeros, which lead nowhere
#define EIGHT 8              // bytes

typedef u16 Number __attribute__((aligned(1)));
typedef u64 Word __attribute__((aligned(1)));
typedef u16 Pairs __attribute__((vector_size(16)));
typedef u32 Fours __attribute__((vector_size(16)));
typedef u64 Words __attribute__((vector_size(16)));
typedef Pairs Sums;  // the checksum of each lane

static u8 lanes[TOGETHER][LANE];

// What a run of frames is.
typedef struct {
    u32 bytes;   // up to behind its last delimiter
    u32 frames;  // 0 where none begins here
    u32 scans;
    u32 lost;   // frames that are missing in between
    u32 even;   // whether each scan is a period behind the one before
    u32 end_us;  // when the next scan would be
    u16 first;  // sequence
    u16 last;
    u16 period_us;
    u16 pads;
} Run;

// How its frames are alike.
typedef struct {
    u32 size;
    u32 shape;  // period and pads
    u32 begin;  // of the readings
    u32 readings;
    u32 scans;
    u32 front;  // of a piece in its lane, so that the frame ends with EIGHT bytes
} Alike;

// Copy pieces of one length into the lanes; whether each ends there and not before.
static int copied_together(const u8 *from, u32 length, u32 front) {
    const Bytes places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const Bytes within = (Bytes)(places < (u8)(length % 16));
    Bytes zeros = {0};
    u32 ends = 0;
    for (u32 lane = 0; lane < TOGETHER; lane++, from += length + 1) {
        u8 *to = lanes[lane] + front;
        u32 at = 0;
        for (; at + 16 <= length; at += 16) {
            const Bytes bytes = *(const Bytes *)(from + at);
            *(Bytes *)(to + at) = bytes;
            zeros |= (Bytes)(bytes == 0);
        }
        const Bytes bytes = *(const Bytes *)(from + at);
        *(Bytes *)(to + at) = bytes & within;
        zeros |= (Bytes)(bytes == 0) & within;
        ends |= from[length];
    }
    return !ends && !__builtin_wasm_any_true_v128(zeros);
}

// Put a zero where each code of COBS stands, in half the lanes; whether they lead to the ends of all pieces. Each step
// waits for the step before in its lane, and not for the others.
static inline int unstuffed_together(u8 (*half)[LANE], u32 front, u32 end) {
    u32 at[HALF] = {front, front, front, front}, more, good = 1;
    do {
        more = 0;
#pragma clang loop unroll(full)
        for (u32 lane = 0; lane < HALF; lane++) {
            const u32 code = half[lane][at[lane]];
            half[lane][at[lane]] = 0, at[lane] += code, more |= code;
        }
    } while (more);
    for (u32 lane = 0; lane < HALF; lane++) good &= at[lane] == end;
    return (int)good;
}

static inline Bytes eight_of(u32 lane, u32 at) {
    return (Bytes)(Words){*(const Word *)(lanes[lane] + at), 0};
}

static inline Pairs side_by_side(u32 lane, u32 at) {
    const Bytes a = eight_of(lane, at), b = eight_of(lane + 1, at);
    return (Pairs)__builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

#define FIRST_HALVES(a, b) (Fours) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define LAST_HALVES(a, b) (Fours) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#define WIDE(bytes, a) \
    __builtin_convertvector( \
        __builtin_shufflevector(bytes, bytes, a, a + 1, a + 2, a + 3, a + 4, a + 5, a + 6, a + 7), Sums)

static inline Sums behind_two(Sums crc, Fours two) {
    crc = NEXT_CHECKSUM(Sums, crc, WIDE((Bytes)two, 0));
    return NEXT_CHECKSUM(Sums, crc, WIDE((Bytes)two, 8));
}

static inline Sums behind_four(Sums crc, Fours a, Fours b) {
    crc = behind_two(crc, __builtin_shufflevector(a, b, 0, 4, 1, 5));
    return behind_two(crc, __builtin_shufflevector(a, b, 2, 6, 3, 7));
}

// Return the sums behind EIGHT bytes of every lane: the bytes of a place side by side, one place after the other.
static inline Sums behind_eight(Sums crc, u32 at) {
    const Pairs a = side_by_side(0, at), b = side_by_side(2, at), c = side_by_side(4, at), d = side_by_side(6, at);
    crc = behind_four(crc, FIRST_HALVES(a, b), FIRST_HALVES(c, d));
    return behind_four(crc, LAST_HALVES(a, b), LAST_HALVES(c, d));
}

// Whether the checksum of every lane's frame is good. What it starts with goes into the first bytes, which are lost:
// zeros in front of them change nothing then.
static int are_whole(const Alike *alike, u32 start) {
    const u32 begin = alike->front + 1, end = begin + alike->size;
    for (u32 lane = 0; lane < TOGETHER; lane++) {
        lanes[lane][begin] ^= start >> 8;
        lanes[lane][begin + 1] ^= start & 0xff;
    }
    Sums crc = {0};
    for (u32 at = 0; at < end; at += EIGHT) crc = behind_eight(crc, at);
    return !__builtin_wasm_any_true_v128((Bytes)crc);
}

// Whether the next pieces are frames like those before.
static int are_alike(const u8 *bytes, const Kind *kind, const Alike *alike) {
    const u32 front = alike->front, length = alike->size + 1;
    if (!copied_together(bytes, length, front) || !unstuffed_together(lanes, front, front + length) ||
        !unstuffed_together(lanes + HALF, front, front + length))
        return 0;
    for (u32 lane = 0; lane < TOGETHER; lane++) {
        const u8 *of = lanes[lane] + front + 1;
        if (of[0] != kind->type || of[1] + OVERHEAD_BYTES != alike->size) return 0;
        if (number(of + PERIOD_AT, 3) != alike->shape) return 0;
    }
    return are_whole(alike, kind->crc_start);
}

// Whether the next piece is a frame like those before.
static int is_alike(const u8 *bytes, const Kind *kind, const Alike *alike) {
    u32 piece;
    return frame_of_scans(bytes, kind, &piece) == alike->size && number(frame + PERIOD_AT, 3) == alike->shape;
}

// Take the first frame of a run apart; whether there is one.
static int begins(const u8 *bytes, const Kind *kind, Run *run, Alike *alike) {
    u32 piece, size = frame_of_scans(bytes, kind, &piece), begin = HEADER_BYTES + kind->body_bytes;
    if (!size) return 0;
    *run = (Run){.even = 1, .period_us = (u16)number(frame + PERIOD_AT, 2), .pads = frame[PADS_AT]};
    run->first = (u16)number(frame + 2, 2);
    *alike = (Alike){.size = size, .shape = number(frame + PERIOD_AT, 3), .begin = begin};
    alike->readings = (size - begin - 2) / 2;
    alike->scans = alike->readings / run->pads;
    alike->front = (EIGHT - piece % EIGHT) % EIGHT;
    for (u32 lane = 0; lane < TOGETHER; lane++) {
        for (u32 at = 0; at < LANE; at++) lanes[lane][at] = 0;
    }
    return 1;
}

static void take(const u8 *of, const Alike *alike, Run *run, u32 *t_us, u16 *counts) {
    const Number *from = (const Number *)(of + alike->begin);
    u16 *to = counts + run->frames * alike->readings, sequence = (u16)number(of + 2, 2);
    for (u32 k = 0; k < alike->readings; k++) to[k] = from[k];
    const u32 first_us = number(of + T_US_AT, 4);
    for (u32 k = 0; k < alike->scans; k++) t_us[run->scans + k] = first_us + k * run->period_us;
    run->even &= !run->frames || first_us == run->end_us;
    run->end_us = first_us + alike->scans * run->period_us;
    const u16 jump = (u16)(sequence - run->last - 1);
    run->lost += run->frames && jump < RESTART_JUMP ? jump : 0;
    run->last = sequence, run->scans += alike->scans, run->frames++, run->bytes += alike->size + 2;
}

// Take good frames of scans, alike in length, period and pads, up to the first piece that is anything else.
// `bytes` end in a delimiter.
EXPORT(take_run) void take_run(const u8 *bytes, u32 n, const Kind *kind, Run *run, u32 *t_us, u16 *counts) {
    Run found = {0};
    Alike alike;
    if (n && begins(bytes, kind, &found, &alike)) {
        take(frame, &alike, &found, t_us, counts);
        const u32 together = TOGETHER * (alike.size + 2);
        while (found.bytes + together <= n && are_alike(bytes + found.bytes, kind, &alike)) {
            for (u32 k = 0; k < TOGETHER; k++) take(lanes[k] + alike.front + 1, &alike, &found, t_us, counts);
        }
        while (found.bytes < n && is_alike(bytes + found.bytes, kind, &alike)) {
            take(frame, &alike, &found, t_us, counts);
        }
    }
    *run = found;
}
