/* The two pins that are not pads: LED and measuring probe. */
#ifndef PAWPRESS_PINS_H
#define PAWPRESS_PINS_H

#include <stdbool.h>
#include <stdint.h>

#include "../boards/board.h"

static inline void pins_start(void) {
    BOARD_LED_DDR |= (uint8_t)(1u << BOARD_LED_BIT);
    BOARD_PROBE_DDR |= (uint8_t)(1u << BOARD_PROBE_BIT);
}

static inline void pins_show_streaming(bool streaming) {
    if (streaming) {
        BOARD_LED_PORT |= (uint8_t)(1u << BOARD_LED_BIT);
    } else {
        BOARD_LED_PORT &= (uint8_t)~(1u << BOARD_LED_BIT);
    }
}

/* Writing a 1 to a PIN register toggles the output. */
static inline void pins_toggle_probe(void) { BOARD_PROBE_PIN = (uint8_t)(1u << BOARD_PROBE_BIT); }

#endif
