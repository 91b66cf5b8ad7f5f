/* What the lamps and the buzzer do in each state of the guard. */
#ifndef PAWPRESS_SIGNAL_H
#define PAWPRESS_SIGNAL_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool red_lamp;
    bool buzzer;
    bool green_lamp;
} signal_t;

typedef struct {
    uint8_t state;
    uint8_t slot; /* of the pattern, since the state began */
    uint8_t ms; /* into it */
} signal_clock_t;

/* Moves on by a scan; a new state begins its pattern at once. */
void signal_pass(signal_clock_t *clock, uint8_t trip_guard_state, uint8_t period_ms);

signal_t signal_now(const signal_clock_t *clock, bool streaming);

#endif
