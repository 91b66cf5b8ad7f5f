// Whether bytes of the rig may wait: a look at them before anything is made of them.
#include "kernel.h"

#define PADS 255
#define LONGEST 300  // bytes between two delimiters; no frame is longer
#define NOT_USUAL (-1)

// What usual bytes go on with, and up to where readings may wait; `core/kernel/look.py` writes it.
typedef struct {
    u32 next_us;     // device time of the next scan
    u16 sequence;    // of the next frame
    u16 period_us;   // from scan to scan
    u16 type;        // of a frame of scans
    u16 body_bytes;  // in front of its readings
    u16 crc_start;
    u16 pads;
    u16 most[PADS];  // the largest reading of each pad that may wait
} Usual;

static u8 frame[LONGEST];

static u32 number(const u8 *at, u32 bytes) {
    u32 found = 0;
    while (bytes--) found = found << 8 | at[bytes];
    return found;
}

// Undo COBS into `frame`; return the length, or 0 where it does not fit.
static u32 unstuffed(const u8 *at, u32 n) {
    const u8 *end = at + n;
    u32 size = 0;
    if (n > LONGEST) return 0;
    while (at < end) {
        u32 code = *at++;
        if (code - 1 > (u32)(end - at)) return 0;
        for (u32 k = 1; k < code; k++) frame[size++] = *at++;
        if (code < 255 && at < end) frame[size++] = 0;
    }
    return size;
}

static u32 crc_of(u32 size, u32 crc) {
    for (u32 i = 0; i < size; i++) {
        crc = (crc >> 8 | crc << 8) & 0xffff;
        crc ^= frame[i];
        crc ^= (crc & 0xff) >> 4;
        crc ^= crc << 12 & 0xffff;
        crc ^= (crc & 0xff) << 5;
    }
    return crc;
}

// Return how many scans a piece between delimiters holds, or 0 where it is not what goes on after so many.
static u32 scans_in(const u8 *at, u32 n, const Usual *usual, u32 frames, u32 scans) {
    const u32 begin = 4 + usual->body_bytes, size = unstuffed(at, n), scan_bytes = 2 * usual->pads;
    if (size < begin + scan_bytes + 2 || size - 6 != frame[1] || crc_of(size, usual->crc_start)) return 0;
    if (frame[0] != usual->type || number(frame + 2, 2) != ((usual->sequence + frames) & 0xffff)) return 0;
    if (number(frame + 4, 4) != usual->next_us + scans * usual->period_us) return 0;
    if (number(frame + 8, 2) != usual->period_us || frame[10] != usual->pads) return 0;
    const u32 readings = (size - begin - 2) / 2;
    if ((size - begin - 2) % scan_bytes) return 0;
    for (u32 k = 0; k < readings; k++)
        if (number(frame + begin + 2 * k, 2) > usual->most[k % usual->pads]) return 0;
    return readings / usual->pads;
}

// Return how many scans are in the whole frames of a stream, or NOT_USUAL where anything else is in them.
EXPORT(look) int look(const Usual *usual, const u8 *bytes, u32 n) {
    u32 scans = 0, frames = 0, begin = 0;
    for (u32 at = 0; at < n; at++) {
        if (bytes[at]) continue;
        u32 more = scans_in(bytes + begin, at - begin, usual, frames, scans);
        if (!more) return NOT_USUAL;
        scans += more, frames++, begin = at + 1;
    }
    return scans;
}
