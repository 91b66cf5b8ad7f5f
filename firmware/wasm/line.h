/* The serial line, both ways, at its real speed. */
#ifndef PAWPRESS_WASM_LINE_H
#define PAWPRESS_WASM_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include "clock.h"

enum { LINE_STEPS_MAX = 1000, LINE_SENT_MAX = LINE_STEPS_MAX * 50 + 1, LINE_INCOMING_MAX = 65536 };

extern uint8_t line_sent[LINE_SENT_MAX]; /* what went out since line_take_sent */

/* Forgets what is under way, both ways. */
void line_restart(void);

/* From the rig: queues all bytes or, returning false, none. */
bool line_offer(const uint8_t *bytes, uint8_t size);

/* Lets bytes go out up to a cycle. */
void line_send_until(cycle_t cycle);

/* How many bytes stand in line_sent; begins again at its start. */
uint32_t line_take_sent(void);

/* From the host: a byte arrives as soon as the line is free. False if too many are under way. */
bool line_put(uint8_t byte);

/* When the rig has the next byte in its hands, or NEVER. */
cycle_t line_due(void);

/* That byte. */
uint8_t line_take(void);

#endif
