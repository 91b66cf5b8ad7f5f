/* Scans the pads at the pace of Timer1, one conversion after the other, into two buffers that take turns. */
#ifndef PAWPRESS_SCAN_H
#define PAWPRESS_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "../core/rig.h"

/* Device time starts at `t_us` here; the first scan comes one period later. At most PADS pads are scanned. */
void scan_start(const scan_plan_t *plan, const scan_wiring_t *wiring, uint32_t t_us);

/* Takes effect at the next tick, so that device time stays exact. */
void scan_change_plan(const scan_plan_t *plan, const scan_wiring_t *wiring);

bool scan_is_ready(void);

/* Measure this between the scans that follow, from the next or the one after on. */
void scan_measure_too(extra_t extra);

/* The finished scan, but for its contacts; its counts stay untouched until scan_release. */
rig_scan_t scan_peek(void);

void scan_release(void);

/* Scans not taken in time, since the start. */
uint16_t scan_overruns(void);

#endif
