// What swings in a force: sines fitted by least squares.
//
// Sums run as four side by side, which are added at the end.
#include "swing.h"

typedef double Two __attribute__((vector_size(16), aligned(8)));

#define ROW 4  // numbers that are added up side by side

static inline double together(Two first, Two second) { return (first[0] + first[1]) + (second[0] + second[1]); }

// Sums over the samples of a wave, and of its products with the force.
typedef struct {
    double c, s, c_force, s_force;
} Sums;

// Take the sums of a wave, and turn every (c, s) on by its own angle to the next one.
static inline Sums turned_on(double *restrict c, double *restrict s, const double *restrict by_c,
                             const double *restrict by_s, const double *restrict force, u32 n, int shares) {
    Two sums_c[2] = {{0.0}}, sums_s[2] = {{0.0}}, products_c[2] = {{0.0}}, products_s[2] = {{0.0}};
    for (u32 i = 0; i < n; i += ROW) {
        UNROLLED
        for (u32 half = 0; half < 2; half++) {
            const u32 at = i + 2 * half;
            const Two was_c = *(Two *)(c + at), was_s = *(Two *)(s + at);
            const Two turn_c = *(const Two *)(by_c + at), turn_s = *(const Two *)(by_s + at);
            sums_c[half] += was_c, sums_s[half] += was_s;
            if (shares) {
                const Two here = *(const Two *)(force + at);
                products_c[half] += was_c * here, products_s[half] += was_s * here;
            }
            *(Two *)(c + at) = was_c * turn_c - was_s * turn_s;
            *(Two *)(s + at) = was_c * turn_s + was_s * turn_c;
        }
    }
    return (Sums){together(sums_c[0], sums_c[1]), together(sums_s[0], sums_s[1]),
                  together(products_c[0], products_c[1]), together(products_s[0], products_s[1])};
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
        if (first <= multiple && multiple <= last) {
            const Sums sums = turned_on(c, s, once_c, once_s, force, room, 1);
            sums_c[multiple] = sums.c, sums_s[multiple] = sums.s;
            shared[multiple - first] = sums.c_force, shared[count + multiple - first] = sums.s_force;
        } else {
            const Sums sums = turned_on(c, s, once_c, once_s, force, room, 0);
            sums_c[multiple] = sums.c, sums_s[multiple] = sums.s;
        }
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
