#include "crc16.h"

/* By bytes and short shifts instead of bit by bit or by a table: fast on an 8-bit controller, and no 512 bytes of
 * flash. The polynomial's terms x^12, x^5 and 1 are the three shifted copies of `folded`. */
uint16_t crc16(uint16_t crc, const uint8_t *bytes, uint8_t size) {
    uint8_t high = (uint8_t)(crc >> 8);
    uint8_t low = (uint8_t)crc;
    while (size-- > 0) {
        uint8_t folded = (uint8_t)(high ^ *bytes++);
        folded = (uint8_t)(folded ^ (folded >> 4));
        uint8_t times_16 = (uint8_t)(folded << 4);
        high = (uint8_t)(low ^ times_16 ^ (folded >> 3));
        low = (uint8_t)(folded ^ (uint8_t)(times_16 << 1));
    }
    return (uint16_t)((high << 8) | low);
}
