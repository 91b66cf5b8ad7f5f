/* The supply, measured against the chip's own reference once a second and more often during the self-test. */
#ifndef PAWPRESS_SUPPLY_H
#define PAWPRESS_SUPPLY_H

#include <stdbool.h>
#include <stdint.h>

enum { SUPPLY_MV_MIN = 4250, SUPPLY_MV_MAX = 5750 };

typedef struct {
    uint16_t mv; /* 0: not measured yet */
    uint8_t doubt;
    bool low, high; /* three measurements out of range in a row */
} supply_t;

/* Takes what the converter reads at the reference. */
void supply_take(supply_t *supply, uint16_t bandgap_counts);

static inline bool supply_is_bad(const supply_t *supply) { return supply->low || supply->high; }

/* The bound that is broken, millivolts. */
static inline uint16_t supply_bound(const supply_t *supply) { return supply->low ? SUPPLY_MV_MIN : SUPPLY_MV_MAX; }

#endif
