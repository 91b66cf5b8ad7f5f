/* SPDX-License-Identifier: MIT */
#ifndef RIGSIM_MODES_H
#define RIGSIM_MODES_H

#include "sim_board.h"

/* Serves one program over stdin and stdout until stdin ends; see lockstep.c for the commands. */
int run_lockstep(sim_board_t *board);

enum { WAITS_MAX = 8 };

typedef struct {
    const char *schedule_path; /* u16 little-endian codes, one row of `pads` per millisecond; NULL: all zero */
    uint8_t pads;
    bool reset_on_open;
    uint32_t waits_at[WAITS_MAX]; /* rows, in order, that last until a byte comes on stdin for each */
    uint8_t wait_count;
} paced_options_t;

/* Lives in real time behind a pseudo-terminal until stdin ends. */
int run_paced(sim_board_t *board, const paced_options_t *options);

#endif
