#include "scan_plan.h"

#include "frame.h"

/* Slowest first; 1 s is a whole number of periods of each. */
static const uint16_t offered_hz[] = {100, 250, 500, 1000};
enum { OFFERED = sizeof offered_hz / sizeof offered_hz[0] };

/* Slow enough for the converter's full 10 bits (128) up to this many pad readings a second; above, twice as fast. */
enum { FULL_RESOLUTION_READINGS_HZ = 4000 };

/* A conversion takes 13 converter clocks (datasheet, table 24-1). The interrupt that starts the next one takes part of
 * a 14th, and the converter waits for the next edge of its clock. */
enum { ADC_CLOCKS_PER_CONVERSION = 14 };

/* A byte is ten bits on the line; a tenth of the line is kept free for Status and answers. */
static uint32_t samples_bytes_per_s(uint32_t baud) { return baud / 10u * 9u / 10u; }

static uint8_t samples_wire_size(uint8_t counts) {
    return (uint8_t)(FRAME_BODY_AT + PP_SAMPLES_FIXED_SIZE + 2 * counts + FRAME_CRC_SIZE + 1);
}

static bool is_offered(uint16_t rate_hz) {
    for (uint8_t i = 0; i < OFFERED; i++) {
        if (offered_hz[i] == rate_hz) return true;
    }
    return false;
}

/* The fewest scans a frame with which the line carries them, or 0: on a slow line the frames' own bytes are what hurts. */
static uint8_t batch_that_fits(const scan_wiring_t *wiring, uint8_t pads, uint16_t rate_hz) {
    for (uint8_t batch = 1; batch * pads <= SCAN_BATCH_COUNTS_MAX; batch = (uint8_t)(2u * batch)) {
        uint32_t bytes = (uint32_t)rate_hz * samples_wire_size((uint8_t)(batch * pads));
        if (bytes <= samples_bytes_per_s(wiring->baud) * batch) return batch;
    }
    return 0;
}

static uint16_t conversions(const scan_wiring_t *wiring, uint8_t pads, uint8_t oversampling) {
    return (uint16_t)((unsigned)pads * wiring->conversions << oversampling);
}

/* The reference is weak: Microchip's own example gives it 70 µs to charge the converter's input. */
enum { REFERENCE_SETTLES_US = 70 };

/* For the interrupts that may come first: of the serial line, and those at both ends of the conversion. */
enum { INTERRUPTS_US = 40 };

static uint32_t conversion_us(const scan_plan_t *plan, const scan_wiring_t *wiring) {
    return (uint32_t)ADC_CLOCKS_PER_CONVERSION * plan->adc_prescaler / (wiring->cpu_hz / 1000000u);
}

uint16_t scan_plan_reference_lead_us(const scan_plan_t *plan, const scan_wiring_t *wiring) {
    return (uint16_t)(conversion_us(plan, wiring) + INTERRUPTS_US);
}

static bool converter_has_time(const scan_wiring_t *wiring, const scan_plan_t *plan) {
    uint32_t pads_us = conversions(wiring, plan->pads, plan->oversampling) * conversion_us(plan, wiring);
    return pads_us + REFERENCE_SETTLES_US + scan_plan_reference_lead_us(plan, wiring) <= plan->period_us;
}

uint8_t scan_plan_make(scan_plan_t *plan, const scan_wiring_t *wiring, uint8_t pads, uint16_t rate_hz,
                       uint8_t oversampling) {
    if (oversampling > SCAN_OVERSAMPLING_MAX) return PP_NAK_CODE_OUT_OF_RANGE;
    if (!is_offered(rate_hz)) return PP_NAK_CODE_RATE_NOT_OFFERED;
    bool is_slow = (uint32_t)rate_hz * conversions(wiring, pads, oversampling) <= FULL_RESOLUTION_READINGS_HZ;
    const scan_plan_t wanted = {
        .rate_hz = rate_hz,
        .period_us = (uint16_t)(1000000ul / rate_hz),
        .pads = pads,
        .adc_prescaler = is_slow ? 128 : 64,
        .oversampling = oversampling,
        .batch = batch_that_fits(wiring, pads, rate_hz),
    };
    if (wanted.batch == 0 || !converter_has_time(wiring, &wanted)) return PP_NAK_CODE_RATE_TOO_HIGH;
    *plan = wanted;
    return SCAN_PLAN_OK;
}

void scan_plan_fastest(scan_plan_t *plan, const scan_wiring_t *wiring, uint8_t pads, uint16_t limit_hz) {
    for (uint8_t i = OFFERED; i-- > 0;) {
        if (offered_hz[i] <= limit_hz && scan_plan_make(plan, wiring, pads, offered_hz[i], 0) == SCAN_PLAN_OK) return;
    }
}

uint32_t scan_plan_pad_skew_ns(const scan_plan_t *plan, const scan_wiring_t *wiring) {
    uint32_t cpu_mhz = wiring->cpu_hz / 1000000u;
    return (uint32_t)ADC_CLOCKS_PER_CONVERSION * wiring->conversions * plan->adc_prescaler * 1000u / cpu_mhz;
}
