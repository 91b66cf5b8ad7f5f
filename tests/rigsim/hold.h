/* SPDX-License-Identifier: MIT
 * What no emulator has: the capacitor that holds the voltage a conversion measures. It takes time to follow the source
 * that the multiplexer connects it to, and the chip's own reference is a weak source. */
#ifndef RIGSIM_HOLD_H
#define RIGSIM_HOLD_H

#include <sim_avr.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    avr_t *avr;
    uint16_t reference_kohm; /* source impedance of the reference; 0: the model is off */
    double level; /* counts, not rounded */
    double source; /* what it is connected to, counts */
    bool weak;
    uint64_t since; /* cycle up to which `level` holds */
    uint16_t converted; /* what the conversion under way will read */
    avr_io_read_t read_low, read_high; /* simavr's own */
    void *low_param, *high_param;
} hold_t;

/* Puts itself between the converter's result and who reads it. */
void hold_attach(hold_t *hold, avr_t *avr);

/* After every reset: simavr starts counting anew. */
void hold_restart(hold_t *hold);

/* The multiplexer switches at `cycle`. */
void hold_connect(hold_t *hold, double source_counts, bool weak, uint64_t cycle);

/* A conversion begins: the capacitor stays connected for one and a half clocks of the converter, and is held for the
 * rest of the thirteen. */
void hold_convert(hold_t *hold, uint64_t cycle, uint32_t clock_cycles);

#endif
