/* Which scan rates the rig offers, and what each means for the timer, the converter and the serial line. */
#ifndef PAWPRESS_SCAN_PLAN_H
#define PAWPRESS_SCAN_PLAN_H

#include <stdint.h>

enum { SCAN_BATCH_COUNTS_MAX = 64, SCAN_OVERSAMPLING_MAX = 6 };

/* What a plan has to fit, besides the number of pads. Known when the image is built, so that the compiler does the sums. */
typedef struct {
    uint8_t conversions; /* a reading of a pad takes so many: the last counts, those before let the input settle */
    uint32_t cpu_hz;
    uint32_t baud;
} scan_wiring_t;

typedef struct {
    uint16_t rate_hz;
    uint16_t period_us;
    uint8_t pads;
    uint8_t adc_prescaler; /* CPU clocks per converter clock: 128 or 64 */
    uint8_t oversampling; /* a scan is the sum of 2 to this power passes over all pads */
    uint8_t batch; /* scans in a frame */
} scan_plan_t;

enum { SCAN_PLAN_OK = 0 };

/* The chip's own reference is measured just before the next scan, so that the converter's input has been on it since
 * the pads: this long before the tick it begins. */
uint16_t scan_plan_reference_lead_us(const scan_plan_t *plan, const scan_wiring_t *wiring);

/* Returns SCAN_PLAN_OK and fills `plan`, or returns the NakCode that says why not. */
uint8_t scan_plan_make(scan_plan_t *plan, const scan_wiring_t *wiring, uint8_t pads, uint16_t rate_hz,
                       uint8_t oversampling);

/* The plan of the fastest offered rate, at most `limit_hz`, that the serial line carries. */
void scan_plan_fastest(scan_plan_t *plan, const scan_wiring_t *wiring, uint8_t pads, uint16_t limit_hz);

/* Time between two neighbouring pads of one pass, in nanoseconds. */
uint32_t scan_plan_pad_skew_ns(const scan_plan_t *plan, const scan_wiring_t *wiring);

#endif
