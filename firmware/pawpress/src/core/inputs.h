/* The partner's buttons, free of contact bounce. */
#ifndef PAWPRESS_INPUTS_H
#define PAWPRESS_INPUTS_H

#include <stdbool.h>
#include <stdint.h>

enum { INPUT_LOOP_OPEN = 1, INPUT_SPOT_PRESSED = 2, INPUTS = 2, INPUT_LOOP_SHORTED = 4 };

typedef struct {
    uint8_t held; /* the first two bits above; what counts */
    uint8_t changing_ms[INPUTS]; /* for how long the contact has been otherwise */
    uint32_t since_us[INPUTS]; /* when it was first seen otherwise */
    bool started;
} inputs_t;

/* Takes the first two contacts as they are in one scan; returns the bits of those that have changed for good. */
uint8_t inputs_take(inputs_t *inputs, uint8_t contacts, uint32_t t_us, uint8_t period_ms);

#endif
