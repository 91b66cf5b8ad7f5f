/* The serial line by its own interrupts; nothing here waits. */
#ifndef PAWPRESS_UART_H
#define PAWPRESS_UART_H

#include <stdbool.h>
#include <stdint.h>

/* Tries the queues' memory with patterns, the largest piece the program uses; before uart_start. */
bool uart_memory_is_sound(void);

void uart_start(void);

/* Queues all bytes or, returning false, none. */
bool uart_offer(const uint8_t *bytes, uint8_t size);

/* False if nothing has arrived. */
bool uart_take(uint8_t *byte);

bool uart_has_received(void);

/* Bytes that arrived damaged or found no room, since the start. */
uint16_t uart_errors(void);

#endif
