#include "boot.h"

#include <avr/io.h>
#include <avr/wdt.h>

static uint8_t saved_mcusr __attribute__((section(".noinit")));

/* Runs before main and before the variables are set up: after a watchdog reset the watchdog is still on at 16 ms, and
 * it cannot be turned off while the flag in MCUSR stands. */
__attribute__((naked, used, section(".init3"))) void boot_save_reset_cause(void);

void boot_save_reset_cause(void) {
    saved_mcusr = MCUSR;
    MCUSR = 0;
    wdt_disable();
}

uint8_t boot_reset_cause(void) { return saved_mcusr; }

void boot_quiet(void) { TIMSK0 = 0; }

void boot_arm_watchdog(void) { wdt_enable(WDTO_120MS); }

void boot_feed_watchdog(void) { wdt_reset(); }
