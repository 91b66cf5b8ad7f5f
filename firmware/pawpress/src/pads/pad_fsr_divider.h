/* Thin-film force sensor from the supply to the pin, fixed resistor from the pin to ground: more force, more counts. */
#ifndef PAWPRESS_PAD_FSR_DIVIDER_H
#define PAWPRESS_PAD_FSR_DIVIDER_H

#define PAD_KIND PP_PAD_KIND_FSR_DIVIDER
#ifdef PAWPRESS_PADS
#define PADS PAWPRESS_PADS
#else
#define PADS BOARD_PADS
#endif
#define PAD_CONVERSIONS 1
#define PAD_LEAVES_AIN1 true
#define PAD_COUNTS_MAX 1023u /* 10-bit converter, measured against the supply that also feeds the divider */
#define PAD_REFERENCE_BITS ((uint8_t)(1u << REFS0)) /* AVcc: the supply cancels out of the reading */

#if PADS < 1 || PADS > BOARD_PADS
#error "PAWPRESS_PADS: this board has pins for fewer pads; an Uno scans 1 to 6, a Nano 1 to 8"
#endif

static inline void pad_start(void) {}

static inline uint8_t pad_select(uint8_t pad) { return (uint8_t)(PAD_REFERENCE_BITS | pad); }

#endif
