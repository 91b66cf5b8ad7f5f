/* Timer and converter: scan the pads at the pace of the plan, one conversion after the other. */
#ifndef PAWPRESS_WASM_SCAN_H
#define PAWPRESS_WASM_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "../pawpress/src/core/rig.h"
#include "clock.h"
#include "line.h"

enum { SCAN_PADS_MAX = 16 };

/* What the converter reads at each pad of the board during each step of a run, pads of a step side by side. */
extern uint16_t scan_codes[LINE_STEPS_MAX * SCAN_PADS_MAX];

/* Device time 0 is at `cycle`; the first scan comes one period later. Scans follow `plan` wherever it goes, on a board
 * with so many pads in all. */
void scan_start(const scan_plan_t *plan, const rig_identity_t *board, cycle_t cycle);

void scan_stop(void);

/* The supply, millivolts, against which the converter measures its own reference. */
void scan_set_supply(uint16_t mv);

/* `scan_codes` begin with the step that begins at `cycle`. */
void scan_take_codes_from(cycle_t cycle);

/* Measure this between the scans that follow, from the next or the one after on. */
void scan_measure_too(extra_t extra);

/* When the timer ticks, or a conversion begins by itself or is over, or NEVER. */
cycle_t scan_due(void);

/* That event. True if a scan is now finished; it then stands in `finished`, without its contacts. */
bool scan_go_on(rig_scan_t *finished);

/* Ticks that came while a scan was still under way. */
uint16_t scan_overruns(void);

#endif
