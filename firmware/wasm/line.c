#include "line.h"

#include "../pawpress/src/config.h"
#include "../pawpress/src/core/ring.h"

enum {
    BITS_PER_BYTE = 10,
    BYTE_CYCLES = BITS_PER_BYTE * CYCLES_PER_US * 1000000ul / PAWPRESS_BAUD,
    READ_CYCLES = 800, /* from a byte's last bit until the core has it, as measured on the real image */
    QUEUE_MASK = LINE_INCOMING_MAX - 1
};

_Static_assert(LINE_SENT_MAX > LINE_STEPS_MAX * (CYCLES_PER_STEP / BYTE_CYCLES), "a run fits into what can be sent");

uint8_t line_sent[LINE_SENT_MAX];
static uint32_t sent_count;
static volatile uint8_t out_bytes[256]; /* as large as on the real board */
static ring_t out = {.bytes = out_bytes, .mask = 255};
static cycle_t out_free_cycle;

static struct {
    cycle_t taken_cycle;
    uint8_t byte;
} incoming[LINE_INCOMING_MAX];
static uint32_t incoming_head, incoming_tail;
static cycle_t in_free_cycle;

void line_restart(void) {
    out.head = out.tail = 0;
    incoming_head = incoming_tail = 0;
    out_free_cycle = in_free_cycle = now_cycle;
}

bool line_offer(const uint8_t *bytes, uint8_t size) {
    line_send_until(now_cycle);
    if (ring_is_empty(&out) && out_free_cycle < now_cycle) out_free_cycle = now_cycle;
    return ring_put_all(&out, bytes, size);
}

void line_send_until(cycle_t cycle) {
    uint8_t byte;
    while (out_free_cycle < cycle && ring_get(&out, &byte)) {
        line_sent[sent_count++] = byte;
        out_free_cycle += BYTE_CYCLES;
    }
}

uint32_t line_take_sent(void) {
    uint32_t count = sent_count;
    sent_count = 0;
    return count;
}

bool line_put(uint8_t byte) {
    if (incoming_head - incoming_tail == LINE_INCOMING_MAX) return false;
    if (in_free_cycle < now_cycle) in_free_cycle = now_cycle;
    in_free_cycle += BYTE_CYCLES;
    incoming[incoming_head & QUEUE_MASK].taken_cycle = in_free_cycle + READ_CYCLES;
    incoming[incoming_head++ & QUEUE_MASK].byte = byte;
    return true;
}

cycle_t line_due(void) {
    return incoming_head == incoming_tail ? NEVER : incoming[incoming_tail & QUEUE_MASK].taken_cycle;
}

uint8_t line_take(void) { return incoming[incoming_tail++ & QUEUE_MASK].byte; }
