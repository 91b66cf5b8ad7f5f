// pawpress: reads force pads and streams them to the host. This file is the table of contents:
//   src/app      what happens at the start and in every round
//   src/core     frames, commands and rates: plain C, also compiled and tested on a computer
//   src/hal_avr  timer, converter, serial line, watchdog of the ATmega328P
//   src/boards   one header a board            src/pads   one header a pad kind
//   src/config.h what you may want to change
#include "src/app/app.h"

void setup() { app_setup(); }

void loop() { app_loop(); }
