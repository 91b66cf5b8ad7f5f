/* The frames a rig sends. Part of the rig; only rig*.c includes it. */
#ifndef PAWPRESS_RIG_SAY_H
#define PAWPRESS_RIG_SAY_H

#include "rig.h"

void rig_say_hello(rig_t *rig, bool restarted);
void rig_say_status(rig_t *rig);

/* The trip the guard remembers. */
void rig_say_trip(rig_t *rig, uint32_t t_us);
void rig_say_acknowledged(rig_t *rig, uint8_t cause);

void rig_say_button(rig_t *rig, uint32_t t_us, uint8_t button, bool pressed);
void rig_say_self_test(rig_t *rig, const self_test_findings_t *found, uint16_t free_stack);
void rig_say_ack(rig_t *rig, uint16_t request, uint8_t command);
void rig_say_nak(rig_t *rig, uint16_t request, uint8_t command, uint8_t code);

/* Settings, Limits and a PadName a pad. */
uint8_t rig_settings_frames(const rig_t *rig);

/* One of those frames, by number. */
void rig_say_setting(rig_t *rig, uint8_t number);

/* Adds a scan to the frame of Samples being filled, and sends it when it is full. */
void rig_say_scan(rig_t *rig, const rig_scan_t *scan);

/* Sends what the frame being filled holds, if anything. */
void rig_say_batch(rig_t *rig);

#endif
