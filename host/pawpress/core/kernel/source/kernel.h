// What the files of the kernel share. Everything here is plain IEEE 754 arithmetic in the order in which it is written:
// WebAssembly has no fused multiply-add, and nothing is imported, so that every processor gives the same bits.
#pragma once

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

#define EXPORT(name) __attribute__((export_name(#name)))
#define UNROLLED _Pragma("clang loop unroll(full)")  // the loop behind it, of a few turns: what it fills lies in registers

static inline double bits_to_double(u64 bits) {
    union {
        u64 bits;
        double number;
    } both = {.bits = bits};
    return both.number;
}

static inline u64 double_to_bits(double number) {
    union {
        u64 bits;
        double number;
    } both = {.number = number};
    return both.bits;
}

// Cosine and sine of a number of whole turns.
void turn(double turns, double *cosine, double *sine);
