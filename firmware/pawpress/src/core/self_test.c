#include "self_test.h"

#include <string.h>

#include "crc16.h"

enum {
    SEAL_MAGIC = 0xC5A1,
    SEAL_SIZE = 4,
    FLASH_STEP = 40, /* bytes a scan: 110 µs, and 20 kB in all scans */
    GROUND_UNTIL = SELF_TEST_SCANS - 16, /* the reference needs time to settle after a switch, so the last one counts */
    BANDGAP_UNTIL = SELF_TEST_SCANS - 96,
    GROUND_COUNTS_MAX = 8,
    EMPTY_COUNTS_MAX = 63 /* of a pad at rest, its supervision resistor included */
};

bool self_test_begin(self_test_t *test) {
    if (test->scans_left) return false;
    test->scans_left = SELF_TEST_SCANS;
    test->crc = CRC16_INITIAL;
    test->flash_at = 0;
    test->moved = 0;
    return true;
}

extra_t self_test_wants(const self_test_t *test) {
    if (test->scans_left > GROUND_UNTIL) return EXTRA_GROUND;
    return test->scans_left > BANDGAP_UNTIL ? EXTRA_BANDGAP : EXTRA_NONE;
}

static void check_seal(self_test_t *test) {
    uint8_t seal[SEAL_SIZE];
    test->program->read(seal, test->flash_at, SEAL_SIZE);
    bool sealed = pp_get_u16(seal) == SEAL_MAGIC;
    test->flash_damaged = sealed && pp_get_u16(seal + 2) != test->crc;
}

static void read_program(self_test_t *test) {
    uint16_t left = (uint16_t)(test->program->size() - test->flash_at);
    if (left == 0) return;
    uint8_t part[FLASH_STEP], size = left < FLASH_STEP ? (uint8_t)left : (uint8_t)FLASH_STEP;
    test->program->read(part, test->flash_at, size);
    test->crc = crc16(test->crc, part, size);
    test->flash_at = (uint16_t)(test->flash_at + size);
    if (left == size) check_seal(test);
}

static void look_at_pads(self_test_t *test, const uint16_t *counts) {
    if (test->scans_left == SELF_TEST_SCANS) memcpy(test->first, counts, test->pads * sizeof counts[0]);
    uint16_t pad = 1;
    for (uint8_t i = 0; i < test->pads; i++, pad = (uint16_t)(pad << 1)) {
        if (counts[i] != test->first[i]) test->moved |= pad;
    }
}

bool self_test_take_scan(self_test_t *test, const uint16_t *counts, extra_t measured, uint16_t extra_counts) {
    if (test->scans_left == 0) return false;
    look_at_pads(test, counts);
    read_program(test);
    if (measured == EXTRA_GROUND) test->ground_counts = extra_counts;
    return --test->scans_left == 0;
}

/* A pad at rest may well read the same all the time; one that carries somebody never does. */
static uint16_t stuck_pads(const self_test_t *test) {
    uint16_t stuck = 0;
    for (uint8_t i = 0; i < test->pads; i++) {
        uint16_t pad = (uint16_t)(1u << i);
        if (test->first[i] > EMPTY_COUNTS_MAX && !(test->moved & pad)) stuck |= pad;
    }
    return stuck;
}

self_test_findings_t self_test_findings(const self_test_t *test, uint16_t faulty) {
    self_test_findings_t found = {.pads_stuck = (uint16_t)(stuck_pads(test) & ~faulty)};
    if (test->flash_damaged) found.faults |= fault_bit(PP_FAULT_CODE_FLASH_DAMAGED);
    if (test->ground_counts > GROUND_COUNTS_MAX) found.faults |= fault_bit(PP_FAULT_CODE_ADC_GROUND);
    if (found.pads_stuck) found.faults |= fault_bit(PP_FAULT_CODE_PAD_STUCK);
    return found;
}
