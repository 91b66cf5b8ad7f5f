/* Which scan rates the rig offers, and what each means for the timer, the converter and the serial line. */
#ifndef PAWPRESS_SCAN_PLAN_H
#define PAWPRESS_SCAN_PLAN_H

#include <stdint.h>

typedef struct {
    uint16_t rate_hz;
    uint16_t period_us;
    uint8_t adc_prescaler; /* CPU clocks per converter clock: 128 or 64 */
} scan_plan_t;

enum { SCAN_PLAN_OK = 0 };

/* Returns SCAN_PLAN_OK and fills `plan`, or returns the NakCode that says why not. */
uint8_t scan_plan_make(scan_plan_t *plan, uint16_t rate_hz, uint8_t pads, uint32_t baud);

/* The plan of the fastest offered rate, at most `limit_hz`, that the serial line carries. */
void scan_plan_fastest(scan_plan_t *plan, uint16_t limit_hz, uint8_t pads, uint32_t baud);

/* Time between two neighbouring pads of one scan, in nanoseconds. */
uint32_t scan_plan_pad_skew_ns(const scan_plan_t *plan, uint32_t cpu_hz);

#endif
