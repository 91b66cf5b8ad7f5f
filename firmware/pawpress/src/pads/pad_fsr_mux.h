/* Sixteen force sensors, each in a divider of its own, behind a 74HC4067: S0 to S3 on D4 to D7, its common pin on A0. */
#ifndef PAWPRESS_PAD_FSR_MUX_H
#define PAWPRESS_PAD_FSR_MUX_H

#ifndef BOARD_SELECT_OUT
#error "this board has no four select pins in a row: a 74HC4067 needs an Uno or a Nano"
#endif

#define PAD_KIND PP_PAD_KIND_FSR_MUX
#define PADS 16
#define PAD_CONVERSIONS 2 /* the first takes up the charge the pad before left in the converter */
#define PAD_LEAVES_AIN1 false /* D7 is S3 */
#define PAD_COUNTS_MAX 1023u
#define PAD_REFERENCE_BITS ((uint8_t)(1u << REFS0)) /* AVcc, and channel 0 */

static inline void pad_start(void) { BOARD_SELECT_DDR |= (uint8_t)(0x0Fu << BOARD_SELECT_SHIFT); }

static inline uint8_t pad_select(uint8_t pad) {
    uint8_t others = (uint8_t)(BOARD_SELECT_OUT & (uint8_t)~(0x0Fu << BOARD_SELECT_SHIFT));
    BOARD_SELECT_OUT = (uint8_t)(others | (uint8_t)(pad << BOARD_SELECT_SHIFT));
    return PAD_REFERENCE_BITS;
}

#endif
