#include "uart.h"

#include <avr/interrupt.h>

#include "../boards/board.h"
#include "../config.h"
#include "../core/rig.h"
#include "../core/ring.h"

#define UBRR_VALUE ((F_CPU + 4ul * PAWPRESS_BAUD) / (8ul * PAWPRESS_BAUD) - 1ul)
#define REAL_BAUD (F_CPU / (8ul * (UBRR_VALUE + 1ul)))

#if UBRR_VALUE > 4095 || REAL_BAUD * 1000 > PAWPRESS_BAUD * 1025 || REAL_BAUD * 1000 < PAWPRESS_BAUD * 975
#error "PAWPRESS_BAUD: a 16 MHz clock misses this speed by more than 2.5 %; take 115200, 250000, 500000 or 1000000"
#endif

#define RECEIVE_AND_SEND ((uint8_t)((1u << RXEN0) | (1u << TXEN0) | (1u << RXCIE0)))
#define AND_FEED_ME ((uint8_t)(1u << UDRIE0))

static volatile uint8_t tx_bytes[256];
static volatile uint8_t rx_bytes[128]; /* holds any one command, and some */
static ring_t tx = {.bytes = tx_bytes, .mask = 255};
static ring_t rx = {.bytes = rx_bytes, .mask = 127};
_Static_assert(RIG_COMMAND_BLOCK_MAX < 127, "a command arrives whole however long the main loop is busy");
static volatile uint16_t errors;

/* Each byte holds the pattern while its neighbours hold others, so that cells that answer for each other are found. */
static bool keeps(uint8_t seed) {
    for (uint16_t i = 0; i < sizeof tx_bytes; i++) tx_bytes[i] = (uint8_t)(seed ^ i);
    for (uint16_t i = 0; i < sizeof tx_bytes; i++) {
        if (tx_bytes[i] != (uint8_t)(seed ^ i)) return false;
    }
    return true;
}

bool uart_memory_is_sound(void) { return keeps(0x55) && keeps(0xAA); }

void uart_start(void) {
    UCSR0A = (uint8_t)(1u << U2X0); /* before UBRR0: the emulator reads the speed when UBRR0 is written */
    UBRR0 = (uint16_t)UBRR_VALUE;
    UCSR0C = (uint8_t)((1u << UCSZ01) | (1u << UCSZ00));
    UCSR0B = RECEIVE_AND_SEND;
}

bool uart_offer(const uint8_t *bytes, uint8_t size) {
    if (!ring_put_all(&tx, bytes, size)) return false;
    uint8_t sreg = SREG;
    cli(); /* the interrupt writes UCSR0B too */
    UCSR0B = RECEIVE_AND_SEND | AND_FEED_ME;
    SREG = sreg;
    return true;
}

bool uart_take(uint8_t *byte) { return ring_get(&rx, byte); }

bool uart_has_received(void) { return !ring_is_empty(&rx); }

uint16_t uart_errors(void) {
    uint8_t sreg = SREG;
    cli();
    uint16_t count = errors;
    SREG = sreg;
    return count;
}

/* Always sends a byte and stops asking with the last one: an emulator may take a call that sends nothing for the end. */
ISR(BOARD_UART_UDRE_VECTOR) {
    uint8_t byte = 0;
    if (ring_get(&tx, &byte)) UDR0 = byte;
    if (ring_is_empty(&tx)) UCSR0B = RECEIVE_AND_SEND;
}

ISR(BOARD_UART_RX_VECTOR) {
    uint8_t state = UCSR0A; /* before UDR0: reading the byte moves the flags on to the next one */
    uint8_t byte = UDR0;
    bool damaged = state & ((1u << FE0) | (1u << DOR0) | (1u << UPE0));
    if (damaged || !ring_put(&rx, byte)) errors++;
}
