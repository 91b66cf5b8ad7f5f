#include "bins.h"
#include "numbers.h"

#define ROUNDING 1e-9       // of a bin: a reading that lies at its border belongs to the next one
#define SURELY_WITHIN 1e-6  // of a bin before its end: a division takes as long as all the rest
#define FEW 8

// Mean of the numbers of one bin, added up as numpy adds up the parts of a row: the first, and the sum of the others.
static inline double bin_mean(const double *x, u32 n, double others) {
    return (x[0] + (n > FEW ? sum(x + 1, n - 1) : others)) / n;
}

u32 binned(const double *t_s, const double *force, u32 n, double bin_s, double *bins_s, double *bins) {
    u32 count = 0;
    for (u32 begin = 0, end; begin < n; begin = end) {
        const double number = __builtin_floor((t_s[begin] - t_s[0]) / bin_s + ROUNDING);
        const double within_s = t_s[0] + (number + 1.0 - SURELY_WITHIN) * bin_s;
        double others_s = 0.0, others = 0.0;
        for (end = begin + 1; end < n; end++) {
            const double at_s = t_s[end];
            if (!(at_s < within_s) && __builtin_floor((at_s - t_s[0]) / bin_s + ROUNDING) != number) break;
            others_s += at_s, others += force[end];
        }
        bins_s[count] = bin_mean(t_s + begin, end - begin, others_s);
        bins[count++] = bin_mean(force + begin, end - begin, others);
    }
    return count;
}
