#include "trip_log.h"

#include "protocol_generated.h"

enum { LAP = 0x80, LAST = TRIP_LOG_CELLS - 1 };

static uint8_t cell(const trip_log_t *log, uint8_t number) {
    return log->memory->read((uint16_t)(TRIP_LOG_AT + number));
}

/* A single erased cell is one whose writing was cut off. */
static bool is_unused(const trip_log_t *log) {
    return cell(log, 0) == MEMORY_ERASED && cell(log, 1) == MEMORY_ERASED;
}

static trip_record_t sensible(trip_record_t record) {
    bool is_record = record == 0 || (record >> 4 != PP_TRIP_CAUSE_NONE && record >> 4 != PP_TRIP_CAUSE_FORGOTTEN);
    return is_record ? record : trip_record(PP_TRIP_CAUSE_FORGOTTEN, 0);
}

void trip_log_load(trip_log_t *log, const memory_t *memory) {
    log->memory = memory;
    log->stored = 0;
    log->newest = LAST;
    log->lap = LAP; /* so that the first lap has none: an erased cell is not of it */
    if (is_unused(log)) return;
    log->newest = 0;
    log->lap = cell(log, 0) & LAP;
    while (log->newest < LAST && (cell(log, (uint8_t)(log->newest + 1u)) & LAP) == log->lap) log->newest++;
    log->stored = sensible((trip_record_t)(cell(log, log->newest) & (uint8_t)~LAP));
}

void trip_log_step(trip_log_t *log, trip_record_t now) {
    if (now == log->stored || !log->memory->is_ready()) return;
    if (log->newest == LAST) log->lap ^= LAP;
    log->newest = (uint8_t)(log->newest == LAST ? 0 : log->newest + 1u);
    log->memory->write((uint16_t)(TRIP_LOG_AT + log->newest), (uint8_t)(log->lap | now));
    log->stored = now;
}
