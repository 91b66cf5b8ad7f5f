/* What a builder may want to change; each can also be given as -DNAME=... */
#ifndef PAWPRESS_CONFIG_H
#define PAWPRESS_CONFIG_H

#define PAWPRESS_VERSION_MAJOR 0
#define PAWPRESS_VERSION_MINOR 1
#define PAWPRESS_VERSION_PATCH 0

/* Speed of the serial line. 500000, 250000 and 1000000 are exact at 16 MHz; 115200 (2.1 % fast) is for poor cables. */
#ifndef PAWPRESS_BAUD
#define PAWPRESS_BAUD 500000ul
#endif

/* Scans a second after a start, or the fastest offered rate below it that the serial line carries. */
#ifndef PAWPRESS_RATE_HZ
#define PAWPRESS_RATE_HZ 500u
#endif

#endif
