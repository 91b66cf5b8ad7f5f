// How smooth a rise is: its rates at even times, and the length of their spectrum.
#include "bins.h"
#include "ranks.h"

typedef double Two __attribute__((vector_size(16), aligned(8)));

// How fast the force changes, up or down, at even times as far apart as most bins: straight lines between the middles of
// its bins. Return how many numbers that are, 0 for fewer bins than a few; where there are more than `room`, none is
// written. `scratch` has room for seven times as many numbers as there are readings, and 16.
EXPORT(even_rates)
u32 even_rates(const double *t_s, const double *force, u32 n, double bin_s, u32 few, double *step_s, double *out,
               u32 room, double *scratch) {
    double *bins_s = scratch, *bins = bins_s + n, *rates = bins + n, *steps_s = rates + n;
    const u32 count = binned(t_s, force, n, bin_s, bins_s, bins);
    if (count < few) return 0;
    const u32 last = count - 2;
    for (u32 i = 0; i <= last; i++) {
        steps_s[i] = bins_s[i + 1] - bins_s[i];
        rates[i] = __builtin_fabs(bins[i + 1] - bins[i]) / steps_s[i];
    }
    const double step = *step_s = median_above(steps_s, count - 1, 0.0, steps_s + n);
    double *middles_s = bins_s;
    for (u32 i = 0; i <= last; i++) middles_s[i] = bins_s[i] + steps_s[i] / 2;
    const double begin_s = middles_s[0], again_s = (begin_s + step) - begin_s;
    const u32 points = (u32)__builtin_ceil((middles_s[last] + step / 2 - begin_s) / step);
    if (points > room) return points;
    for (u32 i = 0, before = 0; i < points; i++) {
        const double at_s = i == 1 ? begin_s + step : begin_s + i * again_s;
        while (before + 2 <= last && middles_s[before + 1] <= at_s) before++;
        const double slope = (rates[before + 1] - rates[before]) / (middles_s[before + 1] - middles_s[before]);
        out[i] = at_s >= middles_s[last] ? rates[last]
                 : at_s <= begin_s       ? rates[0]
                                         : slope * (at_s - middles_s[before]) + rates[before];
    }
    return points;
}

static void put(double *turned, u32 k, double c, double s) { turned[2 * k] = c, turned[2 * k + 1] = s; }

// Cosine and sine of the angles -k / n of a turn, n a power of two of at least 8, up to half a turn. Those of the first
// eighth give the others to the bit, which is why they are written in this order: the borders belong to the last.
static void turn_half(double *turned, u32 n) {
    for (u32 k = 0; k <= n / 8; k++) {
        double c, s;
        turn(-(double)k / n, &c, &s);
        put(turned, n / 4 - k, -s, -c), put(turned, k, c, s);
        put(turned, n / 4 + k, s, -c);
        if (k) put(turned, n / 2 - k, -c, s);
    }
}

// The discrete Fourier transform of 2^`bits` complex numbers, real and imaginary parts side by side, of which only the
// first 2^(`bits` - `padding`) are not zero: they are given as `row`, real.
static void transform(const double *row, u32 n, double *x, double *turned, u32 bits, u32 padding) {
    const u32 size = 1u << bits, copies = 1u << padding;
    turn_half(turned, size);
    // In the order of reversed bits a number stands before its padding, and the first steps only copy it there.
    for (u32 i = 0, j = 0; i < size / copies; i++) {
        for (u32 copy = 0; copy < copies; copy++) x[2 * (j + copy)] = i < n ? row[i] : 0.0, x[2 * (j + copy) + 1] = 0.0;
        u32 bit = size >> 1;
        for (; j & bit; bit >>= 1) j ^= bit;
        j ^= bit;
    }
    for (u32 half = copies; half < size; half *= 2) {
        const u32 step = size / (2 * half);
        for (u32 at = 0; at < size; at += 2 * half) {
            for (u32 k = 0; k < half; k++) {
                Two *low = (Two *)(x + 2 * (at + k)), *high = low + half;
                const Two was = *low, by = *(Two *)(turned + 2 * k * step), crossed = {(*high)[1], (*high)[0]};
                const Two on = *high * (Two){by[0], by[0]} + crossed * (Two){-by[1], by[1]};
                *high = was - on, *low = was + on;
            }
        }
    }
}

// Minus the length of the amplitude spectrum of a row, at most 2^(`bits` - `padding`) numbers filled up with zeros: from
// frequency 0 to the last one below `top_hz` with a floor's share of the amplitude at 0. `scratch` has room for
// 3 * 2^`bits` numbers.
EXPORT(arc_length)
double arc_length(const double *row, u32 n, u32 bits, u32 padding, double rate_hz, double top_hz, double floor,
                  double *scratch) {
    const u32 size = 1u << bits;
    double *x = scratch, *amplitude = scratch + 2 * size;
    transform(row, n, x, amplitude, bits, padding);
    const double hz = rate_hz / size;
    u32 last = 0;
    for (u32 i = 0; i <= size / 2 && i * hz <= top_hz; i++) {
        amplitude[i] = __builtin_sqrt(x[2 * i] * x[2 * i] + x[2 * i + 1] * x[2 * i + 1]);
        if (i) amplitude[i] /= amplitude[0];
        if (amplitude[i] >= floor) last = i;
    }
    if (last == 0) return 0.0;
    amplitude[0] = 1.0;
    for (u32 i = 0; i < last; i++) {
        const double share = i * hz / (last * hz), next = (i + 1) * hz / (last * hz);
        const double along = next - share, up = amplitude[i + 1] - amplitude[i];
        x[i] = __builtin_sqrt(along * along + up * up);
    }
    return -sum(x, last);
}
