// Exponential, logarithm, sine and cosine. The C library's differ from system to system and, where it asks for the
// processor, from machine to machine. These are series that end below half a unit in the last place of the result.
#include "kernel.h"

#define LN2_HIGH 6.93147180369123816490e-01  // its last 32 bits are zero, so that whole multiples of it are exact
#define LN2_LOW 1.90821492927058770002e-10
#define PER_LN2 1.44269504088896338700e+00
#define TWO_PI 6.283185307179586
#define SQRT_2 1.4142135623730951
#define LARGEST_EXPONENT 709.0
#define SMALLEST_EXPONENT (-708.0)

static const double PER_FACTORIAL[] = {1.0,
                                       1.0,
                                       1.0 / 2,
                                       1.0 / 6,
                                       1.0 / 24,
                                       1.0 / 120,
                                       1.0 / 720,
                                       1.0 / 5040,
                                       1.0 / 40320,
                                       1.0 / 362880,
                                       1.0 / 3628800,
                                       1.0 / 39916800,
                                       1.0 / 479001600,
                                       1.0 / 6227020800,
                                       1.0 / 87178291200,
                                       1.0 / 1307674368000,
                                       1.0 / 20922789888000,
                                       1.0 / 355687428096000};
#define EXP_TERMS 14
#define LOG_TERMS 11
#define SINE_TERMS 17
#define COSINE_TERMS 16

static double exponential(double x) {
    if (x != x) return x;
    if (x > LARGEST_EXPONENT) return __builtin_inf();
    if (x < SMALLEST_EXPONENT) return 0.0;
    double twos = __builtin_rint(x * PER_LN2);
    double rest = (x - twos * LN2_HIGH) - twos * LN2_LOW;
    double sum = PER_FACTORIAL[EXP_TERMS];
    for (int k = EXP_TERMS - 1; k >= 0; k--) sum = sum * rest + PER_FACTORIAL[k];
    return sum * bits_to_double((u64)((int)twos + 1023) << 52);
}

static double logarithm(double x) {
    if (x != x || x < 0.0) return __builtin_nan("");
    if (x == 0.0) return -__builtin_inf();
    if (x == __builtin_inf()) return x;
    int scaled = x < 2.2250738585072014e-308 ? -54 : 0;
    u64 bits = double_to_bits(scaled ? x * 18014398509481984.0 : x);
    int twos = (int)(bits >> 52) - 1023 + scaled;
    double part = bits_to_double((bits & 0xFFFFFFFFFFFFFull) | 0x3FF0000000000000ull);
    if (part > SQRT_2) {
        part *= 0.5;
        twos += 1;
    }
    // log((1 + s) / (1 - s)) = 2 (s + s^3 / 3 + s^5 / 5 ...)
    double s = (part - 1.0) / (part + 1.0), square = s * s, sum = 0.0;
    for (int k = LOG_TERMS; k >= 1; k--) sum = (sum + 1.0 / (2 * k + 1)) * square;
    return twos * LN2_HIGH + (2.0 * s + (2.0 * s * sum + twos * LN2_LOW));
}

void turn(double turns, double *cosine, double *sine) {
    double quarters = __builtin_rint(4.0 * turns);
    double x = (turns - 0.25 * quarters) * TWO_PI, square = x * x;
    double s = PER_FACTORIAL[SINE_TERMS], c = PER_FACTORIAL[COSINE_TERMS];
    UNROLLED
    for (int k = SINE_TERMS - 2; k >= 1; k -= 2) s = PER_FACTORIAL[k] - s * square;
    UNROLLED
    for (int k = COSINE_TERMS - 2; k >= 0; k -= 2) c = PER_FACTORIAL[k] - c * square;
    s *= x;
    switch ((int)(quarters - 4.0 * __builtin_floor(0.25 * quarters))) {
        case 0: *cosine = c, *sine = s; break;
        case 1: *cosine = -s, *sine = c; break;
        case 2: *cosine = -c, *sine = -s; break;
        default: *cosine = s, *sine = -c; break;
    }
}

EXPORT(exp_all) void exp_all(double *x, u32 n) {
    for (u32 i = 0; i < n; i++) x[i] = exponential(x[i]);
}

EXPORT(log_all) void log_all(double *x, u32 n) {
    for (u32 i = 0; i < n; i++) x[i] = logarithm(x[i]);
}

// Turns, shape (n,), to their cosines and sines, shape (2, n).
EXPORT(turn_all) void turn_all(const double *turns, double *out, u32 n) {
    for (u32 i = 0; i < n; i++) turn(turns[i], &out[i], &out[n + i]);
}
