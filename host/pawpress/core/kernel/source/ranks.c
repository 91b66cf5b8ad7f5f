// Numbers by their rank: of a bucket for each, sixteen at a time, only the one that holds the rank is put in order.
#include "ranks.h"

#define AT_ONCE 16

typedef double Two __attribute__((vector_size(16), aligned(8)));
typedef int Four __attribute__((vector_size(16)));
typedef u8 Codes __attribute__((vector_size(16), aligned(1)));

static inline Four four_buckets(const double *x, double least, double per_unit) {
    const Two low = (*(const Two *)x - least) * per_unit + TO_WHOLE;
    const Two high = (*(const Two *)(x + 2) - least) * per_unit + TO_WHOLE;
    return __builtin_shufflevector((Four)low, (Four)high, 0, 2, 4, 6);
}

void code(const double *x, u32 n, double least, double most, u8 *codes) {
    const double per_unit = buckets_per_unit(least, most);
    for (u32 i = 0; i < n; i += AT_ONCE) {
        Four buckets[4];
        UNROLLED
        for (u32 k = 0; k < 4; k++) buckets[k] = four_buckets(x + i + 4 * k, least, per_unit);
        *(Codes *)(codes + i) =
            (Codes)__builtin_wasm_narrow_u_i8x16_i16x8(__builtin_wasm_narrow_s_i16x8_i32x4(buckets[0], buckets[1]),
                                                       __builtin_wasm_narrow_s_i16x8_i32x4(buckets[2], buckets[3]));
    }
    for (u32 i = n; i % AT_ONCE; i++) codes[i] = BUCKETS - 1;  // what is behind the last number is below nothing
}

static u32 below(const u8 *codes, u32 n, u32 bucket) {
    u32 found = 0;
    for (u32 i = 0; i < n; i += AT_ONCE) {
        found += (u32)__builtin_popcount((u32)__builtin_wasm_bitmask_i8x16(*(const Codes *)(codes + i) < (u8)bucket));
    }
    return found;
}

static u32 copy_bucket(const double *x, const u8 *codes, u32 n, u32 bucket, double *to) {
    u32 copied = 0;
    for (u32 i = 0; i < n; i += AT_ONCE) {
        u32 found = (u32)__builtin_wasm_bitmask_i8x16(*(const Codes *)(codes + i) == (u8)bucket);
        for (; found; found &= found - 1) {
            u32 at = i + (u32)__builtin_ctz(found);
            if (at < n) to[copied++] = x[at];
        }
    }
    return copied;
}

double coded_rank(const double *x, const u8 *codes, u32 n, u32 rank, double *scratch) {
    u32 bucket = 0, less = 0;
    for (u32 step = BUCKETS / 2; step; step /= 2) {
        const u32 here = below(codes, n, bucket + step);
        if (here <= rank) bucket += step, less = here;
    }
    return nth(scratch, copy_bucket(x, codes, n, bucket, scratch), rank - less);
}

static u32 copy_above(const double *x, u32 n, double level, double *to) {
    u32 copied = 0;
    for (u32 i = 0; i < n; i++) to[copied] = x[i], copied += x[i] >= level;
    return copied;
}

EXPORT(median_above) double median_above(const double *x, u32 n, double level, double *scratch) {
    const u32 copied = copy_above(x, n, level, scratch);
    double *rest = scratch + n + 1, least, most;
    u8 *codes = (u8 *)(rest + n);
    range(scratch, copied, &least, &most);
    code(scratch, copied, least, most, codes);
    const double upper = coded_rank(scratch, codes, copied, copied / 2, rest);
    return copied % 2 ? upper : (coded_rank(scratch, codes, copied, copied / 2 - 1, rest) + upper) / 2;
}
