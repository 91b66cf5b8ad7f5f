#include "settings.h"

#include <string.h>

#include "crc16.h"

enum {
    LENGTH_AT = 3,
    SERIAL_AT = SETTINGS_HEAD_SIZE,
    LIMITS_AT = SERIAL_AT + 4,
    SHORT_ABOVE_AT = LIMITS_AT + 12,
    OPTIONS_AT = SETTINGS_HEAD_SIZE + SETTINGS_CONTENT_1,
    EMPTY_SUM_AT = SETTINGS_HEAD_SIZE + SETTINGS_CONTENT_2,
    PADS_AT = EMPTY_SUM_AT + 2
};

static const uint8_t content_size[] = {0, SETTINGS_CONTENT_1, SETTINGS_CONTENT_2, SETTINGS_CONTENT_3};

void settings_no_limits(trip_guard_limits_t *limits) {
    memset(limits, 0, sizeof *limits);
    limits->short_above = SETTINGS_SHORT_ABOVE;
}

/* Byte by byte, since a whole set of limits would take a third of the stack. */
static void put_no_limits(uint8_t *slot) {
    memset(slot + LIMITS_AT, 0, SETTINGS_CONTENT_1 - (LIMITS_AT - SETTINGS_HEAD_SIZE));
    pp_put_u16(slot + SHORT_ABOVE_AT, SETTINGS_SHORT_ABOVE);
    slot[OPTIONS_AT] = 0;
    pp_put_u16(slot + EMPTY_SUM_AT, 0);
}

void settings_blank(uint8_t *slot) {
    memset(slot, 0, SETTINGS_SLOT_SIZE);
    pp_put_u16(slot, SETTINGS_MAGIC);
    slot[SETTINGS_LAYOUT_AT] = SETTINGS_LAYOUT;
    slot[LENGTH_AT] = SETTINGS_CONTENT_3;
    put_no_limits(slot);
}

static bool is_whole(const uint8_t *slot) {
    uint8_t layout = slot[SETTINGS_LAYOUT_AT], length = slot[LENGTH_AT];
    if (pp_get_u16(slot) != SETTINGS_MAGIC) return false;
    if (layout == 0 || layout > SETTINGS_LAYOUT || length != content_size[layout]) return false;
    return crc16(CRC16_INITIAL, slot, (uint8_t)(SETTINGS_HEAD_SIZE + length + 2)) == 0;
}

bool settings_migrate(uint8_t *slot) {
    if (!is_whole(slot)) return false;
    /* Layouts only grow at the end, so what an older one lacks is 0: no options, pads without names, all of
     * them scanned, and not known when they are empty. */
    uint8_t end = (uint8_t)(SETTINGS_HEAD_SIZE + content_size[slot[SETTINGS_LAYOUT_AT]]);
    memset(slot + end, 0, (size_t)(SETTINGS_SLOT_SIZE - end));
    slot[SETTINGS_LAYOUT_AT] = SETTINGS_LAYOUT;
    slot[LENGTH_AT] = SETTINGS_CONTENT_3;
    return true;
}

static const uint8_t *get_u16(const uint8_t *in, uint16_t *number) {
    *number = pp_get_u16(in);
    return in + 2;
}

static void read_limits(const uint8_t *in, trip_guard_limits_t *limits) {
    limits->calibration_id = pp_get_u32(in);
    limits->pads = in[4];
    limits->groups = in[5];
    limits->warning_percent = in[6];
    limits->min_time_ms = in[7];
    in = get_u16(in + 8, &limits->hysteresis);
    in = get_u16(in, &limits->open_below);
    in = get_u16(in, &limits->short_above);
    for (uint8_t i = 0; i < SETTINGS_PADS_MAX; i++) in = get_u16(in, &limits->pad[i]);
    for (uint8_t i = 0; i < SETTINGS_GROUPS_MAX; i++) {
        group_limits_t *group = &limits->group[i];
        in = get_u16(get_u16(get_u16(in, &group->pads), &group->limit), &group->rise);
    }
}

void settings_read(const uint8_t *slot, settings_t *settings) {
    settings->generation = pp_get_u16(slot + SETTINGS_GENERATION_AT);
    settings->serial = pp_get_u32(slot + SERIAL_AT);
    read_limits(slot + LIMITS_AT, &settings->limits);
    settings->limits.options = slot[OPTIONS_AT];
    settings->limits.empty_sum = pp_get_u16(slot + EMPTY_SUM_AT);
    settings->pads = slot[PADS_AT];
}

void settings_put_serial(uint8_t *slot, uint32_t serial) { pp_put_u32(slot + SERIAL_AT, serial); }

void settings_put_pads(uint8_t *slot, uint8_t pads) {
    slot[PADS_AT] = pads;
    put_no_limits(slot);
}

void settings_put_limits(uint8_t *slot, const trip_guard_limits_t *limits) {
    uint8_t *out = pp_put_u32(slot + LIMITS_AT, limits->calibration_id);
    out = pp_put_u8(pp_put_u8(out, limits->pads), limits->groups);
    out = pp_put_u8(pp_put_u8(out, limits->warning_percent), limits->min_time_ms);
    out = pp_put_u16(pp_put_u16(out, limits->hysteresis), limits->open_below);
    out = pp_put_u16(out, limits->short_above);
    for (uint8_t i = 0; i < SETTINGS_PADS_MAX; i++) out = pp_put_u16(out, limits->pad[i]);
    for (uint8_t i = 0; i < SETTINGS_GROUPS_MAX; i++) {
        const group_limits_t *group = &limits->group[i];
        out = pp_put_u16(pp_put_u16(pp_put_u16(out, group->pads), group->limit), group->rise);
    }
    slot[OPTIONS_AT] = limits->options;
    pp_put_u16(slot + EMPTY_SUM_AT, limits->empty_sum);
}

void settings_put_name(uint8_t *slot, uint8_t pad, const uint8_t *text, uint8_t size) {
    uint8_t *name = slot + SETTINGS_NAMES_AT + SETTINGS_NAME_SIZE * pad;
    memset(name, 0, SETTINGS_NAME_SIZE);
    if (size) memcpy(name, text, size);
}

void settings_seal(uint8_t *slot, uint16_t generation) {
    pp_put_u16(slot + SETTINGS_GENERATION_AT, generation);
    uint8_t size = SETTINGS_SLOT_SIZE - 2;
    uint16_t crc = crc16(CRC16_INITIAL, slot, size);
    slot[size] = (uint8_t)(crc >> 8); /* big-endian, so that the CRC over a whole slot is zero */
    slot[size + 1] = (uint8_t)crc;
}
