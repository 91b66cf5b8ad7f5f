/* Pads that are not connected or shorted, looked for in every scan, in both modes and without any limits of force.
 *
 * A pad with a supervision resistor reads something also at rest. When its cable breaks the reading does not fall at
 * once: the capacitor at the converter's pin empties through the sense resistor, 47 kOhm x 100 nF = 4.7 ms. A fault is
 * one that has been seen for four times as long; contacts that come and go count as broken too. */
#ifndef PAWPRESS_PAD_WATCH_H
#define PAWPRESS_PAD_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "settings.h"

enum { PAD_WATCH_MS = 20 };

typedef struct {
    uint8_t doubt[SETTINGS_PADS_MAX];
    uint16_t open, shorted; /* a bit for each pad */
} pad_watch_t;

/* Takes a scan, in counts of a single conversion; returns the sum of all pads. */
uint16_t pad_watch_take(pad_watch_t *watch, const trip_guard_limits_t *limits, uint8_t pads, const uint16_t *counts,
                        uint8_t period_ms);

static inline uint16_t pad_watch_faults(const pad_watch_t *watch) { return watch->open | watch->shorted; }

#endif
