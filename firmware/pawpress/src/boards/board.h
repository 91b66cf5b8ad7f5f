/* Chooses the one header that describes the board; no other file asks which board it is. */
#ifndef PAWPRESS_BOARD_H
#define PAWPRESS_BOARD_H

#include <avr/io.h>

#if defined(__AVR_ATmega328P__) && (defined(ARDUINO_AVR_NANO) || defined(PAWPRESS_BOARD_NANO))
#include "board_nano.h"
#elif defined(__AVR_ATmega328P__)
#include "board_uno.h"
#elif defined(__AVR_ATmega2560__)
#include "board_mega.h"
#else
#error "pawpress has no header for this controller: choose Arduino Uno, Nano or Mega 2560, or add src/boards/board_*.h"
#endif

#if F_CPU != 16000000UL
#error "pawpress paces its scans for a 16 MHz clock"
#endif

#endif
