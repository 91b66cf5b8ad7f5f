// Numbers by their rank, for whoever asks for several of one row.
#pragma once
#include "numbers.h"

// Write the bucket of each of `n` numbers between two as one byte; `codes` has room for 15 more.
void code(const double *x, u32 n, double least, double most, u8 *codes);

// Return the number of a rank, counted from 0 in order of size; `scratch` has room for as many numbers.
double coded_rank(const double *x, const u8 *codes, u32 n, u32 rank, double *scratch);

// Median of the numbers at or above a level, at least one; `scratch` has room for three times as many and 16.
double median_above(const double *x, u32 n, double level, double *scratch);
