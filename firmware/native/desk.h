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

/* Starts a six-pad rig at 500 Hz and 500 kbaud, and forgets everything sent before. */
void desk_start(void);

/* Sends a command as the host would. */
void desk_command(uint8_t type, uint16_t request, const uint8_t *body, uint8_t length);
void desk_set_rate(uint16_t request, uint16_t rate_hz);

/* Hands over a scan taken at `t_us`. */
void desk_scan(uint32_t t_us, uint16_t period_us);

/* The next frame the rig has sent; type 0 if there is none. */
seen_t desk_next(void);

#endif
