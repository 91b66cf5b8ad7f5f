/* The EEPROM: 1 kB that outlives power, and is busy for a while after each byte written. */
#ifndef PAWPRESS_WASM_EEPROM_H
#define PAWPRESS_WASM_EEPROM_H

#include <stdbool.h>
#include <stdint.h>

enum { EEPROM_SIZE = 1024 };

extern uint8_t eeprom[EEPROM_SIZE];

void eeprom_erase(void);

/* A reset ends the wait for a byte being written; here the byte is already there. */
void eeprom_restart(void);

uint8_t eeprom_fetch(uint16_t at);
bool eeprom_is_idle(void);
void eeprom_put(uint16_t at, uint8_t byte);

#endif
