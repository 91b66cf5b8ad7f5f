#include "scan.h"

#include <avr/interrupt.h>

#include "../boards/board.h"
#include "../pads/pad_fsr_divider.h"
#include "pins.h"

#define TIMER_TICKS_PER_US (F_CPU / 8ul / 1000000ul)
#define ADC_ON ((uint8_t)((1u << ADEN) | (1u << ADIE)))
#define ADC_CLK_128 ((uint8_t)((1u << ADPS2) | (1u << ADPS1) | (1u << ADPS0)))
#define ADC_CLK_64 ((uint8_t)((1u << ADPS2) | (1u << ADPS1)))

typedef struct {
    uint16_t period_us;
    uint16_t timer_top;
    uint8_t convert; /* what to write to ADCSRA to start a conversion */
} pace_t;

static pace_t pace;
static pace_t next_pace;
static volatile bool pace_changes;

static uint16_t counts[2][BOARD_PADS];
static volatile uint8_t filling;
static volatile bool converting;
static volatile bool ready;
static uint8_t channel;
static uint32_t now_us;
static uint32_t started_us;
static uint32_t ready_us;
static uint16_t ready_period_us;
static volatile uint16_t overruns;

static pace_t pace_of(const scan_plan_t *plan) {
    uint8_t clock = plan->adc_prescaler == 128 ? ADC_CLK_128 : ADC_CLK_64;
    return (pace_t){
        .period_us = plan->period_us,
        .timer_top = (uint16_t)(plan->period_us * TIMER_TICKS_PER_US - 1),
        .convert = (uint8_t)(ADC_ON | (1u << ADSC) | clock),
    };
}

static void start_converter(void) {
    ADMUX = PAD_REFERENCE_BITS;
    DIDR0 = 0xFF; /* the pads' digital inputs would only draw current */
    ADCSRA = (uint8_t)((1u << ADEN) | (1u << ADSC) | ADC_CLK_128);
    while (ADCSRA & (1u << ADSC)) {
    } /* the first conversion takes twice as long: throw it away here */
    ADCSRA = (uint8_t)((1u << ADEN) | (1u << ADIF) | ADC_CLK_128);
}

void scan_start(const scan_plan_t *plan) {
    pace = pace_of(plan);
    start_converter();
    TCCR1A = 0;
    TCCR1B = (uint8_t)((1u << WGM12) | (1u << CS11)); /* count to OCR1A, clk/8 */
    OCR1A = pace.timer_top;
    TCNT1 = 0;
    TIFR1 = (uint8_t)(1u << OCF1A);
    TIMSK1 = (uint8_t)(1u << OCIE1A);
}

void scan_change_plan(const scan_plan_t *plan) {
    pace_t wanted = pace_of(plan);
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
    return (rig_scan_t){.t_us = ready_us, .period_us = ready_period_us, .counts = counts[filling ^ 1u]};
}

void scan_release(void) {
    compiler_barrier();
    ready = false;
}

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
    OCR1A = pace.timer_top; /* the counter has just gone back to 0, so the new period starts with this scan */
}

/* ADCSRA is written as a whole: `|=` would write a waiting ADIF back as 1 and so lose the result. */
static void begin_scan(void) {
    channel = 0;
    ADMUX = PAD_REFERENCE_BITS;
    ADCSRA = pace.convert;
    converting = true;
    started_us = now_us;
}

ISR(TIMER1_COMPA_vect) {
    pins_toggle_probe();
    now_us += pace.period_us;
    if (converting) {
        overruns++;
        return;
    }
    if (pace_changes) change_pace();
    begin_scan();
}

static void finish_scan(void) {
    converting = false;
    if (ready) { /* the scan before has not been sent yet: this one is given up */
        overruns++;
        return;
    }
    filling ^= 1u;
    ready_us = started_us;
    ready_period_us = pace.period_us;
    ready = true;
}

ISR(ADC_vect) {
    uint16_t reading = ADC; /* before the next channel is chosen */
    uint8_t done = channel;
    uint8_t next = (uint8_t)(done + 1u);
    if (next < BOARD_PADS) {
        ADMUX = (uint8_t)(PAD_REFERENCE_BITS | next);
        ADCSRA = pace.convert;
    }
    counts[filling][done] = reading;
    channel = next;
    if (next == BOARD_PADS) finish_scan();
}
