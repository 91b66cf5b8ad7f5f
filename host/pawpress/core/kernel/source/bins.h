// Readings gathered in bins of time.
#pragma once
#include "kernel.h"

// Average readings that lie in one bin of a length; return how many bins hold one. Coarser readings stay as they are.
u32 binned(const double *t_s, const double *force, u32 n, double bin_s, double *bins_s, double *bins);
