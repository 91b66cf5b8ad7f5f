// What windows of forces come to: middle, spread, deviation and top.
#include "numbers.h"

typedef u8 Codes __attribute__((vector_size(16), aligned(1)));

// Copy the numbers of one bucket; return how many.
static u32 copy_bucket(const double *x, const u8 *codes, u32 n, u32 bucket, double *to) {
    u32 copied = 0;
    for (u32 i = 0; i < n; i += 16) {
        u32 found = (u32)__builtin_wasm_bitmask_i8x16(*(const Codes *)(codes + i) == (u8)bucket);
        for (; found; found &= found - 1) {
            u32 at = i + (u32)__builtin_ctz(found);
            if (at < n) to[copied++] = x[at];
        }
    }
    return copied;
}

// Return the numbers of three rising ranks; `codes` has room for a byte a number and 16 more.
static void three_ranks(const double *x, u32 n, double least, double most, const u32 *ranks, double *found,
                        double *scratch, u8 *codes) {
    const double per_unit = buckets_per_unit(least, most);
    u32 counts[BUCKETS] = {0}, bucket = 0, below = 0;
    for (u32 i = 0; i < n; i++) counts[codes[i] = (u8)bucket_of(x[i], least, per_unit)]++;
    for (u32 k = 0; k < 3; k++) {
        while (ranks[k] - below >= counts[bucket]) below += counts[bucket++];
        found[k] = nth(scratch, copy_bucket(x, codes, n, bucket, scratch), ranks[k] - below);
    }
}

// Windows of `size` numbers each to four numbers each: the middle one in order of size (of two, the larger), the width
// of all but the lowest and the highest tenth, the standard deviation, and the largest.
EXPORT(describe_windows)
void describe_windows(const double *x, u32 windows, u32 size, double *out, double *scratch, u8 *codes) {
    const u32 tenth = size / 10, ranks[3] = {tenth, size / 2, size - 1 - tenth};
    for (u32 window = 0; window < windows; window++, x += size, out += 4) {
        double least, most, found[3];
        range(x, size, &least, &most);
        if (least == most) {
            found[0] = found[1] = found[2] = least;
        } else {
            three_ranks(x, size, least, most, ranks, found, scratch, codes);
        }
        double mean = sum(x, size) / size;
        out[0] = found[1], out[1] = found[2] - found[0];
        out[2] = __builtin_sqrt(sum_of_squares(x, size, mean) / size), out[3] = most;
    }
}
