#include "supply.h"

enum { BANDGAP_MV = 1100, CODES = 1024, DOUBT_FULL = 3 };

static uint16_t millivolts(uint16_t bandgap_counts) {
    uint32_t mv = bandgap_counts ? (uint32_t)BANDGAP_MV * CODES / bandgap_counts : 0xFFFF;
    return mv > 0xFFFF ? 0xFFFF : (uint16_t)mv;
}

void supply_take(supply_t *supply, uint16_t bandgap_counts) {
    supply->mv = millivolts(bandgap_counts);
    bool low = supply->mv < SUPPLY_MV_MIN, high = supply->mv > SUPPLY_MV_MAX;
    if (low || high) {
        if (supply->doubt < DOUBT_FULL) supply->doubt++;
    } else if (supply->doubt) {
        supply->doubt--;
    }
    if (supply->doubt == 0) supply->low = supply->high = false;
    if (supply->doubt < DOUBT_FULL || !(low || high)) return;
    supply->low = low;
    supply->high = high;
}
