#include "store.h"

#include "crc16.h"

enum {
    INVALIDATE,
    WRITE,
    VALIDATE,
    VERIFY
};

static uint16_t slot_at(uint8_t number) { return (uint16_t)(number * STORE_SLOT_STRIDE); }

static void fetch(store_t *store, uint8_t number) {
    for (uint8_t i = 0; i < SETTINGS_SLOT_SIZE; i++) {
        store->slot[i] = store->memory->read((uint16_t)(slot_at(number) + i));
    }
}

/* Generations wrap: the later of two is less than half the range ahead. */
static bool is_later(uint16_t generation, uint16_t than) { return (int16_t)(generation - than) > 0; }

/* True if the slot holds settings; it then stands in `slot`. */
static bool fetch_settings(store_t *store, uint8_t number) {
    fetch(store, number);
    return settings_migrate(store->slot);
}

static bool is_erased(const store_t *store, uint8_t number) {
    for (uint8_t i = 0; i < SETTINGS_HEAD_SIZE; i++) {
        if (store->memory->read((uint16_t)(slot_at(number) + i)) != MEMORY_ERASED) return false;
    }
    return true;
}

static uint16_t generation_of(const store_t *store) { return pp_get_u16(store->slot + SETTINGS_GENERATION_AT); }

/* Leaves the newest whole slot in `slot`, or a blank one. */
static void fetch_newest(store_t *store) {
    bool first = fetch_settings(store, 0);
    uint16_t generation = generation_of(store);
    bool second = fetch_settings(store, 1);
    store->used = second && (!first || is_later(generation_of(store), generation));
    if (store->used || (first && fetch_settings(store, 0))) return;
    settings_blank(store->slot);
    /* A first save that was cut off leaves one slot erased: nothing was lost then. */
    store->lost = !is_erased(store, 0) && !is_erased(store, 1);
}

static void load_settings(store_t *store) {
    store->lost = false;
    fetch_newest(store);
    settings_read(store->slot, &store->settings);
}

static uint16_t boots_at(uint16_t boots) {
    return (uint16_t)(STORE_BOOTS_AT + boots % STORE_BOOTS_RECORDS * STORE_BOOTS_RECORD_SIZE);
}

static uint16_t read_boots(const store_t *store, uint8_t number) {
    uint8_t record[STORE_BOOTS_RECORD_SIZE];
    for (uint8_t i = 0; i < sizeof record; i++) record[i] = store->memory->read((uint16_t)(boots_at(number) + i));
    return crc16(CRC16_INITIAL, record, sizeof record) == 0 ? pp_get_u16(record) : 0;
}

static void count_boot(store_t *store) {
    uint16_t most = 0;
    for (uint8_t i = 0; i < STORE_BOOTS_RECORDS; i++) {
        uint16_t boots = read_boots(store, i);
        if (boots > most) most = boots;
    }
    store->boots = most;
    if (most == 0xFFFF) return;
    store->boots++;
    pp_put_u16(store->boots_record, store->boots);
    uint16_t crc = crc16(CRC16_INITIAL, store->boots_record, 2);
    store->boots_record[2] = (uint8_t)(crc >> 8);
    store->boots_record[3] = (uint8_t)crc;
    store->boots_left = STORE_BOOTS_RECORD_SIZE;
}

void store_load(store_t *store, const memory_t *memory) {
    store->memory = memory;
    store->saving = false;
    store->slot_is = STORE_SLOT_STORED;
    load_settings(store);
    count_boot(store);
}

/* Reading it anew takes longer than there is between two scans at 1000 Hz, so that is done only if need be. */
void store_stage(store_t *store) {
    bool is_stored = store->settings.generation != 0;
    if (store->slot_is == STORE_SLOT_STALE && !(is_stored && fetch_settings(store, store->used))) {
        settings_blank(store->slot);
    }
    store->slot_is = STORE_SLOT_CHANGED;
}

void store_discard(store_t *store) {
    if (store->slot_is == STORE_SLOT_CHANGED) store->slot_is = STORE_SLOT_STALE;
}

bool store_save(store_t *store) {
    if (store->saving) return false;
    store_stage(store);
    uint16_t generation = store->settings.generation;
    settings_seal(store->slot, generation == 0xFFFF ? 1 : (uint16_t)(generation + 1));
    store->saving = true;
    store->phase = INVALIDATE;
    store->at = 0;
    return true;
}

/* Changes a byte if need be: writing one costs 3.4 ms and a little of the memory's life. True if it was right. */
static bool is_written(const store_t *store, uint16_t at, uint8_t byte) {
    if (store->memory->read(at) == byte) return true;
    store->memory->write(at, byte);
    return false;
}

static store_state_t finish(store_t *store, bool good) {
    store->saving = false;
    store->slot_is = STORE_SLOT_STORED;
    if (good) {
        store->used ^= 1u;
        settings_read(store->slot, &store->settings);
        store->lost = false;
        return STORE_SAVED;
    }
    load_settings(store);
    return STORE_FAILED;
}

/* One byte of a save. Whatever was written is read again in the last phase, so a byte that will not stick is noticed. */
static store_state_t save_step(store_t *store) {
    uint16_t slot = slot_at(store->used ^ 1u);
    switch (store->phase) {
        case INVALIDATE:
            is_written(store, slot, 0);
            store->phase = WRITE;
            store->at = 1;
            return STORE_BUSY;
        case WRITE:
            is_written(store, (uint16_t)(slot + store->at), store->slot[store->at]);
            if (++store->at == SETTINGS_SLOT_SIZE) store->phase = VALIDATE;
            return STORE_BUSY;
        case VALIDATE:
            is_written(store, slot, store->slot[0]);
            store->phase = VERIFY;
            store->at = 0;
            return STORE_BUSY;
        default:
            if (store->memory->read((uint16_t)(slot + store->at)) != store->slot[store->at]) return finish(store, false);
            return ++store->at == SETTINGS_SLOT_SIZE ? finish(store, true) : STORE_BUSY;
    }
}

static void boots_step(store_t *store) {
    uint8_t i = (uint8_t)(STORE_BOOTS_RECORD_SIZE - store->boots_left);
    is_written(store, (uint16_t)(boots_at(store->boots) + i), store->boots_record[i]);
    store->boots_left--;
}

store_state_t store_step(store_t *store) {
    if (!store->boots_left && !store->saving) return STORE_IDLE;
    if (!store->memory->is_ready()) return STORE_BUSY;
    if (store->boots_left) {
        boots_step(store);
        return STORE_IDLE;
    }
    return save_step(store);
}

uint8_t store_name_byte(const store_t *store, uint8_t pad, uint8_t i) {
    uint16_t slot = slot_at(store->used);
    bool has_names = store->settings.generation != 0 && store->memory->read(slot + SETTINGS_LAYOUT_AT) >= SETTINGS_LAYOUT_WITH_NAMES;
    return has_names ? store->memory->read((uint16_t)(slot + SETTINGS_NAMES_AT + SETTINGS_NAME_SIZE * pad + i)) : 0;
}
