/* What a builder may want to change; each can also be given as -DNAME=... */
#ifndef PAWPRESS_CONFIG_H
#define PAWPRESS_CONFIG_H

#define PAWPRESS_VERSION_MAJOR 1
#define PAWPRESS_VERSION_MINOR 0
#define PAWPRESS_VERSION_PATCH 0

/* Speed of the serial line. 500000, 250000 and 1000000 are exact at 16 MHz; 115200 (2.1 % fast) is for poor cables. */
#ifndef PAWPRESS_BAUD
#define PAWPRESS_BAUD 500000ul
#endif

/* Scans a second after a start, or the fastest offered rate below it that the serial line carries. */
#ifndef PAWPRESS_RATE_HZ
#define PAWPRESS_RATE_HZ 500u
#endif

/* Define PAWPRESS_PADS, from A0 upwards, for fewer pads than the board has pins; the rest is not scanned. */

/* Define PAWPRESS_PADS_FSR_MUX for sixteen pads behind a 74HC4067 instead of one pad an analog pin. */

/* Device time at the start, microseconds. Other than 0 only to try out what happens when it wraps. */
#ifndef PAWPRESS_START_US
#define PAWPRESS_START_US 0ul
#endif

#endif
