// Pads of a scan at one time, and the low-pass behind it: sample by sample, so that no cut can matter.
#include "kernel.h"

#define PADS 255
#define STATES 4
#define NOTHING 1e-200  // a state below this is none: numbers too small for full precision would be slow

// What a stream's smoothing is made of and where it stands; `core/kernel/smoothing.py` keeps it.
typedef struct {
    u32 pads;
    u32 begun;               // whether there was a sample since the last gap
    u32 filtered;            // whether there is a low-pass at this rate
    u32 unused;
    double sections[2][6];   // b0 b1 b2 1 a1 a2
    double settled[STATES];  // the state in which an input of 1 stays 1
    struct {
        double late;    // how late it is read, as a share of the time from scan to scan
        double before;  // the newest reading
        double state[STATES];
    } pad[PADS];
} Stream;

Stream stream;  // the one that is smoothed now: of what lies in a place known before, no check is needed

#define LANES 2
typedef double Lanes __attribute__((vector_size(8 * LANES), aligned(8)));  // two pads side by side

static inline Lanes section(const double *s, Lanes x, Lanes *state) {
    Lanes y = s[0] * x + state[0];
    state[0] = (s[1] * x + state[1]) - s[4] * y;
    state[1] = s[2] * x - s[5] * y;
    return y;
}

static inline int is_nothing(const Lanes *state) {
    for (u32 k = 0; k < STATES; k++) {
        for (u32 lane = 0; lane < LANES; lane++) {
            if (state[k][lane] > NOTHING || state[k][lane] < -NOTHING) return 0;
        }
    }
    return 1;
}

// Smooth two neighbouring pads in their place, or the last one where `both` is 0.
static inline void smooth_pads(double *force, u32 n, u32 pad, int both) {
    const u32 other = pad + both, filtered = stream.filtered;
    double *here = force + pad * n, *beside = force + other * n;
    const Lanes late = {stream.pad[pad].late, stream.pad[other].late};
    Lanes before = {stream.pad[pad].before, stream.pad[other].before}, state[STATES];
    for (u32 k = 0; k < STATES; k++) state[k] = (Lanes){stream.pad[pad].state[k], stream.pad[other].state[k]};
    for (u32 i = 0; i < n; i++) {
        Lanes x = {here[i], beside[i]};
        Lanes y = x - (x - before) * late;
        before = x;
        if (filtered) {
            y = section(stream.sections[0], y, state);
            y = section(stream.sections[1], y, state + 2);
            if (is_nothing(state)) state[0] = state[1] = state[2] = state[3] = (Lanes){0.0, 0.0};
        }
        here[i] = y[0], beside[i] = y[both];
    }
    stream.pad[pad].before = before[0], stream.pad[other].before = before[both];
    for (u32 k = 0; k < STATES; k++) {
        stream.pad[pad].state[k] = state[k][0], stream.pad[other].state[k] = state[k][both];
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
    for (u32 pad = 0; pad + 1 < stream.pads; pad += LANES) smooth_pads(force, n, pad, 1);
    if (stream.pads % LANES) smooth_pads(force, n, stream.pads - 1, 0);
    stream.begun = 1;
}
