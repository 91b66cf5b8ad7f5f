#include "cobs.h"

void cobs_stuff(uint8_t *block, uint8_t size) {
    uint8_t distance = 1;
    for (uint8_t i = size; i-- > 1;) {
        if (block[i] == 0) {
            block[i] = distance;
            distance = 0;
        }
        distance++;
    }
    block[0] = distance;
}

bool cobs_unstuff(uint8_t *block, uint8_t size) {
    uint8_t at = 0;
    while (at < size) {
        uint8_t distance = block[at];
        if (distance == 0 || distance > size - at) return false;
        block[at] = 0;
        at = (uint8_t)(at + distance);
    }
    return true;
}
