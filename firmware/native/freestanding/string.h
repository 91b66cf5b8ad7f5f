/* What the core takes of the C library, for compilers that come without one; every board's library has it. */
#ifndef PAWPRESS_FREESTANDING_STRING_H
#define PAWPRESS_FREESTANDING_STRING_H

#include <stddef.h>

void *memcpy(void *into, const void *from, size_t size);
void *memset(void *into, int byte, size_t size);

#endif
