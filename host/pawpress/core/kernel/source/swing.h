// What swings in a force.
#pragma once
#include "kernel.h"

// As it says in `swing.c`.
double swing_power(const double *turns, const double *force, u32 n, u32 room, u32 first, u32 last, double trace,
                   double *scratch);
