#include "scan_plan.h"

#include "frame.h"

/* Slowest first; 1 s is a whole number of periods of each. */
static const uint16_t offered_hz[] = {100, 250, 500, 1000};
enum { OFFERED = sizeof offered_hz / sizeof offered_hz[0] };

/* Slow enough for the converter's full 10 bits (128) up to this many pad readings a second; above, twice as fast. */
enum { FULL_RESOLUTION_READINGS_HZ = 4000 };

/* A conversion takes 13 converter clocks (datasheet, table 24-1). The interrupt that starts the next one takes part of
 * a 14th, and the converter waits for the next edge of its clock. */
enum { ADC_CLOCKS_PER_PAD = 14 };

/* A byte is ten bits on the line; a tenth of the line is kept free for Status and answers. */
static uint32_t samples_bytes_per_s(uint32_t baud) { return baud / 10u * 9u / 10u; }

static uint8_t samples_wire_size(uint8_t pads) {
    return (uint8_t)(FRAME_BODY_AT + PP_SAMPLES_FIXED_SIZE + 2 * pads + FRAME_CRC_SIZE + 1);
}

static bool is_offered(uint16_t rate_hz) {
    for (uint8_t i = 0; i < OFFERED; i++) {
        if (offered_hz[i] == rate_hz) return true;
    }
    return false;
}

uint8_t scan_plan_make(scan_plan_t *plan, uint16_t rate_hz, uint8_t pads, uint32_t baud) {
    if (!is_offered(rate_hz)) return PP_NAK_CODE_RATE_NOT_OFFERED;
    if ((uint32_t)rate_hz * samples_wire_size(pads) > samples_bytes_per_s(baud)) return PP_NAK_CODE_RATE_TOO_HIGH;
    plan->rate_hz = rate_hz;
    plan->period_us = (uint16_t)(1000000ul / rate_hz);
    plan->adc_prescaler = (uint32_t)rate_hz * pads <= FULL_RESOLUTION_READINGS_HZ ? 128 : 64;
    return SCAN_PLAN_OK;
}

void scan_plan_fastest(scan_plan_t *plan, uint16_t limit_hz, uint8_t pads, uint32_t baud) {
    for (uint8_t i = OFFERED; i-- > 0;) {
        if (offered_hz[i] <= limit_hz && scan_plan_make(plan, offered_hz[i], pads, baud) == SCAN_PLAN_OK) return;
    }
}

uint32_t scan_plan_pad_skew_ns(const scan_plan_t *plan, uint32_t cpu_hz) {
    uint32_t cpu_mhz = cpu_hz / 1000000u;
    return (uint32_t)ADC_CLOCKS_PER_PAD * plan->adc_prescaler * 1000u / cpu_mhz;
}
