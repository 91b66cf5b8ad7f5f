#include "scan.h"

#include <avr/interrupt.h>
#include <string.h>

#include "../boards/board.h"
#include "../pads/pad.h"
#include "pins.h"

#define NO_PAD 0xFFu
#define TIMER_TICKS_PER_US (F_CPU / 8ul / 1000000ul)
#define ADC_ON ((uint8_t)((1u << ADEN) | (1u << ADIE)))
#define ADC_CLK_128 ((uint8_t)((1u << ADPS2) | (1u << ADPS1) | (1u << ADPS0)))
#define ADC_CLK_64 ((uint8_t)((1u << ADPS2) | (1u << ADPS1)))

typedef struct {
    uint16_t period_us;
    uint16_t timer_top;
    uint16_t timer_reference; /* when to measure the reference */
    uint8_t convert; /* what to write to ADCSRA to start a conversion */
    uint8_t oversampling;
    uint8_t passes; /* over all pads, a scan */
} pace_t;

static pace_t pace;
static pace_t next_pace;
static volatile bool pace_changes;

static uint16_t counts[2][PADS];
static volatile uint8_t filling;
static volatile bool converting;
static volatile bool ready;
static uint8_t pads;
static volatile uint8_t extra_wanted; /* extra_t */
/* The conversion under way and the one after it: a pad, and how many more it takes until the input has settled. */
static uint8_t now_pad, now_settling;
static uint8_t next_pad, next_settling;
static uint8_t passes_left;
static uint8_t resting_on; /* extra_t the converter's input rests on between scans, and is to be measured */
static uint8_t measuring; /* extra_t under way */
static uint8_t measured; /* and the newest that is over, until a scan takes it along */
static uint16_t measured_counts;
static uint32_t now_us;
static uint32_t started_us;
static rig_scan_t finished; /* but for its counts and contacts */
static volatile uint16_t overruns;

static pace_t pace_of(const scan_plan_t *plan, const scan_wiring_t *wiring) {
    uint8_t clock = plan->adc_prescaler == 128 ? ADC_CLK_128 : ADC_CLK_64;
    uint16_t reference_us = (uint16_t)(plan->period_us - scan_plan_reference_lead_us(plan, wiring));
    return (pace_t){
        .period_us = plan->period_us,
        .timer_top = (uint16_t)(plan->period_us * TIMER_TICKS_PER_US - 1),
        .timer_reference = (uint16_t)(reference_us * TIMER_TICKS_PER_US),
        .convert = (uint8_t)(ADC_ON | (1u << ADSC) | clock),
        .oversampling = plan->oversampling,
        .passes = (uint8_t)(1u << plan->oversampling),
    };
}

static inline uint8_t extra_select(uint8_t extra) {
    return (uint8_t)(PAD_REFERENCE_BITS | (extra == EXTRA_GROUND ? BOARD_ADC_GROUND : BOARD_ADC_BANDGAP));
}

static void start_converter(void) {
    pad_start();
    ADMUX = extra_select(EXTRA_BANDGAP);
    DIDR0 = 0xFF; /* the pads' digital inputs would only draw current */
    ADCSRA = (uint8_t)((1u << ADEN) | (1u << ADSC) | ADC_CLK_128);
    while (ADCSRA & (1u << ADSC)) {
    } /* the first conversion takes twice as long: throw it away here */
    ADCSRA = (uint8_t)((1u << ADEN) | (1u << ADIF) | ADC_CLK_128);
}

#define TICKS ((uint8_t)(1u << OCIE1A))
#define TICKS_AND_REFERENCE ((uint8_t)((1u << OCIE1A) | (1u << OCIE1B)))

void scan_start(const scan_plan_t *plan, const scan_wiring_t *wiring, uint32_t t_us) {
    pads = plan->pads;
    pace = pace_of(plan, wiring);
    now_us = t_us;
    start_converter();
    TCCR1A = 0;
    TCCR1B = (uint8_t)((1u << WGM12) | (1u << CS11)); /* count to OCR1A, clk/8 */
    OCR1A = pace.timer_top;
    OCR1B = pace.timer_reference;
    TCNT1 = 0;
    TIFR1 = (uint8_t)(1u << OCF1A);
    TIMSK1 = TICKS;
}

void scan_change_plan(const scan_plan_t *plan, const scan_wiring_t *wiring) {
    pace_t wanted = pace_of(plan, wiring);
    uint8_t sreg = SREG;
    cli();
    next_pace = wanted;
    pace_changes = true;
    SREG = sreg;
}

bool scan_is_ready(void) { return ready; }

/* Keeps the compiler from moving reads of a scan before the check of `ready`, or behind its release. */
static inline void compiler_barrier(void) { __asm__ volatile("" ::: "memory"); }

rig_scan_t scan_peek(void) {
    compiler_barrier();
    rig_scan_t scan = finished;
    scan.counts = counts[filling ^ 1u];
    return scan;
}

/* Emptied here and not as a scan begins: that is an interrupt's time, which is short. */
void scan_release(void) {
    memset(counts[filling ^ 1u], 0, sizeof counts[0]);
    compiler_barrier();
    ready = false;
}

void scan_measure_too(extra_t extra) { extra_wanted = (uint8_t)extra; }

uint16_t scan_overruns(void) {
    uint8_t sreg = SREG;
    cli();
    uint16_t count = overruns;
    SREG = sreg;
    return count;
}

static void change_pace(void) {
    pace = next_pace;
    pace_changes = false;
    OCR1B = pace.timer_reference;
    OCR1A = pace.timer_top; /* the counter has just gone back to 0, so the new period starts with this scan */
}

/* ADCSRA is written as a whole: `|=` would write a waiting ADIF back as 1 and so lose the result. */
static inline void convert(uint8_t admux) {
    ADMUX = admux;
    ADCSRA = pace.convert;
}

/* Decided while a conversion runs, so that the next one need not wait for it. */
static inline void plan_next(void) {
    if (now_settling) {
        next_pad = now_pad;
        next_settling = (uint8_t)(now_settling - 1u);
        return;
    }
    next_pad = (uint8_t)(now_pad + 1u);
    next_settling = PAD_CONVERSIONS - 1;
    if (next_pad < pads) return;
    next_pad = passes_left ? 0 : NO_PAD;
    passes_left--;
}

static void begin_scan(void) {
    convert(pad_select(0));
    converting = true;
    started_us = now_us;
    passes_left = (uint8_t)(pace.passes - 1u);
    now_pad = 0;
    now_settling = PAD_CONVERSIONS - 1;
    plan_next();
}

ISR(TIMER1_COMPA_vect) {
    pins_toggle_probe();
    now_us += pace.period_us;
    if (converting || measuring != EXTRA_NONE) {
        overruns++;
        return;
    }
    if (pace_changes) change_pace();
    begin_scan();
}

/* The input rests on the reference until the next scan, which is weak and needs time to charge it. */
static inline void rest(void) {
    resting_on = extra_wanted;
    ADMUX = extra_select(resting_on);
    if (resting_on == EXTRA_NONE) return;
    TIFR1 = (uint8_t)(1u << OCF1B);
    TIMSK1 = TICKS_AND_REFERENCE;
}

ISR(TIMER1_COMPB_vect) {
    TIMSK1 = TICKS;
    if (converting) return;
    measuring = resting_on;
    ADCSRA = pace.convert;
}

static void finish_scan(void) {
    converting = false;
    if (ready) { /* the scan before has not been sent yet: this one is given up */
        overruns++;
        memset(counts[filling], 0, sizeof counts[filling]);
        return;
    }
    filling ^= 1u;
    finished.t_us = started_us;
    finished.period_us = pace.period_us;
    finished.oversampling = pace.oversampling;
    finished.measured = (extra_t)measured; /* kind and reading only together, also when a scan is given up */
    finished.extra_counts = measured_counts;
    measured = EXTRA_NONE;
    ready = true;
}

ISR(ADC_vect) {
    uint16_t reading = ADC; /* before the next channel is chosen */
    uint8_t next = next_pad;
    if (measuring != EXTRA_NONE) {
        measured = measuring;
        measured_counts = reading;
        measuring = EXTRA_NONE;
        return;
    }
    if (next != NO_PAD) convert(pad_select(next));
    if (!now_settling) counts[filling][now_pad] += reading;
    if (next == NO_PAD) {
        rest();
        finish_scan();
        return;
    }
    now_pad = next;
    now_settling = next_settling;
    plan_next();
}
