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
static uint8_t board_pads;
static scan_plan_t pace;
static cycle_t tick_cycle = NEVER, converted_cycle = NEVER, reference_cycle = NEVER;
static uint32_t now_us;
static uint16_t overruns, supply_mv;
static extra_t extra_wanted;

/* The scan under way. */
static uint32_t started_us;
static uint16_t counts[SCAN_PADS_MAX];
static uint16_t converted; /* readings of pads so far */
static uint8_t settling; /* conversions of this reading that are still to be thrown away */
static uint16_t reading; /* of the conversion under way */

/* Between the scans. */
static extra_t resting_on, measuring, measured;
static uint16_t measured_counts;

void scan_start(const scan_plan_t *plan, const rig_identity_t *board, cycle_t cycle) {
    wanted = plan;
    wired = &board->wiring;
    board_pads = board->pads_max;
    pace = *plan;
    now_us = 0;
    overruns = 0;
    extra_wanted = resting_on = measuring = measured = EXTRA_NONE;
    converted_cycle = reference_cycle = NEVER;
    tick_cycle = cycle + (cycle_t)pace.period_us * CYCLES_PER_US + TICK_CYCLES;
}

void scan_stop(void) { tick_cycle = converted_cycle = reference_cycle = NEVER; }

void scan_set_supply(uint16_t mv) { supply_mv = mv; }

void scan_take_codes_from(cycle_t cycle) { codes_from = cycle; }

void scan_measure_too(extra_t extra) { extra_wanted = extra; }

uint16_t scan_overruns(void) { return overruns; }

static cycle_t earlier(cycle_t one, cycle_t other) { return one < other ? one : other; }

cycle_t scan_due(void) { return earlier(tick_cycle, earlier(converted_cycle, reference_cycle)); }

static uint16_t bandgap_counts(void) {
    uint32_t code = (uint32_t)REFERENCE_MV * CODES / supply_mv;
    return (uint16_t)(code < CODES ? code : CODES - 1);
}

static uint16_t reading_at(cycle_t cycle) {
    if (measuring == EXTRA_GROUND) return GROUND_COUNTS;
    if (measuring == EXTRA_BANDGAP) return bandgap_counts();
    return scan_codes[(cycle - codes_from) / CYCLES_PER_STEP * board_pads + converted % pace.pads];
}

/* The converter holds what it sees as it begins. */
static void convert(cycle_t cycle) {
    reading = reading_at(cycle);
    converted_cycle = cycle + (cycle_t)(ADC_CLOCKS * pace.adc_prescaler + INTERRUPT_CYCLES);
}

static void begin_scan(void) {
    started_us = now_us;
    converted = 0;
    settling = (uint8_t)(wired->conversions - 1u);
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

/* The input rests on the reference until shortly before the next tick. */
static void rest(void) {
    resting_on = extra_wanted;
    if (resting_on == EXTRA_NONE) return;
    reference_cycle = tick_cycle - (cycle_t)scan_plan_reference_lead_us(&pace, wired) * CYCLES_PER_US;
}

static void measure_reference(void) {
    reference_cycle = NEVER;
    measuring = resting_on;
    convert(now_cycle);
}

static bool finish_scan(rig_scan_t *finished) {
    converted_cycle = NEVER;
    rest();
    *finished = (rig_scan_t){
        .t_us = started_us,
        .period_us = pace.period_us,
        .oversampling = pace.oversampling,
        .measured = measured,
        .extra_counts = measured_counts,
        .counts = counts,
    };
    measured = EXTRA_NONE;
    return true;
}

static void take_reference(void) {
    converted_cycle = NEVER;
    measured = measuring;
    measured_counts = reading;
    measuring = EXTRA_NONE;
}

static bool take_pad(rig_scan_t *finished) {
    if (settling > 0) {
        settling--;
        convert(now_cycle);
        return false;
    }
    settling = (uint8_t)(wired->conversions - 1u);
    counts[converted % pace.pads] = (uint16_t)(counts[converted % pace.pads] + reading);
    converted++;
    if (converted == pace.pads << pace.oversampling) return finish_scan(finished);
    convert(now_cycle);
    return false;
}

bool scan_go_on(rig_scan_t *finished) {
    if (converted_cycle <= scan_due()) {
        if (measuring == EXTRA_NONE) return take_pad(finished);
        take_reference();
    } else if (reference_cycle <= tick_cycle) {
        measure_reference();
    } else {
        tick();
    }
    return false;
}
