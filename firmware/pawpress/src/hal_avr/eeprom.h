/* The EEPROM, one byte a call. */
#ifndef PAWPRESS_EEPROM_H
#define PAWPRESS_EEPROM_H

#include <stdbool.h>
#include <stdint.h>

/* Waits for a byte being written, up to 3.4 ms: ask eeprom_is_idle first once the scans run. */
uint8_t eeprom_fetch(uint16_t at);

bool eeprom_is_idle(void);

/* Begins to write a byte; only when idle. */
void eeprom_put(uint16_t at, uint8_t byte);

#endif
