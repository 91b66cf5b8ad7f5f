// What swings in a force: sines fitted by least squares, and the spectrum of an evenly sampled row.
//
// Sums run as four side by side, which are added at the end.
#include "kernel.h"

static double sum(const double *x, u32 n) {
    double sums[4] = {0.0, 0.0, 0.0, 0.0};
    for (u32 i = 0; i < n; i += 4) {
        for (u32 lane = 0; lane < 4; lane++) sums[lane] += x[i + lane];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static double dot(const double *a, const double *b, u32 n) {
    double sums[4] = {0.0, 0.0, 0.0, 0.0};
    for (u32 i = 0; i < n; i += 4) {
        for (u32 lane = 0; lane < 4; lane++) sums[lane] += a[i + lane] * b[i + lane];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

// Turn every (c, s) on by its own angle.
static void multiply(double *restrict c, double *restrict s, const double *restrict by_c, const double *restrict by_s,
                     u32 n) {
    for (u32 i = 0; i < n; i++) {
        double real = c[i] * by_c[i] - s[i] * by_s[i];
        s[i] = c[i] * by_s[i] + s[i] * by_c[i];
        c[i] = real;
    }
}

// Solve a x = b for a symmetric, positive matrix of shape (n, n): Cholesky, in place of `a` and `b`.
static void solve(double *a, double *b, u32 n) {
    for (u32 i = 0; i < n; i++) {
        for (u32 j = 0; j <= i; j++) {
            double sum = a[i * n + j];
            for (u32 k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
            a[i * n + j] = i == j ? __builtin_sqrt(sum) : sum / a[j * n + j];
        }
    }
    for (u32 i = 0; i < n; i++) {
        for (u32 k = 0; k < i; k++) b[i] -= a[i * n + k] * b[k];
        b[i] /= a[i * n + i];
    }
    for (u32 i = n; i-- > 0;) {
        for (u32 k = i + 1; k < n; k++) b[i] -= a[k * n + i] * b[k];
        b[i] /= a[i * n + i];
    }
}

// Mean square of what sines at successive multiples of one turn, from `first` to `last`, can follow of a force.
//
// The products of two such waves are waves at the sum and the difference of their multiples, so the equations follow from
// the sums of cosines and sines alone; and what the fit follows is what its weights share with the force.
// `turns` and `force` have `room` numbers, a multiple of 4, of which the first `n` count.
EXPORT(swing_power)
double swing_power(const double *turns, const double *force, u32 n, u32 room, u32 first, u32 last, double trace,
                   double *scratch) {
    u32 count = last - first + 1, size = 2 * count;
    double *once_c = scratch, *once_s = once_c + room, *c = once_s + room, *s = c + room;
    double *sums_c = s + room, *sums_s = sums_c + 2 * last + 1;
    double *equations = sums_s + 2 * last + 1, *shared = equations + size * size, *weights = shared + size;
    for (u32 i = 0; i < room; i++) {
        once_c[i] = once_s[i] = 0.0;
        if (i < n) turn(turns[i], &once_c[i], &once_s[i]);
        c[i] = i < n, s[i] = 0.0;
    }
    for (u32 multiple = 0; multiple <= 2 * last; multiple++) {
        sums_c[multiple] = sum(c, room), sums_s[multiple] = sum(s, room);
        if (first <= multiple && multiple <= last) {
            shared[multiple - first] = dot(c, force, room), shared[count + multiple - first] = dot(s, force, room);
        }
        multiply(c, s, once_c, once_s, room);
    }
    for (u32 p = 0; p < count; p++) {
        for (u32 q = 0; q <= p; q++) {
            double apart = sums_c[p - q], together = sums_c[2 * first + p + q];
            equations[p * size + q] = 0.5 * (apart + together);
            equations[(count + p) * size + count + q] = 0.5 * (apart - together);
        }
        for (u32 q = 0; q < count; q++) {  // row: the sine of p, column: the cosine of q
            double apart = p < q ? -sums_s[q - p] : sums_s[p - q];
            equations[(count + p) * size + q] = 0.5 * (sums_s[2 * first + p + q] + apart);
        }
    }
    for (u32 i = 0; i < size; i++) equations[i * size + i] += trace, weights[i] = shared[i];
    solve(equations, weights, size);
    double follows = 0.0;
    for (u32 i = 0; i < size; i++) follows += weights[i] * (shared[i] - trace * weights[i]);
    return (follows < 0.0 ? 0.0 : follows) / n;
}

// The discrete Fourier transform of 2^`bits` complex numbers in place, real and imaginary parts side by side;
// `turned` has room for 2^`bits` numbers.
EXPORT(transform) void transform(double *x, double *turned, u32 bits) {
    u32 n = 1u << bits;
    for (u32 k = 0; k < n / 2; k++) turn(-(double)k / n, &turned[2 * k], &turned[2 * k + 1]);
    for (u32 i = 1, j = 0; i < n; i++) {
        u32 bit = n >> 1;
        for (; j & bit; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) {
            for (u32 part = 0; part < 2; part++) {
                double kept = x[2 * i + part];
                x[2 * i + part] = x[2 * j + part];
                x[2 * j + part] = kept;
            }
        }
    }
    for (u32 half = 1; half < n; half *= 2) {
        u32 step = n / (2 * half);
        for (u32 at = 0; at < n; at += 2 * half) {
            for (u32 k = 0; k < half; k++) {
                double *low = x + 2 * (at + k), *high = low + 2 * half;
                double c = turned[2 * k * step], s = turned[2 * k * step + 1];
                double real = high[0] * c - high[1] * s, imaginary = high[0] * s + high[1] * c;
                high[0] = low[0] - real, high[1] = low[1] - imaginary;
                low[0] += real, low[1] += imaginary;
            }
        }
    }
}
