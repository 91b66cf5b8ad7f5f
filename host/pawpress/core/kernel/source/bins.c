#include "bins.h"
#include "numbers.h"

#define ROUNDING 1e-9       // of a bin: a reading that lies at its border belongs to the next one
#define SURELY_WITHIN 1e-6  // of a bin before its end: a division takes as long as all the rest
#define FEW 8

// Sum of the numbers of one bin, as numpy adds up the parts of a row: the first, and the sum of the others.
static inline double bin_sum(const double *x, u32 n) {
    if (n > FEW) return x[0] + sum(x + 1, n - 1);
    double others = 0.0;
    for (u32 i = 1; i < n; i++) others += x[i];
    return x[0] + others;
}

u32 binned(const double *t_s, const double *force, u32 n, double bin_s, double *bins_s, double *bins) {
    u32 count = 0;
    for (u32 begin = 0, end; begin < n; begin = end) {
        const double number = __builtin_floor((t_s[begin] - t_s[0]) / bin_s + ROUNDING);
        const double within_s = (number + 1.0 - SURELY_WITHIN) * bin_s;
        for (end = begin + 1; end < n; end++) {
            const double at_s = t_s[end] - t_s[0];
            if (!(at_s < within_s) && __builtin_floor(at_s / bin_s + ROUNDING) != number) break;
        }
        bins_s[count] = bin_sum(t_s + begin, end - begin) / (end - begin);
        bins[count++] = bin_sum(force + begin, end - begin) / (end - begin);
    }
    return count;
}
