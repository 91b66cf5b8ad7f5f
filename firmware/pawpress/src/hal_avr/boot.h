/* Why the controller started, the watchdog that restarts it, and how far its stack ever reached. */
#ifndef PAWPRESS_BOOT_H
#define PAWPRESS_BOOT_H

#include <stdint.h>

/* Bits as in ResetCause; 0 if the bootloader cleared them before we could look, as the Uno's optiboot 4 does. */
uint8_t boot_reset_cause(void);

/* Turns off what a bootloader or the Arduino core left running. */
void boot_quiet(void);

/* Bytes between the variables and the stack that were never used since the start. */
uint16_t boot_free_stack(void);

/* From here on the program starts anew unless fed every 120 ms; where interrupts hang too, the controller is reset
 * after 240 ms. That reset the Nano's old bootloader (57600 baud) does not survive: switch such a board off and on. */
void boot_arm_watchdog(void);

void boot_feed_watchdog(void);

#endif
