/* CRC-16/CCITT-FALSE: polynomial 0x1021, not reflected. Python's binascii.crc_hqx gives the same. */
#ifndef PAWPRESS_CRC16_H
#define PAWPRESS_CRC16_H

#include <stdint.h>

enum { CRC16_INITIAL = 0xFFFF };

/* Goes on from `crc` (CRC16_INITIAL at first) over `size` bytes. */
uint16_t crc16(uint16_t crc, const uint8_t *bytes, uint8_t size);

#endif
