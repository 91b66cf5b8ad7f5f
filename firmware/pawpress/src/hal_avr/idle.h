/* Sleeps until an interrupt brings work. */
#ifndef PAWPRESS_IDLE_H
#define PAWPRESS_IDLE_H

#include <avr/cpufunc.h>
#include <avr/interrupt.h>
#include <avr/sleep.h>

#include "scan.h"
#include "uart.h"

static inline void idle_start(void) {
    set_sleep_mode(SLEEP_MODE_IDLE);
    sleep_enable();
}

/* Most interrupts bring nothing for the main loop (a byte sent, a pad read): sleep on. Nothing can come between the
 * check and the sleep, because `sei` lets the next instruction run before any interrupt. */
static inline void idle_until_work(void) {
    cli();
    while (!scan_is_ready() && !uart_has_received()) {
        sei();
        sleep_cpu();
        _NOP(); /* simavr 1.6 takes a waiting interrupt only after the second instruction behind `sei` */
        cli();
    }
    sei();
}

#endif
