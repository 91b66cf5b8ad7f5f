// Sums of rows and numbers by their rank.
//
// Sums are pairwise, in the order in which numpy adds up a row, so that either gives the same bits.
#include "numbers.h"

#define FEW 16        // so many numbers are put in order one by one
#define IN_A_ROW 128  // so many terms are added up without halving
#define LANES 4
#define IN_STEP (2 * LANES)

typedef double Two __attribute__((vector_size(16), aligned(8)));

// What a sum is of: numbers less another, squared or not. Less 0.0, a number stays what it is.
static inline Two terms(const double *x, double less, int squared) {
    Two off = *(const Two *)x - less;
    return squared ? off * off : off;
}

static inline double added(const double *x, u32 n, double less, int squared) {
    u32 i = 0;
    double sum = 0.0;
    if (n >= IN_STEP) {
        Two sums[LANES];
        UNROLLED
        for (u32 lane = 0; lane < LANES; lane++) sums[lane] = terms(x + 2 * lane, less, squared);
        for (i = IN_STEP; i + IN_STEP <= n; i += IN_STEP) {
            UNROLLED
            for (u32 lane = 0; lane < LANES; lane++) sums[lane] += terms(x + i + 2 * lane, less, squared);
        }
        sum = ((sums[0][0] + sums[0][1]) + (sums[1][0] + sums[1][1])) +
              ((sums[2][0] + sums[2][1]) + (sums[3][0] + sums[3][1]));
    }
    for (; i < n; i++) {
        double off = x[i] - less;
        sum += squared ? off * off : off;
    }
    return sum;
}

double sum(const double *x, u32 n) {
    if (n <= IN_A_ROW) return added(x, n, 0.0, 0);
    u32 half = n / 2 - n / 2 % IN_STEP;
    return sum(x, half) + sum(x + half, n - half);
}

double sum_of_squares(const double *x, u32 n, double less) {
    if (n <= IN_A_ROW) return added(x, n, less, 1);
    u32 half = n / 2 - n / 2 % IN_STEP;
    return sum_of_squares(x, half, less) + sum_of_squares(x + half, n - half, less);
}

void range(const double *x, u32 n, double *least, double *most) {
    double low = x[0], high = x[0];
    u32 i = 0;
    if (n >= IN_STEP) {
        Two lows[LANES], highs[LANES];
        UNROLLED
        for (u32 lane = 0; lane < LANES; lane++) lows[lane] = highs[lane] = *(const Two *)(x + 2 * lane);
        for (i = IN_STEP; i + IN_STEP <= n; i += IN_STEP) {
            UNROLLED
            for (u32 lane = 0; lane < LANES; lane++) {
                const Two here = *(const Two *)(x + i + 2 * lane);
                lows[lane] = __builtin_wasm_pmin_f64x2(lows[lane], here);
                highs[lane] = __builtin_wasm_pmax_f64x2(highs[lane], here);
            }
        }
        UNROLLED
        for (u32 lane = 0; lane < 2 * LANES; lane++) {
            double lowest = lows[lane / 2][lane % 2], highest = highs[lane / 2][lane % 2];
            low = lowest < low ? lowest : low;
            high = highest > high ? highest : high;
        }
    }
    for (; i < n; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
    }
    *least = low, *most = high;
}

static double nth_of_few(double *x, u32 n, u32 rank) {
    for (u32 i = 1; i < n; i++) {
        double here = x[i];
        u32 j = i;
        for (; j > 0 && x[j - 1] > here; j--) x[j] = x[j - 1];
        x[j] = here;
    }
    return x[rank];
}

// Return the number of a rank, counted from 0 in order of size; `x` is used up.
double nth(double *x, u32 n, u32 rank) {
    while (n > FEW) {
        u32 counts[BUCKETS] = {0}, bucket = 0, kept = 0;
        double least, most;
        range(x, n, &least, &most);
        double per_unit = buckets_per_unit(least, most);
        if (per_unit == 0.0) break;
        for (u32 i = 0; i < n; i++) counts[bucket_of(x[i], least, per_unit)]++;
        for (; rank >= counts[bucket]; bucket++) rank -= counts[bucket];
        for (u32 i = 0; i < n; i++) {
            if (bucket_of(x[i], least, per_unit) == bucket) x[kept++] = x[i];
        }
        n = kept;
    }
    return nth_of_few(x, n, rank);
}
