// Pads of a scan at one time, and the low-pass behind it: sample by sample, so that no cut can matter.
#include "kernel.h"

#define PADS 255
#define STATES 4
#define COEFFICIENTS 6
#define NOTHING 1e-200  // a state below this is none: numbers too small for full precision would be slow

// What a stream's smoothing is made of and where it stands; `core/kernel/smoothing.py` keeps it.
typedef struct {
    u32 pads;
    u32 begun;               // whether there was a sample since the last gap
    u32 filtered;            // whether there is a low-pass at this rate
    u32 unused;
    double sections[2][COEFFICIENTS];  // b0 b1 b2 1 a1 a2
    double settled[STATES];            // the state in which an input of 1 stays 1
    struct {
        double late;    // how late it is read, as a share of the time from scan to scan
        double before;  // the newest reading
        double state[STATES];
    } pad[PADS];
} Stream;

Stream stream;  // the one that is smoothed now: of what lies in a place known before, no check is needed

#define LANES 2
typedef double Lanes __attribute__((vector_size(8 * LANES), aligned(8)));  // two pads side by side

static inline Lanes section(const Lanes *s, Lanes x, Lanes *state) {
    Lanes y = s[0] * x + state[0];
    state[0] = (s[1] * x + state[1]) - s[4] * y;
    state[1] = s[2] * x - s[5] * y;
    return y;
}

static inline int is_nothing(const Lanes *state) {
    UNROLLED
    for (u32 k = 0; k < STATES; k++) {
        UNROLLED
        for (u32 lane = 0; lane < LANES; lane++) {
            if (state[k][lane] > NOTHING || state[k][lane] < -NOTHING) return 0;
        }
    }
    return 1;
}

// Two neighbouring pads, or the last one twice.
typedef struct {
    Lanes late, before, state[STATES];
} Pair;

static inline Lanes smoothed(Pair *pair, const Lanes (*sections)[COEFFICIENTS], Lanes x) {
    Lanes y = x - (x - pair->before) * pair->late, *state = pair->state;
    pair->before = x;
    if (stream.filtered) {
        y = section(sections[0], y, state);
        y = section(sections[1], y, state + 2);
        if (is_nothing(state)) state[0] = state[1] = state[2] = state[3] = (Lanes){0.0, 0.0};
    }
    return y;
}

// Smooth two pads in their place, two samples of each at a time.
static inline void smooth_pair(double *force, u32 n, u32 pad, u32 other) {
    const u32 last = other > pad;
    double *here = force + pad * n, *beside = force + other * n;
    Lanes sections[2][COEFFICIENTS];
    UNROLLED
    for (u32 k = 0; k < COEFFICIENTS; k++) {
        UNROLLED
        for (u32 half = 0; half < 2; half++) {
            sections[half][k] = (Lanes){stream.sections[half][k], stream.sections[half][k]};
        }
    }
    Pair pair = {{stream.pad[pad].late, stream.pad[other].late}, {stream.pad[pad].before, stream.pad[other].before}, {{0}}};
    UNROLLED
    for (u32 k = 0; k < STATES; k++) pair.state[k] = (Lanes){stream.pad[pad].state[k], stream.pad[other].state[k]};
    u32 i = 0;
    for (; i + 2 <= n; i += 2) {
        const Lanes left = *(const Lanes *)(here + i), right = *(const Lanes *)(beside + i);
        const Lanes one = smoothed(&pair, sections, (Lanes){left[0], right[0]});
        const Lanes two = smoothed(&pair, sections, (Lanes){left[1], right[1]});
        *(Lanes *)(here + i) = (Lanes){one[0], two[0]};
        *(Lanes *)(beside + i) = (Lanes){one[last], two[last]};
    }
    if (i < n) {
        const Lanes y = smoothed(&pair, sections, (Lanes){here[i], beside[i]});
        here[i] = y[0], beside[i] = y[last];
    }
    stream.pad[pad].before = pair.before[0], stream.pad[other].before = pair.before[last];
    UNROLLED
    for (u32 k = 0; k < STATES; k++) {
        stream.pad[pad].state[k] = pair.state[k][0], stream.pad[other].state[k] = pair.state[k][last];
    }
}

// Smooth forces of shape (pads, n) in their place. Behind a gap the first scan stays as it is, and the low-pass starts
// settled at it.
EXPORT(smooth) void smooth(double *force, u32 n, u32 gap) {
    if (n == 0) return;
    for (u32 pad = 0; pad < stream.pads; pad++) {
        if (gap || !stream.begun) {
            stream.pad[pad].before = force[pad * n];
            for (u32 k = 0; k < STATES; k++) stream.pad[pad].state[k] = stream.settled[k] * force[pad * n];
        }
    }
    for (u32 pad = 0; pad < stream.pads; pad += LANES) {
        smooth_pair(force, n, pad, pad + 1 < stream.pads ? pad + 1 : pad);
    }
    stream.begun = 1;
}
