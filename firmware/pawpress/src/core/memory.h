/* A memory that outlives power: a byte a call. */
#ifndef PAWPRESS_MEMORY_H
#define PAWPRESS_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

enum { MEMORY_ERASED = 0xFF };

/* `write` is only called when `is_ready`. */
typedef struct {
    uint8_t (*read)(uint16_t at);
    bool (*is_ready)(void);
    void (*write)(uint16_t at, uint8_t byte);
} memory_t;

#endif
