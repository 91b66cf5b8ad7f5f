/* Keeps settings and the count of starts in a memory that can lose power at any moment.
 *
 * Two slots take turns: the new settings go into the older one, so the newer stays whole until they are. A slot is
 * made invalid first and valid last, one byte a step. A record of the count is written elsewhere than the one before. */
#ifndef PAWPRESS_STORE_H
#define PAWPRESS_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "memory.h"
#include "settings.h"

enum {
    STORE_SLOT_STRIDE = 256,
    STORE_BOOTS_AT = 2 * STORE_SLOT_STRIDE,
    STORE_BOOTS_RECORDS = 8,
    STORE_BOOTS_RECORD_SIZE = 4
};

/* What stands in `slot`: what is stored, changes to it, or changes that nobody wants any more. */
enum { STORE_SLOT_STORED, STORE_SLOT_CHANGED, STORE_SLOT_STALE };

typedef enum {
    STORE_IDLE,
    STORE_BUSY,
    STORE_SAVED,
    STORE_FAILED
} store_state_t;

typedef struct {
    const memory_t *memory;
    uint8_t slot[SETTINGS_SLOT_SIZE]; /* what SaveSettings will store */
    settings_t settings; /* what is stored, read back */
    bool lost; /* something was stored, and none of it can be read */
    uint8_t slot_is; /* STORE_SLOT_STORED, ... */
    bool saving;
    uint8_t used; /* slot the settings were read from: 0 or 1 */
    uint8_t phase;
    uint8_t at;
    uint16_t boots;
    uint8_t boots_record[STORE_BOOTS_RECORD_SIZE];
    uint8_t boots_left; /* bytes of the record still to be written */
} store_t;

/* Reads settings and count. Writes nothing; the count is written by the steps that follow. */
void store_load(store_t *store, const memory_t *memory);

/* Makes `slot` ready to be changed, on top of changes that wait there to be saved. */
void store_stage(store_t *store);

/* Forgets changes that were not saved. */
void store_discard(store_t *store);

/* Begins to store `slot`; false if a save is under way. */
bool store_save(store_t *store);

/* Writes or checks at most one byte. STORE_SAVED and STORE_FAILED come once; after either, `slot` is what is stored. */
store_state_t store_step(store_t *store);

/* A stored byte of a pad's name. */
uint8_t store_name_byte(const store_t *store, uint8_t pad, uint8_t i);

#endif
