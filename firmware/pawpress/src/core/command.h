/* Reads what the host asks for out of a good frame. */
#ifndef PAWPRESS_COMMAND_H
#define PAWPRESS_COMMAND_H

#include <stdint.h>

#include "frame.h"

enum { COMMAND_OK = 0 };

typedef struct {
    uint8_t type; /* PP_IDENTIFY to PP_PING */
    uint16_t rate_hz; /* of SetRate only */
} command_t;

/* Returns COMMAND_OK and fills `command`, or returns the NakCode that says why not. */
uint8_t command_read(command_t *command, const frame_t *frame);

#endif
