/* The pins that are not pads: lamps, buzzer, the partner's contacts and the measuring probe. */
#ifndef PAWPRESS_PINS_H
#define PAWPRESS_PINS_H

#include <avr/io.h>
#include <stdbool.h>
#include <stdint.h>

#include "../boards/board.h"
#include "../core/inputs.h"
#include "../core/signal.h"

#define PIN_MASK(bit) ((uint8_t)(1u << (bit)))

static inline void pins_start(void) {
    BOARD_LED_DDR |= PIN_MASK(BOARD_LED_BIT);
    BOARD_PROBE_DDR |= PIN_MASK(BOARD_PROBE_BIT);
    BOARD_TRIP_LED_DDR |= PIN_MASK(BOARD_TRIP_LED_BIT);
    BOARD_BUZZER_DDR |= PIN_MASK(BOARD_BUZZER_BIT);
    ACSR = (uint8_t)(1u << ACBG); /* compares AIN1 with the reference of 1.1 V */
    BOARD_STOP_LOOP_PORT |= PIN_MASK(BOARD_STOP_LOOP_BIT); /* pull-ups: a cut cable reads as open */
    BOARD_SPOT_BUTTON_PORT |= PIN_MASK(BOARD_SPOT_BUTTON_BIT);
}

/* 4 kHz, at which the sounder is loudest: Timer2 counts 125 µs, half of a period, to OCR2A and toggles OC2B there. */
static inline void buzzer_start(void) {
    OCR2A = 249;
    OCR2B = 249;
    TCCR2B = (uint8_t)(1u << CS21); /* clk/8 */
}

static inline void buzzer_sound(bool on) {
    TCCR2A = on ? (uint8_t)((1u << COM2B0) | (1u << WGM21)) : (uint8_t)(1u << WGM21);
}

static inline void pins_show(signal_t signal) {
    if (signal.red_lamp) {
        BOARD_TRIP_LED_PORT |= PIN_MASK(BOARD_TRIP_LED_BIT);
    } else {
        BOARD_TRIP_LED_PORT &= (uint8_t)~PIN_MASK(BOARD_TRIP_LED_BIT);
    }
    if (signal.green_lamp) {
        BOARD_LED_PORT |= PIN_MASK(BOARD_LED_BIT);
    } else {
        BOARD_LED_PORT &= (uint8_t)~PIN_MASK(BOARD_LED_BIT);
    }
    buzzer_sound(signal.buzzer);
}

/* Bits of inputs.h: the loop reads high when open, the button low when held. Where the loop ends in its resistor, AIN1
 * (D7) lies at the loop too, and reads less than the reference only if the loop is shorted before that resistor. */
static inline uint8_t pins_contacts(void) {
    uint8_t contacts = 0;
    if (BOARD_STOP_LOOP_PIN & PIN_MASK(BOARD_STOP_LOOP_BIT)) contacts |= INPUT_LOOP_OPEN;
    if (!(BOARD_SPOT_BUTTON_PIN & PIN_MASK(BOARD_SPOT_BUTTON_BIT))) contacts |= INPUT_SPOT_PRESSED;
    if (ACSR & (1u << ACO)) contacts |= INPUT_LOOP_SHORTED;
    return contacts;
}

/* Writing a 1 to a PIN register toggles the output. */
static inline void pins_toggle_probe(void) { BOARD_PROBE_PIN = PIN_MASK(BOARD_PROBE_BIT); }

#endif
