// Whether bytes of the rig may wait: a look at them before anything is made of them.
#include "frames.h"

#define PADS 255
#define NOT_USUAL (-1)

// What usual bytes go on with, and up to where readings may wait; `core/kernel/look.py` writes it.
typedef struct {
    Kind kind;
    u32 next_us;    // device time of the next scan
    u16 sequence;   // of the next frame
    u16 period_us;  // from scan to scan
    u16 pads;
    u16 most[PADS];  // the largest reading of each pad that may wait
} Usual;

// Return how many scans are in the frame that was taken apart, or 0 where it is not what goes on after so many.
static u32 scans_in(u32 size, const Usual *usual, u32 frames, u32 scans) {
    const u32 begin = HEADER_BYTES + usual->kind.body_bytes, readings = (size - begin - 2) / 2;
    if (number(frame + 2, 2) != ((usual->sequence + frames) & 0xffff)) return 0;
    if (number(frame + T_US_AT, 4) != usual->next_us + scans * usual->period_us) return 0;
    if (number(frame + PERIOD_AT, 2) != usual->period_us || frame[PADS_AT] != usual->pads) return 0;
    for (u32 k = 0, pad = 0; k < readings; k++, pad = pad + 1 == usual->pads ? 0 : pad + 1)
        if (number(frame + begin + 2 * k, 2) > usual->most[pad]) return 0;
    return readings / usual->pads;
}

// Return how many scans are in the whole frames of a stream, or NOT_USUAL where anything else is in them.
EXPORT(look) int look(const Usual *usual, const u8 *bytes, u32 n) {
    u32 scans = 0, frames = 0, begin = 0, piece;
    while (n && bytes[n - 1]) n--;
    while (begin < n) {
        u32 size = frame_of_scans(bytes + begin, &usual->kind, &piece);
        u32 more = size ? scans_in(size, usual, frames, scans) : 0;
        if (!more) return NOT_USUAL;
        scans += more, frames++, begin += piece + 1;
    }
    return scans;
}
