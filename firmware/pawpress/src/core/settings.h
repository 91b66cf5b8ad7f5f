/* What a rig remembers: serial number, trip limits, pad names. How it lies in the memory, and how old layouts are read.
 *
 * A slot is: magic u16 | layout u8 | length u8 | generation u16 | content (length bytes) | crc u16 over all before. */
#ifndef PAWPRESS_SETTINGS_H
#define PAWPRESS_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "protocol_generated.h"

enum {
    SETTINGS_PADS_MAX = 16,
    SETTINGS_GROUPS_MAX = 4,
    SETTINGS_NAME_SIZE = 6,
    SETTINGS_LAYOUT = 3,
    SETTINGS_SHORT_ABOVE = 1020, /* until limits are stored; no pad in order reads so much */
    SETTINGS_MAGIC = 0x5057, /* "WP": little-endian it reads PW */
    SETTINGS_LAYOUT_WITH_NAMES = 2,
    SETTINGS_LAYOUT_AT = 2,
    SETTINGS_GENERATION_AT = 4,
    SETTINGS_HEAD_SIZE = 6,
    SETTINGS_CONTENT_1 = 74, /* length of the content in layout 1, which had no options and no names */
    SETTINGS_NAMES_AT = SETTINGS_HEAD_SIZE + SETTINGS_CONTENT_1 + 1,
    SETTINGS_CONTENT_2 = SETTINGS_CONTENT_1 + 1 + SETTINGS_PADS_MAX * SETTINGS_NAME_SIZE,
    SETTINGS_CONTENT_3 = SETTINGS_CONTENT_2 + 3, /* the sum of empty pads and the number of pads */
    SETTINGS_SLOT_SIZE = SETTINGS_HEAD_SIZE + SETTINGS_CONTENT_3 + 2
};

typedef struct {
    uint16_t pads; /* a bit for each of its pads */
    uint16_t limit; /* of their sum, counts; 0 is no limit */
    uint16_t rise; /* of the rise of their sum within 50 ms, counts; 0 is no limit */
} group_limits_t;

typedef struct {
    uint32_t calibration_id;
    uint8_t pads; /* 0: no limits are stored */
    uint8_t groups;
    uint8_t warning_percent;
    uint8_t min_time_ms;
    uint16_t hysteresis;
    uint16_t open_below;
    uint16_t short_above;
    uint8_t options; /* bits of GuardOption */
    uint16_t empty_sum; /* of all pads, up to which nobody stands on them; 0: not known */
    uint16_t pad[SETTINGS_PADS_MAX];
    group_limits_t group[SETTINGS_GROUPS_MAX];
} trip_guard_limits_t;

typedef struct {
    uint16_t generation; /* 0: nothing was ever stored */
    uint32_t serial;
    uint8_t pads; /* to scan; 0: all there are */
    trip_guard_limits_t limits;
} settings_t;

/* No limits; pads are told to be shorted all the same. */
void settings_no_limits(trip_guard_limits_t *limits);

/* A slot with nothing in it but the layout of today. */
void settings_blank(uint8_t *slot);

/* Brings a slot of any layout up to today's. False if its magic, length or checksum is not right, or if a later
 * firmware wrote it. */
bool settings_migrate(uint8_t *slot);

/* Reads a slot of today's layout. */
void settings_read(const uint8_t *slot, settings_t *settings);

void settings_put_serial(uint8_t *slot, uint32_t serial);
/* Limits for another number of pads are no more. */
void settings_put_pads(uint8_t *slot, uint8_t pads);
void settings_put_limits(uint8_t *slot, const trip_guard_limits_t *limits);
void settings_put_name(uint8_t *slot, uint8_t pad, const uint8_t *text, uint8_t size);

/* Numbers the slot and closes it with its checksum. */
void settings_seal(uint8_t *slot, uint16_t generation);

#endif
