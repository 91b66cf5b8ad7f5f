// The curve of a press in the numbers that its metrics are. Shares and lengths come from the metrics in Python.
//
// `t_s` rises. Everything is added up in the order in which numpy adds up a row.
#include "numbers.h"

#define CROSSED_AT_ONCE 1e-12  // newtons: a level that is crossed within less
#define ROUNDING_S 1e-9        // by which two windows of one length may differ

static double largest(const double *x, u32 n) {
    double least, most;
    range(x, n, &least, &most);
    return most;
}

static u32 copy_from(const double *force, u32 n, double level, double *to) {
    u32 copied = 0;
    for (u32 i = 0; i < n; i++) {
        if (force[i] >= level) to[copied++] = force[i];
    }
    return copied;
}

// Median of the samples at or above a share of the largest, which is above 0; `scratch` has room for as many.
EXPORT(plateau) double plateau(const double *force, u32 n, double share, double *scratch) {
    const double level = share * largest(force, n);
    const u32 copied = copy_from(force, n, level, scratch);
    const double upper = nth(scratch, copied, copied / 2);
    if (copied % 2) return upper;
    copy_from(force, n, level, scratch);
    return (nth(scratch, copied, copied / 2 - 1) + upper) / 2;
}

// The largest rise over a window, not below 0, and the force in the middle of that window.
//
// A window ends at the first sample that is so much later; a curve that is shorter is a window itself.
EXPORT(steepest)
double steepest(const double *t_s, const double *force, u32 n, double window_s, double *middle) {
    u32 later = 0, from = 0, to = n - 1;
    double most = 0.0;
    for (u32 i = 0; i < n; i++) {
        double end_s = t_s[i] + window_s - ROUNDING_S;
        while (later < n && t_s[later] < end_s) later++;
        if (later == n) break;
        double rise = (force[later] - force[i]) / (t_s[later] - t_s[i]);
        if (i == 0 || rise > most) most = rise, from = i, to = later;
    }
    if (from == 0 && to == n - 1 && n > 1) most = (force[to] - force[from]) / (t_s[to] - t_s[from]);
    *middle = (force[from] + force[to]) / 2;
    return most > 0.0 ? most : 0.0;
}

// How long the force stays at or above a level, with straight lines between samples; `scratch` has room for as many.
EXPORT(held) double held(const double *t_s, const double *force, u32 n, double level, double *scratch) {
    for (u32 i = 0; i + 1 < n; i++) {
        double step_s = t_s[i + 1] - t_s[i], before = force[i] - level, after = force[i + 1] - level;
        int begins = force[i] >= level, ends = force[i + 1] >= level;
        if (begins == ends) {
            scratch[i] = begins ? step_s : 0.0;
        } else {
            double above = before > after ? before : after, below = before > after ? after : before;
            double height = above - below > CROSSED_AT_ONCE ? above - below : CROSSED_AT_ONCE;
            scratch[i] = above / height * step_s;
        }
    }
    return sum(scratch, n - 1);
}

// The area under the force, by straight lines; `scratch` has room for as many numbers.
EXPORT(area) double area(const double *t_s, const double *force, u32 n, double *scratch) {
    for (u32 i = 0; i + 1 < n; i++) scratch[i] = (t_s[i + 1] - t_s[i]) * (force[i + 1] + force[i]) / 2.0;
    return sum(scratch, n - 1);
}

// Return the first sample at or above a level; 0 if there is none.
static u32 first_above(const double *force, u32 n, double level) {
    for (u32 i = 0; i < n; i++) {
        if (force[i] >= level) return i;
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

// Whether the force, so long after it first reached a level, is at or below another for the first time since.
EXPORT(dips) u32 dips(const double *t_s, const double *force, u32 n, double high, double low, double after_s) {
    const u32 reached = first_above(force, n, high);
    for (u32 i = reached; i < n; i++) {
        if (force[i] <= low) return t_s[i] - t_s[reached] >= after_s;
    }
    return 0;
}
