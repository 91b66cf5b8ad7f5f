/* The program as it lies in flash, for its checksum. */
#ifndef PAWPRESS_PROGRAM_H
#define PAWPRESS_PROGRAM_H

#include <stdint.h>

/* Code and initial values; firmware/tools/seal_image.py puts the seal right behind them. */
uint16_t program_size(void);

void program_read(uint8_t *into, uint16_t at, uint8_t size);

#endif
