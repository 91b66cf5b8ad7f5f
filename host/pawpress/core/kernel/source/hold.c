// How a hold swings: its readings gathered in bins, cut into parts, and in each the sines of a band.
#include "numbers.h"
#include "swing.h"

#define ROUNDING 1e-9  // of a bin: a reading that lies at its border belongs to the next one

// A band, and how a hold is cut for it; `core/kernel/hold_swing.py` writes it.
typedef struct {
    double low_hz;
    double high_hz;
    double bin_s;
    double part_s;
    double highest_share;  // of the rate, up to which a swing can be told
    double trace;          // of the identity, a sample
    u32 part_samples;      // at least
    u32 unused;
} Band;

// Sum of the numbers of one bin, as numpy adds up the parts of a row: the first, and the sum of the others.
static double bin_sum(const double *x, u32 n) { return n == 1 ? x[0] : x[0] + sum(x + 1, n - 1); }

// Average readings that lie in one bin of a length; return how many bins hold one. Coarser readings stay as they are.
EXPORT(binned)
u32 binned(const double *t_s, const double *force, u32 n, double bin_s, double *bins_s, double *bins) {
    u32 count = 0;
    for (u32 begin = 0, end; begin < n; begin = end) {
        double number = __builtin_floor((t_s[begin] - t_s[0]) / bin_s + ROUNDING);
        for (end = begin + 1; end < n; end++) {
            if (__builtin_floor((t_s[end] - t_s[0]) / bin_s + ROUNDING) != number) break;
        }
        bins_s[count] = bin_sum(t_s + begin, end - begin) / (end - begin);
        bins[count++] = bin_sum(force + begin, end - begin) / (end - begin);
    }
    return count;
}

static double product(const double *a, const double *b, u32 n, double *scratch) {
    for (u32 i = 0; i < n; i++) scratch[i] = a[i] * b[i];
    return sum(scratch, n);
}

// The force less its straight-line trend, mean zero; `scratch` has room for twice as many numbers.
static void straighten(const double *t_s, const double *force, u32 n, double *out, double *scratch) {
    double *centred_s = scratch, *products = scratch + n;
    const double middle_s = sum(t_s, n) / n, middle = sum(force, n) / n;
    for (u32 i = 0; i < n; i++) centred_s[i] = t_s[i] - middle_s;
    const double along = product(centred_s, force, n, products);
    const double slope = along / product(centred_s, centred_s, n, products);
    for (u32 i = 0; i < n; i++) out[i] = (force[i] - middle) - slope * centred_s[i];
}

// The force less its straight-line trend, shape (n,), for who goes on from there.
EXPORT(straightened)
void straightened(const double *t_s, const double *force, u32 n, double *out, double *scratch) {
    straighten(t_s, force, n, out, scratch);
}

// Mean square of what sines in the band, at multiples of the base frequency of a part, can follow.
static double part_power(const double *t_s, const double *force, u32 n, const Band *band, double *scratch) {
    const double length_s = t_s[n - 1] - t_s[0], told_hz = band->highest_share * n / length_s;
    const double top_hz = told_hz < band->high_hz ? told_hz : band->high_hz;
    const double from = __builtin_ceil(band->low_hz * length_s);
    const u32 first = from > 1.0 ? (u32)from : 1, last = (u32)(top_hz * length_s), room = (n + 3) / 4 * 4;
    if (last < first) return 0.0;
    double *turns = scratch, *straight = turns + room;
    straighten(t_s, force, n, straight, straight + room);
    for (u32 i = 0; i < n; i++) turns[i] = (t_s[i] - t_s[0]) / length_s;
    for (u32 i = n; i < room; i++) turns[i] = straight[i] = 0.0;
    return swing_power(turns, straight, n, room, first, last, band->trace * n, straight + room);
}

// Root mean square of the part of a force that swings in a band.
EXPORT(hold_swing)
double hold_swing(const double *t_s, const double *force, u32 n, const Band *band, double *scratch) {
    double *bins_s = scratch, *bins = bins_s + n, *rest = bins + n;
    const u32 count = binned(t_s, force, n, band->bin_s, bins_s, bins);
    const double length_s = bins_s[count - 1] - bins_s[0], wanted = __builtin_rint(length_s / band->part_s);
    const u32 parts = wanted > 1.0 ? (u32)wanted : 1;
    double all = 0.0;
    u32 known = 0;
    for (u32 part = 1, begin = 0, end; part <= parts; part++, begin = end) {
        const double end_s = bins_s[0] + length_s * part / parts;
        for (end = begin; end < count && (part == parts || bins_s[end] < end_s);) end++;
        if (end - begin < band->part_samples) continue;
        all += (end - begin) * part_power(bins_s + begin, bins + begin, end - begin, band, rest);
        known += end - begin;
    }
    return known ? __builtin_sqrt(all / known) : 0.0;
}
