/* A ring of bytes between one writer and one reader, either of which may be an interrupt.
 *
 * `head` belongs to the writer, `tail` to the reader; both are single bytes, so each reads the other's in one go.
 * Holds `mask` bytes; `mask` is a power of two less one. */
#ifndef PAWPRESS_RING_H
#define PAWPRESS_RING_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    volatile uint8_t *bytes;
    uint8_t mask;
    volatile uint8_t head;
    volatile uint8_t tail;
} ring_t;

static inline bool ring_is_empty(const ring_t *ring) { return ring->head == ring->tail; }

static inline uint8_t ring_room(const ring_t *ring) {
    return (uint8_t)((ring->tail - ring->head - 1) & ring->mask);
}

/* False if the ring is full. */
static inline bool ring_put(ring_t *ring, uint8_t byte) {
    uint8_t head = ring->head;
    uint8_t next = (uint8_t)((head + 1) & ring->mask);
    if (next == ring->tail) return false;
    ring->bytes[head] = byte;
    ring->head = next;
    return true;
}

/* All of them or none. */
static inline bool ring_put_all(ring_t *ring, const uint8_t *bytes, uint8_t size) {
    if (ring_room(ring) < size) return false;
    uint8_t head = ring->head;
    while (size-- > 0) {
        ring->bytes[head] = *bytes++;
        head = (uint8_t)((head + 1) & ring->mask);
    }
    ring->head = head;
    return true;
}

/* False if the ring is empty. */
static inline bool ring_get(ring_t *ring, uint8_t *byte) {
    uint8_t tail = ring->tail;
    if (tail == ring->head) return false;
    *byte = ring->bytes[tail];
    ring->tail = (uint8_t)((tail + 1) & ring->mask);
    return true;
}

#endif
