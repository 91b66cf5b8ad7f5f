// How a hold swings: its readings gathered in bins, cut into parts, and in each the sines of a band.
#include "bins.h"
#include "numbers.h"
#include "swing.h"

// A band, and how its swing is told.
typedef struct {
    double low_hz;
    double high_hz;
    double highest_share;  // of the rate, up to which a swing can be told
    double trace;          // of the identity, a sample
} Band;

static double product(const double *a, const double *b, u32 n, double *scratch) {
    for (u32 i = 0; i < n; i++) scratch[i] = a[i] * b[i];
    return sum(scratch, n);
}

// Slope of the straight line of least squares. `centred_s` is filled with the times less their mean.
static double slope_of(const double *t_s, const double *force, u32 n, double *centred_s, double *products) {
    const double middle_s = sum(t_s, n) / n;
    for (u32 i = 0; i < n; i++) centred_s[i] = t_s[i] - middle_s;
    const double along = product(centred_s, force, n, products);
    return along / product(centred_s, centred_s, n, products);
}

EXPORT(slope) double slope(const double *t_s, const double *force, u32 n, double *scratch) {
    return slope_of(t_s, force, n, scratch, scratch + n);
}

// The force less its straight-line trend, mean zero; `scratch` has room for twice as many numbers.
static void straighten(const double *t_s, const double *force, u32 n, double *out, double *scratch) {
    const double by_s = slope_of(t_s, force, n, scratch, scratch + n), middle = sum(force, n) / n;
    for (u32 i = 0; i < n; i++) out[i] = (force[i] - middle) - by_s * scratch[i];
}

// Standard deviation of the force about its straight-line trend; `scratch` has room for three times as many numbers.
EXPORT(wavering) double wavering(const double *t_s, const double *force, u32 n, double *scratch) {
    straighten(t_s, force, n, scratch, scratch + n);
    return __builtin_sqrt(sum_of_squares(scratch, n, sum(scratch, n) / n) / n);
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

// Root mean square of the part of a force that swings in a band. Readings that lie in one bin are averaged; a long hold is
// cut into parts of about a length, and those of few bins are left out.
EXPORT(hold_swing)
double hold_swing(const double *t_s, const double *force, u32 n, double low_hz, double high_hz, double bin_s,
                  double part_s, double highest_share, double trace, u32 few, double *scratch) {
    const Band band = {low_hz, high_hz, highest_share, trace};
    double *bins_s = scratch, *bins = bins_s + n, *rest = bins + n;
    const u32 count = binned(t_s, force, n, bin_s, bins_s, bins);
    const double length_s = bins_s[count - 1] - bins_s[0], wanted = __builtin_rint(length_s / part_s);
    const u32 parts = wanted > 1.0 ? (u32)wanted : 1;
    double all = 0.0;
    u32 known = 0;
    for (u32 part = 1, begin = 0, end; part <= parts; part++, begin = end) {
        const double end_s = bins_s[0] + length_s * part / parts;
        for (end = begin; end < count && (part == parts || bins_s[end] < end_s);) end++;
        if (end - begin < few) continue;
        all += (end - begin) * part_power(bins_s + begin, bins + begin, end - begin, &band, rest);
        known += end - begin;
    }
    return known ? __builtin_sqrt(all / known) : 0.0;
}
