#include "boot.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/wdt.h>

enum { PAINT = 0xA5 };

#define HUNG 0x4875u
#define WATCHDOG_120_MS ((uint8_t)((1u << WDP1) | (1u << WDP0)))

extern uint8_t __heap_start[]; /* the linker's: the first byte behind the variables */

static uint8_t saved_mcusr __attribute__((section(".noinit")));
static uint16_t hung __attribute__((section(".noinit"))); /* HUNG: the watchdog's interrupt brought us here, not a reset */

/* Nothing was reset then, so whatever interrupts is silenced here; after a reset it is silent anyway. */
static inline void silence_interrupts(void) {
    TIMSK1 = 0;
    ADCSRA = 0;
    UCSR0B = 0;
}

/* Runs before main and before the variables are set up: after a watchdog reset the watchdog is still on at 16 ms, and
 * it cannot be turned off while the flag in MCUSR stands. Nothing is on the stack yet, so all of it can be painted. */
__attribute__((naked, used, section(".init3"))) void boot_save_reset_cause(void);

void boot_save_reset_cause(void) {
    saved_mcusr = MCUSR;
    if (saved_mcusr == 0 && hung == HUNG) saved_mcusr = (uint8_t)(1u << WDRF);
    hung = 0;
    MCUSR = 0;
    wdt_disable();
    silence_interrupts();
    for (uint8_t *at = __heap_start; at <= (uint8_t *)RAMEND; at++) *at = PAINT;
}

/* The first time the watchdog is not fed it only interrupts, and the program starts anew from here: a reset would go
 * through the bootloader, and that of older Nanos restarts for ever after one by the watchdog. */
ISR(WDT_vect, ISR_NAKED) {
    hung = HUNG;
    __asm__ volatile("jmp 0");
}

uint8_t boot_reset_cause(void) { return saved_mcusr; }

void boot_quiet(void) { TIMSK0 = 0; }

uint16_t boot_free_stack(void) {
    const uint8_t *at = __heap_start;
    while (*at == PAINT) at++;
    return (uint16_t)(at - __heap_start);
}

void boot_arm_watchdog(void) {
    uint8_t sreg = SREG;
    cli(); /* the second write must follow the first within four cycles */
    wdt_reset();
    WDTCSR = (uint8_t)((1u << WDCE) | (1u << WDE));
    WDTCSR = (uint8_t)((1u << WDIE) | (1u << WDE) | WATCHDOG_120_MS);
    SREG = sreg;
}

void boot_feed_watchdog(void) { wdt_reset(); }
