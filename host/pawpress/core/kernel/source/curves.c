// The curve of a press in the numbers that its metrics are. Shares and lengths come from the metrics in Python.
//
// `t_s` rises. Everything is added up in the order in which numpy adds up a row.
#include "ranks.h"

#define CROSSED_AT_ONCE 1e-12  // newtons: a level that is crossed within less
#define ROUNDING_S 1e-9        // by which two windows of one length may differ
#define SURELY_LESS (1.0 - 1e-9)

typedef double Two __attribute__((vector_size(16), aligned(8)));

// The larger and the smaller of two, without a branch that could be guessed wrong.
static inline double larger(double a, double b) { return __builtin_wasm_pmax_f64x2((Two){a, a}, (Two){b, b})[0]; }
static inline double smaller(double a, double b) { return __builtin_wasm_pmin_f64x2((Two){a, a}, (Two){b, b})[0]; }

EXPORT(largest) double largest(const double *x, u32 n) {
    double least, most;
    range(x, n, &least, &most);
    return most;
}

EXPORT(mean) double mean(const double *force, u32 n) { return sum(force, n) / n; }

// The largest rise over a window, not below 0, and the force in the middle of that window; `top` is the largest force.
//
// A window ends at the first sample that is so much later; a curve that is shorter is a window itself.
EXPORT(steepest)
double steepest(const double *t_s, const double *force, u32 n, double window_s, double top, double *middle) {
    u32 later = 0, from = 0, to = n - 1;
    double most = 0.0, too_high = __builtin_inf();  // from where not even the top is reached any faster
    for (u32 i = 0; i < n; i++) {
        if (force[i] > too_high) continue;
        double end_s = t_s[i] + window_s - ROUNDING_S;
        while (later < n && t_s[later] < end_s) later++;
        if (later == n) break;
        double grown = force[later] - force[i], took_s = t_s[later] - t_s[i];
        if (most > 0.0 && grown < most * took_s * SURELY_LESS) continue;  // a division takes as long as all the rest
        if (i > 0 && !(grown / took_s > most)) continue;
        most = grown / took_s, from = i, to = later;
        if (most > 0.0) too_high = top - most * (window_s - 2 * ROUNDING_S) * SURELY_LESS;
    }
    if (from == 0 && to == n - 1 && n > 1) most = (force[to] - force[from]) / (t_s[to] - t_s[from]);
    *middle = (force[from] + force[to]) / 2;
    return most > 0.0 ? most : 0.0;
}

// How fast a blow came on that took less than a window: the largest force in the window over what it began with.
EXPORT(struck) double struck(const double *t_s, const double *force, u32 n, double window_s) {
    double most = force[0];
    for (u32 i = 1; i < n && t_s[i] - t_s[0] < window_s; i++) most = force[i] > most ? force[i] : most;
    return (most - force[0]) / window_s;
}

// How long the force stays at or above a level, with straight lines between samples; `scratch` has room for as many.
EXPORT(held) double held(const double *t_s, const double *force, u32 n, double level, double *scratch) {
    double from_s = t_s[0], before = force[0];
    for (u32 i = 1; i < n; i++) {
        const double at_s = t_s[i], after = force[i], step_s = at_s - from_s;
        if ((before >= level) == (after >= level)) {
            scratch[i - 1] = before >= level ? step_s : 0.0;
        } else {
            const double high = before > after ? before - level : after - level;
            const double height = before > after ? high - (after - level) : high - (before - level);
            scratch[i - 1] = high / (height > CROSSED_AT_ONCE ? height : CROSSED_AT_ONCE) * step_s;
        }
        from_s = at_s, before = after;
    }
    return sum(scratch, n - 1);
}

// The area under the force, by straight lines; `scratch` has room for as many numbers.
EXPORT(area) double area(const double *t_s, const double *force, u32 n, double *scratch) {
    double from_s = t_s[0], before = force[0];
    for (u32 i = 1; i < n; i++) {
        const double at_s = t_s[i], after = force[i];
        scratch[i - 1] = (at_s - from_s) * (after + before) / 2.0;
        from_s = at_s, before = after;
    }
    return sum(scratch, n - 1);
}

// The first sample at or above a level; 0 if there is none.
EXPORT(first_above) u32 first_above(const double *force, u32 n, double level) {
    for (u32 i = 0; i < n; i++) {
        if (force[i] >= level) return i;
    }
    return 0;
}

// The last sample at or above a level; 0 if there is none.
EXPORT(last_above) u32 last_above(const double *force, u32 n, double level) {
    while (n-- > 1) {
        if (force[n] >= level) return n;
    }
    return 0;
}

static double crossing_s(const double *t_s, const double *force, double level, u32 after) {
    double before = force[after], height = force[after + 1] - before;
    double share = height == 0.0 ? 0.0 : (level - before) / height;
    share = share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
    return t_s[after] + share * (t_s[after + 1] - t_s[after]);
}

// When the force rises through two levels, and whether it does: it must begin at or below a third one.
EXPORT(rise)
u32 rise(const double *t_s, const double *force, u32 n, double low, double high, double begun, double *span_s) {
    const u32 reached = first_above(force, n, high);
    if (reached == 0 || force[0] > begun) return 0;
    u32 below = reached;
    while (below > 0 && !(force[below - 1] < low)) below--;
    span_s[0] = below ? crossing_s(t_s, force, low, below - 1) : t_s[0];
    span_s[1] = crossing_s(t_s, force, high, reached - 1);
    return 1;
}

// When the force, seen backwards in time, rises through two levels; `scratch` has room for twice as many numbers.
EXPORT(fall)
u32 fall(const double *t_s, const double *force, u32 n, double low, double high, double begun, double *span_s,
         double *scratch) {
    double *back_s = scratch, *back = scratch + n;
    for (u32 i = 0; i < n; i++) back_s[i] = -t_s[n - 1 - i], back[i] = force[n - 1 - i];
    return rise(back_s, back, n, low, high, begun, span_s);
}

// Where the force, so long after it first reached a level, is at or below another for the first time since; else 0.
EXPORT(dips) u32 dips(const double *t_s, const double *force, u32 n, double high, double low, double after_s) {
    const u32 reached = first_above(force, n, high);
    for (u32 i = reached; i < n; i++) {
        if (force[i] <= low) return t_s[i] - t_s[reached] >= after_s ? i : 0;
    }
    return 0;
}

// By how much the force rises from sample to sample, all rises together.
EXPORT(rises) double rises(const double *force, u32 n) {
    double all = 0.0;
    for (u32 i = 1; i < n; i++) all += larger(force[i] - force[i - 1], 0.0);
    return all;
}

// The longest time from one sample to the next, at least two.
EXPORT(longest_step) double longest_step(const double *t_s, u32 n) {
    Two longest = {0.0, 0.0};
    u32 i = 1;
    for (; i + 2 <= n; i += 2) {
        longest = __builtin_wasm_pmax_f64x2(longest, *(const Two *)(t_s + i) - *(const Two *)(t_s + i - 1));
    }
    const double last = i < n ? t_s[i] - t_s[i - 1] : 0.0;
    return larger(larger(longest[0], longest[1]), last);
}

// The highest of the dips below one level that lie between samples at or above a higher one; -infinity without one.
EXPORT(highest_dip) double highest_dip(const double *force, u32 n, double high, double low) {
    double highest = -__builtin_inf(), lowest = highest;
    for (u32 i = 0; i < n; i++) {
        if (force[i] < high) {
            lowest = smaller(lowest, force[i]);
        } else {
            if (lowest < low) highest = larger(highest, lowest);
            lowest = __builtin_inf();
        }
    }
    return highest;
}

// Whether the force stays so long below a share of what it reaches both before and after: nowhere at its top, the largest.
EXPORT(valley) u32 valley(const double *t_s, const double *force, u32 n, double share, double lasts_s, double most) {
    const double high = share * most;
    double reached = force[0];
    u32 edge = 0, seen = 0, top = 0;  // `edge`: where a low stretch began, or would begin
    for (; force[top] < most; top++) {
        if (force[top] < high) {
            for (; seen < top; seen++) reached = larger(reached, force[seen]);
            if (force[top] < share * reached) {
                if (t_s[top] - t_s[edge] >= lasts_s) return 1;
                continue;
            }
        }
        edge = top + 1;
    }
    reached = force[n - 1], edge = seen = n - 1;
    for (u32 i = n; i-- > top;) {
        if (force[i] < high) {
            for (; seen > i; seen--) reached = larger(reached, force[seen]);
            if (force[i] < share * reached) {
                if (t_s[edge] - t_s[i] >= lasts_s) return 1;
                continue;
            }
        }
        edge = i - 1;
    }
    return 0;
}

// How fast the force rises over the newest window, or over the newest step where that is longer.
static double newest_rate(const double *t_s, const double *force, u32 n, double window_s) {
    if (n < 2) return 0.0;
    const double begin_s = t_s[n - 1] - window_s + ROUNDING_S;
    u32 from = n - 2;
    while (from > 0 && t_s[from] > begin_s) from--;
    return (force[n - 1] - force[from]) / (t_s[n - 1] - t_s[from]);
}

// What is known of a press that is still on, most of it as above. `shares` and `found` are `Shares` and `SoFar` of
// `core/kernel/press_curve.py`.
EXPORT(so_far)
void so_far(const double *t_s, const double *force, u32 n, const double *shares, double *found, double *scratch) {
    const double plateau_share = shares[0], held_share = shares[1], rise_from = shares[2], rise_to = shares[3],
                 begun = shares[4], window_s = shares[5], dip = shares[6], after_s = shares[7], recent_s = shares[8];
    const double top = largest(force, n), reference = median_above(force, n, plateau_share * top, scratch);
    u32 recent = n - 1;
    while (recent > 0 && t_s[recent - 1] >= t_s[n - 1] - recent_s) recent--;
    found[0] = top, found[1] = reference;
    found[2] = held(t_s, force, n, held_share * reference, scratch);
    found[3] = rise(t_s, force, n, rise_from * reference, rise_to * reference, begun * reference, scratch)
                   ? scratch[1] - scratch[0]
                   : -1.0;
    found[4] = steepest(t_s, force, n, window_s, top, &found[5]);
    found[6] = newest_rate(t_s, force, n, window_s), found[7] = force[recent];
    found[8] = dips(t_s, force, n, rise_to * reference, dip * reference, after_s);
}
