/* What the core takes of the C library. Compiled with -fno-builtin, or these loops would become calls of themselves. */
#include <stddef.h>

void *memcpy(void *into, const void *from, size_t size) {
    unsigned char *to = into;
    const unsigned char *at = from;
    while (size-- > 0) *to++ = *at++;
    return into;
}

void *memset(void *into, int byte, size_t size) {
    unsigned char *to = into;
    while (size-- > 0) *to++ = (unsigned char)byte;
    return into;
}
