#include "../pawpress/src/core/protocol_generated.h"
#include "../pawpress/src/core/scan_plan.h"
#include "check.h"

typedef struct {
    uint16_t rate_hz;
    uint8_t pads;
    uint8_t conversions;
    uint8_t oversampling;
    uint32_t baud;
    uint8_t refusal;
    uint8_t adc_prescaler;
    uint8_t batch;
} plan_case_t;

/* Samples take 27 bytes for 6 pads and 31 for 8; nine tenths of baud / 10 bytes a second may carry them. */
static const plan_case_t plan_cases[] = {
    {100, 6, 1, 0, 500000, SCAN_PLAN_OK, 128, 1},
    {250, 6, 1, 0, 500000, SCAN_PLAN_OK, 128, 1},
    {500, 6, 1, 0, 500000, SCAN_PLAN_OK, 128, 1},
    {500, 8, 1, 0, 500000, SCAN_PLAN_OK, 128, 1}, /* 4000 readings a second: just still in full resolution */
    {1000, 6, 1, 0, 500000, SCAN_PLAN_OK, 64, 1},
    {1000, 8, 1, 0, 500000, SCAN_PLAN_OK, 64, 1},
    {1000, 8, 1, 0, 1000000, SCAN_PLAN_OK, 64, 1},
    {500, 8, 1, 0, 250000, SCAN_PLAN_OK, 128, 1},
    {1000, 8, 1, 0, 250000, SCAN_PLAN_OK, 64, 4},
    {250, 8, 1, 0, 115200, SCAN_PLAN_OK, 128, 1},
    {500, 6, 1, 0, 115200, SCAN_PLAN_OK, 128, 2},
    {500, 8, 1, 0, 115200, SCAN_PLAN_OK, 128, 4},
    {1000, 6, 1, 0, 115200, PP_NAK_CODE_RATE_TOO_HIGH, 0, 0},
    {250, 16, 2, 0, 500000, SCAN_PLAN_OK, 64, 1}, /* by multiplexer */
    {500, 16, 2, 0, 500000, SCAN_PLAN_OK, 64, 1},
    {1000, 16, 2, 0, 1000000, PP_NAK_CODE_RATE_TOO_HIGH, 0, 0}, /* the converter takes 1.8 ms */
    {500, 6, 1, 2, 500000, SCAN_PLAN_OK, 64, 1},
    {500, 6, 1, 3, 500000, PP_NAK_CODE_RATE_TOO_HIGH, 0, 0},
    {100, 6, 1, 4, 500000, SCAN_PLAN_OK, 64, 1},
    {100, 6, 1, 7, 500000, PP_NAK_CODE_OUT_OF_RANGE, 0, 0},
    {0, 6, 1, 0, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0, 0},
    {300, 6, 1, 0, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0, 0},
    {2000, 6, 1, 0, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0, 0},
    {65535, 6, 1, 0, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0, 0},
};

static scan_wiring_t wired(uint8_t conversions, uint32_t baud) {
    return (scan_wiring_t){.conversions = conversions, .cpu_hz = 16000000, .baud = baud};
}

/* After the pads the reference charges the input for 70 µs before it is measured, and that ends before the next tick. */
static void check_reference_has_time(const scan_plan_t *plan, const scan_wiring_t *wiring, const plan_case_t *wanted) {
    double conversion_us = 14.0 * plan->adc_prescaler / 16;
    double pads_us = conversion_us * wanted->pads * wanted->conversions * (1 << wanted->oversampling);
    double lead_us = scan_plan_reference_lead_us(plan, wiring);
    CHECK(lead_us >= conversion_us + 40);
    CHECK(pads_us + 70 + lead_us <= plan->period_us);
    CHECK_EQUAL(plan->pads, wanted->pads);
}

static void each_rate_is_planned_or_refused_with_its_reason(void) {
    running = "scan plan";
    for (unsigned i = 0; i < sizeof plan_cases / sizeof plan_cases[0]; i++) {
        const plan_case_t *wanted = &plan_cases[i];
        const scan_wiring_t wiring = wired(wanted->conversions, wanted->baud);
        scan_plan_t plan = {0};
        CHECK_EQUAL(scan_plan_make(&plan, &wiring, wanted->pads, wanted->rate_hz, wanted->oversampling), wanted->refusal);
        CHECK_EQUAL(plan.adc_prescaler, wanted->adc_prescaler);
        CHECK_EQUAL(plan.batch, wanted->batch);
        if (wanted->refusal == SCAN_PLAN_OK) CHECK_EQUAL((long)plan.period_us * plan.rate_hz, 1000000);
        if (wanted->refusal == SCAN_PLAN_OK) check_reference_has_time(&plan, &wiring, wanted);
    }
}

static void the_fastest_rate_the_line_carries_is_found(void) {
    running = "fastest plan";
    const scan_wiring_t fast = wired(1, 500000), slow = wired(1, 57600), fastest = wired(1, 1000000);
    scan_plan_t plan = {0};
    scan_plan_fastest(&plan, &fast, 6, 500);
    CHECK_EQUAL(plan.rate_hz, 500);
    scan_plan_fastest(&plan, &slow, 8, 500);
    CHECK_EQUAL(plan.rate_hz, 250);
    scan_plan_fastest(&plan, &fastest, 8, 1000);
    CHECK_EQUAL(plan.rate_hz, 1000);
}

static void pads_are_fourteen_converter_clocks_apart(void) {
    running = "pad skew";
    const scan_wiring_t direct = wired(1, 500000), mux = wired(2, 500000);
    const scan_plan_t slow = {.adc_prescaler = 128}, fast = {.adc_prescaler = 64};
    CHECK_EQUAL(scan_plan_pad_skew_ns(&slow, &direct), 112000);
    CHECK_EQUAL(scan_plan_pad_skew_ns(&fast, &direct), 56000);
    CHECK_EQUAL(scan_plan_pad_skew_ns(&fast, &mux), 112000);
}

void test_scan_plan(void) {
    each_rate_is_planned_or_refused_with_its_reason();
    the_fastest_rate_the_line_carries_is_found();
    pads_are_fourteen_converter_clocks_apart();
}
