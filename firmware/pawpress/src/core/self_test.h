/* The self-test: looks at program, converter and pads while the stream goes on, over a fixed number of scans. */
#ifndef PAWPRESS_SELF_TEST_H
#define PAWPRESS_SELF_TEST_H

#include <stdbool.h>
#include <stdint.h>

#include "settings.h"

enum { SELF_TEST_SCANS = 512 };

/* The bit of a FaultCode in a field `faults`. */
static inline uint32_t fault_bit(uint8_t code) { return (uint32_t)1 << code; }

/* What the converter is to measure after the pads of a scan. */
typedef enum {
    EXTRA_NONE,
    EXTRA_GROUND,
    EXTRA_BANDGAP
} extra_t;

/* The program as it lies in flash. Its last four bytes are magic u16 and checksum u16, or something else if the builder
 * did not seal it, as the Arduino IDE does not. */
typedef struct {
    uint16_t (*size)(void); /* without those four bytes */
    void (*read)(uint8_t *into, uint16_t at, uint8_t size);
} program_t;

typedef struct {
    const program_t *program;
    uint8_t pads;
    uint16_t scans_left; /* 0: not running */
    uint16_t crc;
    uint16_t flash_at;
    bool flash_damaged;
    uint16_t ground_counts;
    uint16_t first[SETTINGS_PADS_MAX]; /* reading of each pad in the first scan */
    uint16_t moved; /* a bit for each pad that once did so */
} self_test_t;

/* False if it is running already. Its findings hold until the next begins. */
bool self_test_begin(self_test_t *test);

/* Takes a scan, in counts of a single conversion. True when that was the last. */
bool self_test_take_scan(self_test_t *test, const uint16_t *counts, extra_t measured, uint16_t extra_counts);

/* What to measure after the pads of the next scan. */
extra_t self_test_wants(const self_test_t *test);

typedef struct {
    uint32_t faults;
    uint16_t pads_stuck;
} self_test_findings_t;

/* `faulty`: a bit for each pad that is open or shorted, and so is not stuck besides. */
self_test_findings_t self_test_findings(const self_test_t *test, uint16_t faulty);

#endif
