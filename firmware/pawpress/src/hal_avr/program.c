#include "program.h"

#include <avr/pgmspace.h>

extern const uint8_t __data_load_end[]; /* the linker's */

uint16_t program_size(void) { return (uint16_t)(uintptr_t)__data_load_end; }

void program_read(uint8_t *into, uint16_t at, uint8_t size) {
    while (size-- > 0) *into++ = pgm_read_byte(at++);
}
