/* The clock of the simulated board, in cycles of its 16 MHz processor since it was made. */
#ifndef PAWPRESS_WASM_CLOCK_H
#define PAWPRESS_WASM_CLOCK_H

#include <stdint.h>

typedef uint64_t cycle_t;

enum { CYCLES_PER_US = 16, CYCLES_PER_STEP = 1000 * CYCLES_PER_US };

#define NEVER UINT64_MAX

/* The cycle of the event being played. */
extern cycle_t now_cycle;

#endif
