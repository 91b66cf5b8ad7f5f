// Sums of rows and numbers by their rank, for whoever measures.
#pragma once
#include "kernel.h"

#define BUCKETS 256
#define TO_WHOLE 4503599627370496.0  // 2^52: the low bits of a number below 2^31 and this are that number, rounded

// Return the sum of a row, or of the squares of its numbers less another.
double sum(const double *x, u32 n);
double sum_of_squares(const double *x, u32 n, double less);

void range(const double *x, u32 n, double *least, double *most);

// Return the number of a rank, counted from 0 in order of size; `x` is used up.
double nth(double *x, u32 n, u32 rank);

// Buckets of equal width between two numbers; 0 where all numbers are one, or too near each other to tell apart.
static inline double buckets_per_unit(double least, double most) {
    double per_unit = (BUCKETS - 1) / (most - least);
    return per_unit < 1e300 ? per_unit : 0.0;
}

static inline u32 bucket_of(double x, double least, double per_unit) {
    return (u32)double_to_bits((x - least) * per_unit + TO_WHOLE);
}
