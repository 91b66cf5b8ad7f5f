/* A rig on the desk: its line is an array, and what it sends can be read back frame by frame. */
#ifndef PAWPRESS_DESK_H
#define PAWPRESS_DESK_H

#include "../pawpress/src/core/rig.h"

typedef struct {
    uint8_t type;
    uint8_t length;
    uint16_t sequence;
    uint8_t body[PP_MAX_BODY];
} seen_t;

extern rig_t rig;
extern bool line_is_full;
extern uint16_t pressed[6]; /* what the pads read */
extern uint8_t contacts; /* bits of inputs.h */
extern uint8_t sealed_program[104];
extern uint8_t eeprom[1024];
extern long eeprom_writes_left; /* until the power fails in the middle of one; negative: never */
extern bool eeprom_sticks; /* false: nothing written stays */

/* Starts a six-pad rig at 500 Hz and 500 kbaud, with an erased memory, and forgets everything sent before. */
void desk_start(void);

/* Starts it again with what it remembers. */
void desk_restart(uint8_t reset_cause);

/* Switches it off and on: it remembers what is in its EEPROM and nothing else. */
void desk_lose_power(void);

/* Rounds of the main loop, for what takes its time. */
void desk_pass(int rounds);

/* Sends a command as the host would. */
void desk_command(uint8_t type, uint16_t request, const uint8_t *body, uint8_t length);
void desk_set_rate(uint16_t request, uint16_t rate_hz);

/* Hands over a scan taken at `t_us`. */
void desk_scan(uint32_t t_us, uint16_t period_us);

/* The next frame the rig has sent; type 0 if there is none. */
seen_t desk_next(void);

/* The next frame of a type, past all others. */
seen_t desk_find(uint8_t type);

/* The next frame is this answer. */
void check_ack(uint16_t request, uint8_t command);
void check_nak(uint16_t request, uint8_t command, uint8_t code);

#endif
