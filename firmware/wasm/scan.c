#include "scan.h"

#include <string.h>

/* As measured on the real image: from the tick to the first conversion, and from one conversion's end to the next. */
enum { FIRST_CYCLES = 50, ADC_CLOCKS = 13, INTERRUPT_CYCLES = 49 };
/* The timer ticks this far into a step, as the real image does in the emulator (START_UP_CYCLES of avr_board.py), so
 * that all pads of a scan are read well inside one step. */
enum { TICK_CYCLES = 1000 };
enum { REFERENCE_MV = 1100, CODES = 1024, GROUND_COUNTS = 0 };

uint16_t scan_codes[LINE_STEPS_MAX * SCAN_PADS_MAX];
static cycle_t codes_from;

static const scan_plan_t *wanted;
static const scan_wiring_t *wired;
static scan_plan_t pace;
static cycle_t tick_cycle = NEVER, converted_cycle = NEVER;
static uint32_t now_us;
static uint16_t overruns, supply_mv;
static extra_t extra_wanted;

/* The scan under way. */
static uint32_t started_us;
static uint16_t counts[SCAN_PADS_MAX];
static uint16_t converted; /* readings of pads so far */
static uint16_t reading; /* of the conversion under way */
static extra_t measuring;

void scan_start(const scan_plan_t *plan, const scan_wiring_t *wiring, cycle_t cycle) {
    wanted = plan;
    wired = wiring;
    pace = *plan;
    now_us = 0;
    overruns = 0;
    extra_wanted = EXTRA_NONE;
    converted_cycle = NEVER;
    tick_cycle = cycle + (cycle_t)pace.period_us * CYCLES_PER_US + TICK_CYCLES;
}

void scan_stop(void) { tick_cycle = converted_cycle = NEVER; }

void scan_set_supply(uint16_t mv) { supply_mv = mv; }

void scan_take_codes_from(cycle_t cycle) { codes_from = cycle; }

void scan_measure_too(extra_t extra) { extra_wanted = extra; }

uint16_t scan_overruns(void) { return overruns; }

cycle_t scan_due(void) { return tick_cycle < converted_cycle ? tick_cycle : converted_cycle; }

static uint16_t bandgap_counts(void) {
    uint32_t code = (uint32_t)REFERENCE_MV * CODES / supply_mv;
    return (uint16_t)(code < CODES ? code : CODES - 1);
}

static uint16_t reading_at(cycle_t cycle) {
    if (measuring == EXTRA_GROUND) return GROUND_COUNTS;
    if (measuring == EXTRA_BANDGAP) return bandgap_counts();
    return scan_codes[(cycle - codes_from) / CYCLES_PER_STEP * wired->pads + converted % wired->pads];
}

/* The converter holds what it sees as it begins. */
static void convert(cycle_t cycle) {
    reading = reading_at(cycle);
    converted_cycle = cycle + (cycle_t)(ADC_CLOCKS * pace.adc_prescaler + INTERRUPT_CYCLES);
}

static void begin_scan(void) {
    started_us = now_us;
    converted = 0;
    measuring = EXTRA_NONE;
    memset(counts, 0, sizeof counts);
    convert(now_cycle + FIRST_CYCLES);
}

/* Time goes on by the old period; then a new pace takes hold. */
static void tick(void) {
    now_us += pace.period_us;
    if (converted_cycle != NEVER) {
        overruns++;
    } else {
        pace = *wanted;
        begin_scan();
    }
    tick_cycle += (cycle_t)pace.period_us * CYCLES_PER_US;
}

static bool finish_scan(rig_scan_t *finished) {
    converted_cycle = NEVER;
    *finished = (rig_scan_t){
        .t_us = started_us,
        .period_us = pace.period_us,
        .oversampling = pace.oversampling,
        .measured = measuring,
        .extra_counts = reading,
        .counts = counts,
    };
    return true;
}

/* After the last pad of the last pass may come one conversion more. */
static bool take_reading(rig_scan_t *finished) {
    if (measuring != EXTRA_NONE) return finish_scan(finished);
    counts[converted % wired->pads] = (uint16_t)(counts[converted % wired->pads] + reading);
    converted++;
    if (converted == wired->pads << pace.oversampling) {
        measuring = extra_wanted;
        if (measuring == EXTRA_NONE) return finish_scan(finished);
    }
    convert(now_cycle);
    return false;
}

bool scan_go_on(rig_scan_t *finished) {
    if (converted_cycle <= tick_cycle) return take_reading(finished);
    tick();
    return false;
}
