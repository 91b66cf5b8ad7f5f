/* Arduino Nano: ATmega328P, pads on A0 to A7 (A6 and A7 can only be analog). */
#ifndef PAWPRESS_BOARD_NANO_H
#define PAWPRESS_BOARD_NANO_H

#include "atmega328p.h"

#define BOARD_ID PP_BOARD_NANO
#define BOARD_PADS 8

#endif
