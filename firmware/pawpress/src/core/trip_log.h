/* Remembers over a loss of power whether the guard is tripped, and by what.
 *
 * One byte a change, in a ring of cells, so that the memory wears evenly: the first bit tells the laps of the ring
 * apart, the rest is the record. The newest cell is the last of those that follow each other in the same lap. A cell
 * whose writing was cut off reads as the record before it or as a trip: never does a cut end one. */
#ifndef PAWPRESS_TRIP_LOG_H
#define PAWPRESS_TRIP_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "memory.h"

enum { TRIP_LOG_AT = 576, TRIP_LOG_CELLS = 64 };

/* What was tripped: TripCause in the upper three bits of seven, pad or group in the lower four. 0: nothing. */
typedef uint8_t trip_record_t;

static inline trip_record_t trip_record(uint8_t cause, uint8_t source) {
    return (trip_record_t)((uint8_t)(cause << 4) | (source & 0x0Fu));
}

typedef struct {
    const memory_t *memory;
    uint8_t newest; /* cell */
    uint8_t lap; /* its first bit */
    trip_record_t stored;
} trip_log_t;

/* Reads what is stored; a record that makes no sense becomes a trip of cause FORGOTTEN. */
void trip_log_load(trip_log_t *log, const memory_t *memory);

/* Writes a byte if `now` is not what is stored and the memory is ready. */
void trip_log_step(trip_log_t *log, trip_record_t now);

static inline uint8_t trip_log_cause(const trip_log_t *log) { return (uint8_t)(log->stored >> 4); }

static inline uint8_t trip_log_source(const trip_log_t *log) { return (uint8_t)(log->stored & 0x0Fu); }

#endif
