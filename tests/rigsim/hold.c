/* SPDX-License-Identifier: MIT */
#include "hold.h"

#include <math.h>

enum { ADCL_AT = 0x78, ADCH_AT = 0x79, CODES_MAX = 1023 };

/* 14 pF (datasheet, figure 24-8). A pad's 100 nF at the pin hand over their charge through 10 kOhm in no time. */
static const double capacitor_f = 14e-12, pad_ohm = 10e3, cpu_hz = 16e6;

static void follow(hold_t *hold, uint64_t cycle) {
    if (cycle <= hold->since) return;
    double ohm = hold->weak ? hold->reference_kohm * 1e3 : pad_ohm;
    double share = exp(-(double)(cycle - hold->since) / cpu_hz / (ohm * capacitor_f));
    hold->level = hold->source + (hold->level - hold->source) * share;
    hold->since = cycle;
}

void hold_connect(hold_t *hold, double source_counts, bool weak, uint64_t cycle) {
    follow(hold, cycle);
    hold->source = source_counts;
    hold->weak = weak;
}

void hold_convert(hold_t *hold, uint64_t cycle, uint32_t clock_cycles) {
    follow(hold, cycle + 3 * clock_cycles / 2);
    double code = floor(hold->level + 0.5);
    hold->converted = (uint16_t)(code < 0 ? 0 : code > CODES_MAX ? CODES_MAX : code);
    hold->since = cycle + 13 * clock_cycles;
}

static uint8_t read_low(avr_t *avr, avr_io_addr_t at, void *param) {
    hold_t *hold = param;
    uint8_t low = hold->read_low(avr, at, hold->low_param);
    if (!hold->reference_kohm) return low;
    avr->data[ADCL_AT] = (uint8_t)hold->converted;
    avr->data[ADCH_AT] = (uint8_t)(hold->converted >> 8);
    return avr->data[ADCL_AT];
}

static uint8_t read_high(avr_t *avr, avr_io_addr_t at, void *param) {
    hold_t *hold = param;
    uint8_t high = hold->read_high(avr, at, hold->high_param);
    return hold->reference_kohm ? (uint8_t)(hold->converted >> 8) : high;
}

void hold_attach(hold_t *hold, avr_t *avr) {
    hold->avr = avr;
    avr_io_addr_t low = AVR_DATA_TO_IO(ADCL_AT), high = AVR_DATA_TO_IO(ADCH_AT);
    hold->read_low = avr->io[low].r.c;
    hold->low_param = avr->io[low].r.param;
    hold->read_high = avr->io[high].r.c;
    hold->high_param = avr->io[high].r.param;
    avr->io[low].r.c = read_low;
    avr->io[low].r.param = hold;
    avr->io[high].r.c = read_high;
    avr->io[high].r.param = hold;
}

void hold_restart(hold_t *hold) {
    hold->since = 0;
    hold->level = hold->source = 0;
}
