#include "eeprom.h"

#include <avr/interrupt.h>
#include <avr/io.h>

bool eeprom_is_idle(void) { return (EECR & (1u << EEPE)) == 0; }

uint8_t eeprom_fetch(uint16_t at) {
    while (!eeprom_is_idle()) {
    }
    EEAR = at;
    EECR |= (uint8_t)(1u << EERE);
    return EEDR;
}

void eeprom_put(uint16_t at, uint8_t byte) {
    EEAR = at;
    EEDR = byte;
    uint8_t sreg = SREG;
    cli(); /* the second write must follow the first within four cycles */
    EECR |= (uint8_t)(1u << EEMPE);
    EECR |= (uint8_t)(1u << EEPE);
    SREG = sreg;
}
