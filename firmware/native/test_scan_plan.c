#include "../pawpress/src/core/protocol_generated.h"
#include "../pawpress/src/core/scan_plan.h"
#include "check.h"

typedef struct {
    uint16_t rate_hz;
    uint8_t pads;
    uint32_t baud;
    uint8_t refusal;
    uint8_t adc_prescaler;
} plan_case_t;

/* Samples take 27 bytes for 6 pads and 31 for 8; nine tenths of baud / 10 bytes a second may carry them. */
static const plan_case_t plan_cases[] = {
    {100, 6, 500000, SCAN_PLAN_OK, 128},
    {250, 6, 500000, SCAN_PLAN_OK, 128},
    {500, 6, 500000, SCAN_PLAN_OK, 128},
    {500, 8, 500000, SCAN_PLAN_OK, 128}, /* 4000 readings a second: just still in full resolution */
    {1000, 6, 500000, SCAN_PLAN_OK, 64},
    {1000, 8, 500000, SCAN_PLAN_OK, 64},
    {500, 8, 250000, SCAN_PLAN_OK, 128},
    {1000, 6, 250000, PP_NAK_CODE_RATE_TOO_HIGH, 0},
    {250, 8, 115200, SCAN_PLAN_OK, 128},
    {500, 6, 115200, PP_NAK_CODE_RATE_TOO_HIGH, 0},
    {0, 6, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0},
    {300, 6, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0},
    {2000, 6, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0},
    {65535, 6, 500000, PP_NAK_CODE_RATE_NOT_OFFERED, 0},
};

static void each_rate_is_planned_or_refused_with_its_reason(void) {
    running = "scan plan";
    for (unsigned i = 0; i < sizeof plan_cases / sizeof plan_cases[0]; i++) {
        const plan_case_t *wanted = &plan_cases[i];
        scan_plan_t plan = {0};
        CHECK_EQUAL(scan_plan_make(&plan, wanted->rate_hz, wanted->pads, wanted->baud), wanted->refusal);
        CHECK_EQUAL(plan.adc_prescaler, wanted->adc_prescaler);
        if (wanted->refusal == SCAN_PLAN_OK) CHECK_EQUAL((long)plan.period_us * plan.rate_hz, 1000000);
    }
}

static void the_fastest_rate_the_line_carries_is_found(void) {
    running = "fastest plan";
    scan_plan_t plan = {0};
    scan_plan_fastest(&plan, 500, 6, 500000);
    CHECK_EQUAL(plan.rate_hz, 500);
    scan_plan_fastest(&plan, 500, 6, 115200);
    CHECK_EQUAL(plan.rate_hz, 250);
    scan_plan_fastest(&plan, 1000, 8, 1000000);
    CHECK_EQUAL(plan.rate_hz, 1000);
}

static void pads_are_fourteen_converter_clocks_apart(void) {
    running = "pad skew";
    const scan_plan_t slow = {.adc_prescaler = 128}, fast = {.adc_prescaler = 64};
    CHECK_EQUAL(scan_plan_pad_skew_ns(&slow, 16000000), 112000);
    CHECK_EQUAL(scan_plan_pad_skew_ns(&fast, 16000000), 56000);
}

void test_scan_plan(void) {
    each_rate_is_planned_or_refused_with_its_reason();
    the_fastest_rate_the_line_carries_is_found();
    pads_are_fourteen_converter_clocks_apart();
}
