/* Why the controller started, and the watchdog that restarts it. */
#ifndef PAWPRESS_BOOT_H
#define PAWPRESS_BOOT_H

#include <stdint.h>

/* Bits as in ResetCause. 0 means that the bootloader cleared them before we could look (optiboot 4 of the Uno does). */
uint8_t boot_reset_cause(void);

/* Turns off what a bootloader or the Arduino core left running. */
void boot_quiet(void);

/* From here on the controller restarts unless fed every 120 ms. */
void boot_arm_watchdog(void);

void boot_feed_watchdog(void);

#endif
