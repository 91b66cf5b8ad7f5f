/* What the host may ask for. Part of the rig; only rig*.c includes it. */
#ifndef PAWPRESS_RIG_COMMANDS_H
#define PAWPRESS_RIG_COMMANDS_H

#include "rig.h"

/* Does what a frame asks and answers it. */
void rig_answer(rig_t *rig, const frame_t *request);

/* Ends a trip if its cause is gone; returns 0 or the NakCode that says why not. */
uint8_t rig_acknowledge(rig_t *rig);

#endif
