/* Arduino Uno R3: ATmega328P, pads on A0 to A5. */
#ifndef PAWPRESS_BOARD_UNO_H
#define PAWPRESS_BOARD_UNO_H

#include "atmega328p.h"

#define BOARD_ID PP_BOARD_UNO
#define BOARD_PADS 6

#endif
