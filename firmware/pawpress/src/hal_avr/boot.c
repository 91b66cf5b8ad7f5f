#include "boot.h"

#include <avr/io.h>
#include <avr/wdt.h>

enum { PAINT = 0xA5 };

extern uint8_t __heap_start[]; /* the linker's: the first byte behind the variables */

static uint8_t saved_mcusr __attribute__((section(".noinit")));

/* Runs before main and before the variables are set up: after a watchdog reset the watchdog is still on at 16 ms, and
 * it cannot be turned off while the flag in MCUSR stands. Nothing is on the stack yet, so all of it can be painted. */
__attribute__((naked, used, section(".init3"))) void boot_save_reset_cause(void);

void boot_save_reset_cause(void) {
    saved_mcusr = MCUSR;
    MCUSR = 0;
    wdt_disable();
    for (uint8_t *at = __heap_start; at <= (uint8_t *)RAMEND; at++) *at = PAINT;
}

uint8_t boot_reset_cause(void) { return saved_mcusr; }

void boot_quiet(void) { TIMSK0 = 0; }

uint16_t boot_free_stack(void) {
    const uint8_t *at = __heap_start;
    while (*at == PAINT) at++;
    return (uint16_t)(at - __heap_start);
}

void boot_arm_watchdog(void) { wdt_enable(WDTO_120MS); }

void boot_feed_watchdog(void) { wdt_reset(); }
