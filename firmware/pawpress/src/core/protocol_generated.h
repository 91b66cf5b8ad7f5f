/* The messages of the wire, generated from protocol/pawpress.toml by tools/generate_protocol.py. Do not edit. */
#ifndef PAWPRESS_PROTOCOL_GENERATED_H
#define PAWPRESS_PROTOCOL_GENERATED_H

#include <stdbool.h>
#include <stdint.h>

#define PP_PROTOCOL_VERSION 3u
#define PP_SCHEMA_HASH 0xFB3E5774ul
#define PP_MAX_BODY 200u

static inline uint8_t *pp_put_u8(uint8_t *out, uint8_t value) {
    out[0] = value;
    return out + 1;
}

static inline uint8_t *pp_put_u16(uint8_t *out, uint16_t value) {
    out[0] = (uint8_t)value;
    out[1] = (uint8_t)(value >> 8);
    return out + 2;
}

static inline uint8_t *pp_put_u32(uint8_t *out, uint32_t value) {
    return pp_put_u16(pp_put_u16(out, (uint16_t)value), (uint16_t)(value >> 16));
}

static inline uint8_t pp_get_u8(const uint8_t *in) { return in[0]; }

static inline uint16_t pp_get_u16(const uint8_t *in) { return (uint16_t)(in[0] | ((uint16_t)in[1] << 8)); }

static inline uint32_t pp_get_u32(const uint8_t *in) {
    return (uint32_t)pp_get_u16(in) | ((uint32_t)pp_get_u16(in + 2) << 16);
}

/* The board the firmware was built for. */
enum {
    PP_BOARD_UNKNOWN = 0, /* Not a board this schema knows. */
    PP_BOARD_UNO = 1, /* Arduino Uno R3, ATmega328P, A0 to A5. */
    PP_BOARD_NANO = 2, /* Arduino Nano, ATmega328P, A0 to A7. */
    PP_BOARD_MEGA = 3, /* Arduino Mega 2560, compiled only. */
};

/* What a pad is made of: decides the nominal curve until the pad is calibrated. */
enum {
    PP_PAD_KIND_UNKNOWN = 0, /* Not a pad kind this schema knows. */
    PP_PAD_KIND_FSR_DIVIDER = 1, /* Thin-film 445 N sensor in a divider with the resistor matched to 200 N. */
    PP_PAD_KIND_FSR_MUX = 2, /* Sixteen such pads, each with a divider of its own, behind a 74HC4067. */
};

/* Why the rig started last; the bits of the controller's MCUSR register. */
enum {
    PP_RESET_CAUSE_POWER_ON = 1, /* Supply switched on. */
    PP_RESET_CAUSE_EXTERNAL = 2, /* Reset button, or the host opened the port (DTR). */
    PP_RESET_CAUSE_BROWN_OUT = 4, /* Supply dipped. */
    PP_RESET_CAUSE_WATCHDOG = 8, /* The firmware hung and the watchdog restarted it. */
};

/* Why a command was refused. */
enum {
    PP_NAK_CODE_UNKNOWN_COMMAND = 1, /* This firmware has no such command. */
    PP_NAK_CODE_MALFORMED = 2, /* The body is not of the length the schema gives. */
    PP_NAK_CODE_RATE_NOT_OFFERED = 3, /* The timer cannot pace this rate exactly. */
    PP_NAK_CODE_RATE_TOO_HIGH = 4, /* Line or converter have no time for so many readings a second. */
    PP_NAK_CODE_OUT_OF_RANGE = 5, /* A number in the command makes no sense for this rig. */
    PP_NAK_CODE_LIMITS_MISSING = 6, /* Foot mode needs trip limits stored in the rig. */
    PP_NAK_CODE_FOOT_MODE = 7, /* In foot mode nothing changes that the guard relies on. */
    PP_NAK_CODE_BUSY = 8, /* The rig is still busy with the save or self-test before. */
    PP_NAK_CODE_STORE_FAILED = 9, /* The memory for settings did not read back what was written; the settings before still hold. */
    PP_NAK_CODE_STILL_TRIPPED = 10, /* What tripped the guard still holds. */
    PP_NAK_CODE_NEVER_TRIPS = 11, /* A limit lies where no reading can pass it, or a pad has none. */
    PP_NAK_CODE_UNSUPERVISED = 12, /* The pads have no supervision resistors, so a broken cable would go unseen under feet. */
    PP_NAK_CODE_PADS_LOADED = 13, /* There is still weight on the pads. */
};

/* What presses. */
enum {
    PP_MODE_HANDS = 0, /* Hands; the guard watches if limits are stored. */
    PP_MODE_FOOT = 1, /* Feet; the guard always watches, and the host must be heard from. */
};

/* What the rig's own guard is doing. */
enum {
    PP_GUARD_STATE_OFF = 0, /* Not watching: no limits are stored. */
    PP_GUARD_STATE_WATCHING = 1, /* Watching; all is within the limits. */
    PP_GUARD_STATE_WARNING = 2, /* A reading is near its limit. */
    PP_GUARD_STATE_HOST_SILENT = 3, /* Watching, but no command has come for 1.5 s in foot mode: nobody monitors. */
    PP_GUARD_STATE_TRIPPED = 4, /* A limit was passed, the stop loop opened, or under feet a pad or the supply failed; holds until acknowledged. */
    PP_GUARD_STATE_WARNING_HOST_SILENT = 5, /* A reading is near its limit, and nobody monitors: both at once. */
};

/* Why the rig's guard tripped. */
enum {
    PP_TRIP_CAUSE_NONE = 0, /* It has not. */
    PP_TRIP_CAUSE_PAD_LIMIT = 1, /* One pad was pressed harder than its limit. */
    PP_TRIP_CAUSE_GROUP_LIMIT = 2, /* A group of pads together was pressed harder than its limit. */
    PP_TRIP_CAUSE_RATE_OF_RISE = 3, /* The load of a group of pads rose too fast. */
    PP_TRIP_CAUSE_STOP_LOOP = 4, /* The partner let go of the stop loop, or its cable is cut, shorted or unplugged. */
    PP_TRIP_CAUSE_PAD_FAULT = 5, /* A pad or its cable failed under feet: it reads nothing, or full, all the time. */
    PP_TRIP_CAUSE_SUPPLY = 6, /* The supply was out of its range under feet, so no reading can be relied on. */
    PP_TRIP_CAUSE_FORGOTTEN = 7, /* The rig was tripped when its power failed, and why cannot be read any more. */
};

/* The partner's buttons. */
enum {
    PP_BUTTON_KIND_STOP_LOOP = 1, /* The stop loop, closed at rest: pressed means open, or shorted where it ends in a resistor. */
    PP_BUTTON_KIND_GOOD_SPOT = 2, /* More of this, a good spot. Held for a second it also acknowledges a trip. */
};

/* What the rig found wrong with itself; the number is the bit in a field `faults`. */
enum {
    PP_FAULT_CODE_FLASH_DAMAGED = 0, /* The program in the chip is not the one that was built. */
    PP_FAULT_CODE_RAM_DAMAGED = 1, /* A cell of the working memory does not keep what is written. */
    PP_FAULT_CODE_SETTINGS_LOST = 2, /* Settings were stored but neither copy can be read. */
    PP_FAULT_CODE_ADC_GROUND = 3, /* The converter does not read zero at ground. */
    PP_FAULT_CODE_SUPPLY_LOW = 4, /* The supply now reads below 4.25 V; the reference it is measured against may be 10 % off. */
    PP_FAULT_CODE_SUPPLY_HIGH = 5, /* The supply now reads above 5.75 V; the reference it is measured against may be 10 % off. */
    PP_FAULT_CODE_PAD_OPEN = 6, /* A pad now reads below its level at rest: its wire is broken or it is unplugged. */
    PP_FAULT_CODE_PAD_SHORTED = 7, /* A pad now reads full all the time: its two wires touch. */
    PP_FAULT_CODE_PAD_STUCK = 8, /* A pad showed the very same reading, too high for an empty one, during the whole self-test. */
    PP_FAULT_CODE_OVERRUNS = 9, /* Scans were not taken in time. */
    PP_FAULT_CODE_TX_DROPPED = 10, /* The serial line had no room for some frames. */
    PP_FAULT_CODE_RX_ERRORS = 11, /* Damaged bytes or frames came from the host. */
    PP_FAULT_CODE_WATCHDOG_RESET = 12, /* The firmware hung and was restarted. */
    PP_FAULT_CODE_BROWN_OUT = 13, /* The supply dipped and the rig restarted. */
    PP_FAULT_CODE_STACK_LOW = 14, /* Less than 64 bytes of working memory were ever free. */
    PP_FAULT_CODE_STOP_LOOP_OPEN = 15, /* The partner's stop loop is open. */
    PP_FAULT_CODE_STOP_LOOP_SHORTED = 16, /* The partner's stop loop is shorted before its resistor: letting go would not be seen. */
};

/* How the guard watches; the bits of the field `options`. */
enum {
    PP_GUARD_OPTION_LOOP_IN_HANDS = 1, /* An open stop loop trips in hands mode too. In foot mode it always does. */
    PP_GUARD_OPTION_LOOP_RESISTOR = 2, /* The stop loop ends in a resistor: a loop without it is shorted, which counts as open. */
    PP_GUARD_OPTION_FEET_UNSUPERVISED = 4, /* Feet are allowed on pads without supervision resistors: somebody was asked and agreed. */
};

/* Who the rig is. Sent once after every start and in answer to Identify. */
enum { PP_HELLO = 0x01, PP_HELLO_FIXED_SIZE = 43 };

typedef struct {
    uint8_t protocol_version; /* Version of this schema. */
    uint32_t schema_hash; /* First four bytes of the schema's SHA-256; the host names a mismatch instead of guessing. */
    uint8_t firmware_major; /* Firmware version, major. */
    uint8_t firmware_minor; /* Firmware version, minor. */
    uint8_t firmware_patch; /* Firmware version, patch. */
    uint8_t board; /* The board. */
    uint8_t pad_kind; /* What the pads are made of. */
    uint8_t pads; /* Pads scanned. */
    uint16_t rate_hz; /* Scans a second. */
    uint16_t counts_max; /* Top of the converter's range. */
    uint32_t pad_skew_ns; /* Time between two neighbouring pads of one scan. */
    uint32_t baud; /* Speed of the serial line. */
    uint8_t reset_cause; /* Why the rig started; bits may be combined. */
    uint8_t restarted; /* 1 in the first Hello after a start, 0 in an answer to Identify. */
    uint32_t serial; /* Serial number of the rig; 0 if none was given. */
    uint16_t boots; /* Starts counted so far, this one included; 0 if unknown, stays at 65535. */
    uint8_t oversampling; /* Each reading is the sum of 2 to this power conversions; counts_max counts that in. */
    uint32_t calibration_id; /* Number of the calibration the stored limits come from; 0 if none are stored. */
    uint32_t faults; /* What is wrong; a bit for each code. Pads, supply and stop loop as they are now, the rest since the start. */
    uint8_t mode; /* What presses. */
    uint8_t guard; /* What the guard is doing. */
    uint8_t pads_max; /* Pads this firmware can scan; SetPads may choose fewer. */
} pp_hello_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_hello(uint8_t *out, const pp_hello_t *m) {
    uint8_t *end = out;
    end = pp_put_u8(end, m->protocol_version);
    end = pp_put_u32(end, m->schema_hash);
    end = pp_put_u8(end, m->firmware_major);
    end = pp_put_u8(end, m->firmware_minor);
    end = pp_put_u8(end, m->firmware_patch);
    end = pp_put_u8(end, m->board);
    end = pp_put_u8(end, m->pad_kind);
    end = pp_put_u8(end, m->pads);
    end = pp_put_u16(end, m->rate_hz);
    end = pp_put_u16(end, m->counts_max);
    end = pp_put_u32(end, m->pad_skew_ns);
    end = pp_put_u32(end, m->baud);
    end = pp_put_u8(end, m->reset_cause);
    end = pp_put_u8(end, m->restarted);
    end = pp_put_u32(end, m->serial);
    end = pp_put_u16(end, m->boots);
    end = pp_put_u8(end, m->oversampling);
    end = pp_put_u32(end, m->calibration_id);
    end = pp_put_u32(end, m->faults);
    end = pp_put_u8(end, m->mode);
    end = pp_put_u8(end, m->guard);
    end = pp_put_u8(end, m->pads_max);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_hello(const uint8_t *in, uint8_t length, pp_hello_t *m) {
    if (length != PP_HELLO_FIXED_SIZE) return false;
    m->protocol_version = pp_get_u8(in);
    in += 1;
    m->schema_hash = pp_get_u32(in);
    in += 4;
    m->firmware_major = pp_get_u8(in);
    in += 1;
    m->firmware_minor = pp_get_u8(in);
    in += 1;
    m->firmware_patch = pp_get_u8(in);
    in += 1;
    m->board = pp_get_u8(in);
    in += 1;
    m->pad_kind = pp_get_u8(in);
    in += 1;
    m->pads = pp_get_u8(in);
    in += 1;
    m->rate_hz = pp_get_u16(in);
    in += 2;
    m->counts_max = pp_get_u16(in);
    in += 2;
    m->pad_skew_ns = pp_get_u32(in);
    in += 4;
    m->baud = pp_get_u32(in);
    in += 4;
    m->reset_cause = pp_get_u8(in);
    in += 1;
    m->restarted = pp_get_u8(in);
    in += 1;
    m->serial = pp_get_u32(in);
    in += 4;
    m->boots = pp_get_u16(in);
    in += 2;
    m->oversampling = pp_get_u8(in);
    in += 1;
    m->calibration_id = pp_get_u32(in);
    in += 4;
    m->faults = pp_get_u32(in);
    in += 4;
    m->mode = pp_get_u8(in);
    in += 1;
    m->guard = pp_get_u8(in);
    in += 1;
    m->pads_max = pp_get_u8(in);
    return true;
}

/* One or more scans of all pads, oldest first. */
enum { PP_SAMPLES = 0x02, PP_SAMPLES_FIXED_SIZE = 7 };

typedef struct {
    uint32_t t_us; /* Device time of the first scan; wraps after 71.6 minutes. */
    uint16_t period_us; /* Time from one scan to the next. */
    uint8_t pads; /* Pads in a scan. */
    const uint16_t *counts; /* Scan by scan, pad by pad. */
    uint8_t counts_len;
} pp_samples_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_samples(uint8_t *out, const pp_samples_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->t_us);
    end = pp_put_u16(end, m->period_us);
    end = pp_put_u8(end, m->pads);
    for (uint8_t i = 0; i < m->counts_len; i++) end = pp_put_u16(end, m->counts[i]);
    return (uint8_t)(end - out);
}

/* Reads a body but for `counts`, whose number alone is given; false if the length does not fit. */
static inline bool pp_unpack_samples(const uint8_t *in, uint8_t length, pp_samples_t *m) {
    if (length < PP_SAMPLES_FIXED_SIZE) return false;
    if ((length - PP_SAMPLES_FIXED_SIZE) % 2 != 0) return false;
    m->t_us = pp_get_u32(in);
    in += 4;
    m->period_us = pp_get_u16(in);
    in += 2;
    m->pads = pp_get_u8(in);
    m->counts = 0;
    m->counts_len = (uint8_t)((length - PP_SAMPLES_FIXED_SIZE) / 2);
    return true;
}

/* One of the numbers at the end of a body. */
static inline uint16_t pp_samples_counts_at(const uint8_t *in, uint8_t i) {
    return pp_get_u16(in + PP_SAMPLES_FIXED_SIZE + 2 * i);
}

/* The rig's own health, once a second. */
enum { PP_STATUS = 0x03, PP_STATUS_FIXED_SIZE = 26 };

typedef struct {
    uint32_t t_us; /* Device time. */
    uint32_t uptime_s; /* Time since the start; does not wrap. */
    uint16_t overruns; /* Scans not taken in time since the start. */
    uint16_t tx_dropped; /* Frames the serial line had no room for since the start. */
    uint16_t rx_errors; /* Damaged frames or bytes received since the start. */
    uint32_t faults; /* What is wrong; a bit for each code. Pads, supply and stop loop as they are now, the rest since the start. */
    uint8_t mode; /* What presses. */
    uint8_t guard; /* What the guard is doing. */
    uint16_t pads_open; /* A bit for each pad that is not connected now. */
    uint16_t pads_shorted; /* A bit for each pad that is shorted now. */
    uint16_t supply_mv; /* Supply, measured within the last second against the chip's own reference (±10 %); 0 before the first. */
} pp_status_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_status(uint8_t *out, const pp_status_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->t_us);
    end = pp_put_u32(end, m->uptime_s);
    end = pp_put_u16(end, m->overruns);
    end = pp_put_u16(end, m->tx_dropped);
    end = pp_put_u16(end, m->rx_errors);
    end = pp_put_u32(end, m->faults);
    end = pp_put_u8(end, m->mode);
    end = pp_put_u8(end, m->guard);
    end = pp_put_u16(end, m->pads_open);
    end = pp_put_u16(end, m->pads_shorted);
    end = pp_put_u16(end, m->supply_mv);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_status(const uint8_t *in, uint8_t length, pp_status_t *m) {
    if (length != PP_STATUS_FIXED_SIZE) return false;
    m->t_us = pp_get_u32(in);
    in += 4;
    m->uptime_s = pp_get_u32(in);
    in += 4;
    m->overruns = pp_get_u16(in);
    in += 2;
    m->tx_dropped = pp_get_u16(in);
    in += 2;
    m->rx_errors = pp_get_u16(in);
    in += 2;
    m->faults = pp_get_u32(in);
    in += 4;
    m->mode = pp_get_u8(in);
    in += 1;
    m->guard = pp_get_u8(in);
    in += 1;
    m->pads_open = pp_get_u16(in);
    in += 2;
    m->pads_shorted = pp_get_u16(in);
    in += 2;
    m->supply_mv = pp_get_u16(in);
    return true;
}

/* A command was carried out. */
enum { PP_ACK = 0x04, PP_ACK_FIXED_SIZE = 3 };

typedef struct {
    uint16_t request; /* The command's sequence. */
    uint8_t command; /* The command's type. */
} pp_ack_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_ack(uint8_t *out, const pp_ack_t *m) {
    uint8_t *end = out;
    end = pp_put_u16(end, m->request);
    end = pp_put_u8(end, m->command);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_ack(const uint8_t *in, uint8_t length, pp_ack_t *m) {
    if (length != PP_ACK_FIXED_SIZE) return false;
    m->request = pp_get_u16(in);
    in += 2;
    m->command = pp_get_u8(in);
    return true;
}

/* A command was refused; the stream goes on. */
enum { PP_NAK = 0x05, PP_NAK_FIXED_SIZE = 4 };

typedef struct {
    uint16_t request; /* The command's sequence. */
    uint8_t command; /* The command's type. */
    uint8_t code; /* Why. */
} pp_nak_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_nak(uint8_t *out, const pp_nak_t *m) {
    uint8_t *end = out;
    end = pp_put_u16(end, m->request);
    end = pp_put_u8(end, m->command);
    end = pp_put_u8(end, m->code);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_nak(const uint8_t *in, uint8_t length, pp_nak_t *m) {
    if (length != PP_NAK_FIXED_SIZE) return false;
    m->request = pp_get_u16(in);
    in += 2;
    m->command = pp_get_u8(in);
    in += 1;
    m->code = pp_get_u8(in);
    return true;
}

/* The guard tripped, or a trip was acknowledged. Sent again after a restart while the trip holds; after power was lost, only cause and source are known. */
enum { PP_TRIP = 0x06, PP_TRIP_FIXED_SIZE = 11 };

typedef struct {
    uint32_t t_us; /* Device time. */
    uint8_t tripped; /* 1: it holds. 0: it was acknowledged. */
    uint8_t cause; /* Why. */
    uint8_t source; /* Number of the pad or group, from 0. */
    uint16_t level; /* What was read, or by how much it rose; millivolts if the cause is SUPPLY. */
    uint16_t limit; /* What was allowed, in the same unit. */
} pp_trip_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_trip(uint8_t *out, const pp_trip_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->t_us);
    end = pp_put_u8(end, m->tripped);
    end = pp_put_u8(end, m->cause);
    end = pp_put_u8(end, m->source);
    end = pp_put_u16(end, m->level);
    end = pp_put_u16(end, m->limit);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_trip(const uint8_t *in, uint8_t length, pp_trip_t *m) {
    if (length != PP_TRIP_FIXED_SIZE) return false;
    m->t_us = pp_get_u32(in);
    in += 4;
    m->tripped = pp_get_u8(in);
    in += 1;
    m->cause = pp_get_u8(in);
    in += 1;
    m->source = pp_get_u8(in);
    in += 1;
    m->level = pp_get_u16(in);
    in += 2;
    m->limit = pp_get_u16(in);
    return true;
}

/* The partner pressed or released something, free of contact bounce. */
enum { PP_BUTTON = 0x07, PP_BUTTON_FIXED_SIZE = 6 };

typedef struct {
    uint32_t t_us; /* Device time of the first scan that saw it. */
    uint8_t button; /* Which. */
    uint8_t pressed; /* 1: pressed, or the loop opened. 0: released, or closed. */
} pp_button_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_button(uint8_t *out, const pp_button_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->t_us);
    end = pp_put_u8(end, m->button);
    end = pp_put_u8(end, m->pressed);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_button(const uint8_t *in, uint8_t length, pp_button_t *m) {
    if (length != PP_BUTTON_FIXED_SIZE) return false;
    m->t_us = pp_get_u32(in);
    in += 4;
    m->button = pp_get_u8(in);
    in += 1;
    m->pressed = pp_get_u8(in);
    return true;
}

/* What the self-test found; sent 512 scans after a start and after RunSelfTest. */
enum { PP_SELF_TEST = 0x08, PP_SELF_TEST_FIXED_SIZE = 20 };

typedef struct {
    uint32_t t_us; /* Device time. */
    uint32_t faults; /* What is wrong; a bit for each code. */
    uint16_t supply_mv; /* Supply, measured against the chip's own reference (±10 %). */
    uint16_t ground_counts; /* Reading at ground. */
    uint16_t free_stack; /* Working memory that was never used since power came on. */
    uint16_t pads_open; /* A bit for each pad that is not connected. */
    uint16_t pads_shorted; /* A bit for each pad that is shorted. */
    uint16_t pads_stuck; /* A bit for each pad that does not move. */
} pp_self_test_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_self_test(uint8_t *out, const pp_self_test_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->t_us);
    end = pp_put_u32(end, m->faults);
    end = pp_put_u16(end, m->supply_mv);
    end = pp_put_u16(end, m->ground_counts);
    end = pp_put_u16(end, m->free_stack);
    end = pp_put_u16(end, m->pads_open);
    end = pp_put_u16(end, m->pads_shorted);
    end = pp_put_u16(end, m->pads_stuck);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_self_test(const uint8_t *in, uint8_t length, pp_self_test_t *m) {
    if (length != PP_SELF_TEST_FIXED_SIZE) return false;
    m->t_us = pp_get_u32(in);
    in += 4;
    m->faults = pp_get_u32(in);
    in += 4;
    m->supply_mv = pp_get_u16(in);
    in += 2;
    m->ground_counts = pp_get_u16(in);
    in += 2;
    m->free_stack = pp_get_u16(in);
    in += 2;
    m->pads_open = pp_get_u16(in);
    in += 2;
    m->pads_shorted = pp_get_u16(in);
    in += 2;
    m->pads_stuck = pp_get_u16(in);
    return true;
}

/* What is stored in the rig; Limits and a PadName a pad follow. */
enum { PP_SETTINGS = 0x09, PP_SETTINGS_FIXED_SIZE = 12 };

typedef struct {
    uint16_t generation; /* Grows with every save; 0 if nothing was ever stored. */
    uint8_t layout; /* Version of the stored layout. */
    uint32_t serial; /* Serial number of the rig. */
    uint32_t calibration_id; /* Number of the calibration the limits come from; 0 if there are none. */
    uint8_t pads; /* Pads to scan, as stored by SetPads; 0: as many as the firmware can. */
} pp_settings_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_settings(uint8_t *out, const pp_settings_t *m) {
    uint8_t *end = out;
    end = pp_put_u16(end, m->generation);
    end = pp_put_u8(end, m->layout);
    end = pp_put_u32(end, m->serial);
    end = pp_put_u32(end, m->calibration_id);
    end = pp_put_u8(end, m->pads);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_settings(const uint8_t *in, uint8_t length, pp_settings_t *m) {
    if (length != PP_SETTINGS_FIXED_SIZE) return false;
    m->generation = pp_get_u16(in);
    in += 2;
    m->layout = pp_get_u8(in);
    in += 1;
    m->serial = pp_get_u32(in);
    in += 4;
    m->calibration_id = pp_get_u32(in);
    in += 4;
    m->pads = pp_get_u8(in);
    return true;
}

/* The limits the guard watches, in counts of a single conversion whatever the oversampling. */
enum { PP_LIMITS = 0x0A, PP_LIMITS_FIXED_SIZE = 15 };

typedef struct {
    uint32_t calibration_id; /* Number of the calibration the limits come from. */
    uint8_t pads; /* Pads limited; the first so many entries of `limits`. */
    uint8_t groups; /* Groups of pads limited, at most 4. */
    uint8_t warning_percent; /* Warn from this share of a limit on, 1 to 100. */
    uint8_t min_time_ms; /* A limit must be passed this long, 0 to 200, but for single readings; 0 trips on the first reading. */
    uint16_t hysteresis; /* A warning ends, and a trip can be acknowledged, this far below. */
    uint16_t open_below; /* A pad that reads less for 20 ms is not connected; 0 where pads have no supervision resistor. */
    uint16_t short_above; /* A pad that reads this or more for 20 ms is shorted; 0 does not check. */
    uint8_t options; /* How the guard watches; bits may be combined. */
    const uint16_t *limits; /* A limit a pad, then for each group: a bit for each of its pads, limit of their sum, limit of its rise within 50 ms; 0 is no limit. Since 3, at the end: the sum of all pads up to which nobody stands on them; 0 if there are no limits. */
    uint8_t limits_len;
} pp_limits_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_limits(uint8_t *out, const pp_limits_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->calibration_id);
    end = pp_put_u8(end, m->pads);
    end = pp_put_u8(end, m->groups);
    end = pp_put_u8(end, m->warning_percent);
    end = pp_put_u8(end, m->min_time_ms);
    end = pp_put_u16(end, m->hysteresis);
    end = pp_put_u16(end, m->open_below);
    end = pp_put_u16(end, m->short_above);
    end = pp_put_u8(end, m->options);
    for (uint8_t i = 0; i < m->limits_len; i++) end = pp_put_u16(end, m->limits[i]);
    return (uint8_t)(end - out);
}

/* Reads a body but for `limits`, whose number alone is given; false if the length does not fit. */
static inline bool pp_unpack_limits(const uint8_t *in, uint8_t length, pp_limits_t *m) {
    if (length < PP_LIMITS_FIXED_SIZE) return false;
    if ((length - PP_LIMITS_FIXED_SIZE) % 2 != 0) return false;
    m->calibration_id = pp_get_u32(in);
    in += 4;
    m->pads = pp_get_u8(in);
    in += 1;
    m->groups = pp_get_u8(in);
    in += 1;
    m->warning_percent = pp_get_u8(in);
    in += 1;
    m->min_time_ms = pp_get_u8(in);
    in += 1;
    m->hysteresis = pp_get_u16(in);
    in += 2;
    m->open_below = pp_get_u16(in);
    in += 2;
    m->short_above = pp_get_u16(in);
    in += 2;
    m->options = pp_get_u8(in);
    m->limits = 0;
    m->limits_len = (uint8_t)((length - PP_LIMITS_FIXED_SIZE) / 2);
    return true;
}

/* One of the numbers at the end of a body. */
static inline uint16_t pp_limits_limits_at(const uint8_t *in, uint8_t i) {
    return pp_get_u16(in + PP_LIMITS_FIXED_SIZE + 2 * i);
}

/* The stored name of a pad. */
enum { PP_PAD_NAME = 0x0B, PP_PAD_NAME_FIXED_SIZE = 1 };

typedef struct {
    uint8_t pad; /* Number of the pad, from 0. */
    const uint8_t *text; /* At most 6 bytes of UTF-8. */
    uint8_t text_len;
} pp_pad_name_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_pad_name(uint8_t *out, const pp_pad_name_t *m) {
    uint8_t *end = out;
    end = pp_put_u8(end, m->pad);
    for (uint8_t i = 0; i < m->text_len; i++) end = pp_put_u8(end, m->text[i]);
    return (uint8_t)(end - out);
}

/* Reads a body but for `text`, whose number alone is given; false if the length does not fit. */
static inline bool pp_unpack_pad_name(const uint8_t *in, uint8_t length, pp_pad_name_t *m) {
    if (length < PP_PAD_NAME_FIXED_SIZE) return false;
    m->pad = pp_get_u8(in);
    m->text = 0;
    m->text_len = (uint8_t)((length - PP_PAD_NAME_FIXED_SIZE) / 1);
    return true;
}

/* One of the numbers at the end of a body. */
static inline uint8_t pp_pad_name_text_at(const uint8_t *in, uint8_t i) {
    return pp_get_u8(in + PP_PAD_NAME_FIXED_SIZE + 1 * i);
}

/* Asks for Hello; acknowledged, then answered with the next scan. */
enum { PP_IDENTIFY = 0x41, PP_IDENTIFY_FIXED_SIZE = 0 };

/* Starts the stream of Samples. The rig also starts streaming on its own after Hello. */
enum { PP_START = 0x42, PP_START_FIXED_SIZE = 0 };

/* Stops the stream of Samples; scanning and Status go on. Refused in foot mode. */
enum { PP_STOP = 0x43, PP_STOP_FIXED_SIZE = 0 };

/* Changes the scan rate; a new Hello follows the Ack. Refused in foot mode. */
enum { PP_SET_RATE = 0x44, PP_SET_RATE_FIXED_SIZE = 2 };

typedef struct {
    uint16_t rate_hz; /* 100, 250, 500 or 1000. */
} pp_set_rate_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_rate(uint8_t *out, const pp_set_rate_t *m) {
    uint8_t *end = out;
    end = pp_put_u16(end, m->rate_hz);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_set_rate(const uint8_t *in, uint8_t length, pp_set_rate_t *m) {
    if (length != PP_SET_RATE_FIXED_SIZE) return false;
    m->rate_hz = pp_get_u16(in);
    return true;
}

/* Asks for an Ack and nothing else: is the rig listening? In foot mode any command within 1.5 s of the last keeps the guard from reporting HOST_SILENT. */
enum { PP_PING = 0x45, PP_PING_FIXED_SIZE = 0 };

/* Chooses what presses; kept over every restart but power-on. Foot mode starts the stream of Samples; from feet back to hands only once all pads have been empty for half a second. */
enum { PP_SET_MODE = 0x46, PP_SET_MODE_FIXED_SIZE = 1 };

typedef struct {
    uint8_t mode; /* The mode. */
} pp_set_mode_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_mode(uint8_t *out, const pp_set_mode_t *m) {
    uint8_t *end = out;
    end = pp_put_u8(end, m->mode);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_set_mode(const uint8_t *in, uint8_t length, pp_set_mode_t *m) {
    if (length != PP_SET_MODE_FIXED_SIZE) return false;
    m->mode = pp_get_u8(in);
    return true;
}

/* Ends a trip whose cause is gone; refused while it is not. Nothing else ends one, not even loss of power. */
enum { PP_ACKNOWLEDGE_TRIP = 0x47, PP_ACKNOWLEDGE_TRIP_FIXED_SIZE = 0 };

/* Starts the self-test; the stream goes on, and SelfTest follows 512 scans later. */
enum { PP_RUN_SELF_TEST = 0x48, PP_RUN_SELF_TEST_FIXED_SIZE = 0 };

/* Asks for Settings, Limits and a PadName a pad, as stored. */
enum { PP_GET_SETTINGS = 0x49, PP_GET_SETTINGS_FIXED_SIZE = 0 };

/* Gives the rig a serial number. Like all settings it holds from SaveSettings on, and is forgotten 5 s after the last of them if that does not come. */
enum { PP_SET_SERIAL = 0x4A, PP_SET_SERIAL_FIXED_SIZE = 4 };

typedef struct {
    uint32_t serial; /* The number. */
} pp_set_serial_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_serial(uint8_t *out, const pp_set_serial_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->serial);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_set_serial(const uint8_t *in, uint8_t length, pp_set_serial_t *m) {
    if (length != PP_SET_SERIAL_FIXED_SIZE) return false;
    m->serial = pp_get_u32(in);
    return true;
}

/* Gives the guard its limits, in counts of a single conversion whatever the oversampling. Holds from SaveSettings on, which must follow within 5 s; refused in foot mode. */
enum { PP_SET_LIMITS = 0x4B, PP_SET_LIMITS_FIXED_SIZE = 15 };

typedef struct {
    uint32_t calibration_id; /* Number of the calibration the limits come from. */
    uint8_t pads; /* Pads limited; the first so many entries of `limits`. */
    uint8_t groups; /* Groups of pads limited, at most 4. */
    uint8_t warning_percent; /* Warn from this share of a limit on, 1 to 100. */
    uint8_t min_time_ms; /* A limit must be passed this long, 0 to 200, but for single readings; 0 trips on the first reading. */
    uint16_t hysteresis; /* A warning ends, and a trip can be acknowledged, this far below. */
    uint16_t open_below; /* A pad that reads less for 20 ms is not connected; 0 where pads have no supervision resistor. */
    uint16_t short_above; /* A pad that reads this or more for 20 ms is shorted; 0 does not check. */
    uint8_t options; /* How the guard watches; bits may be combined. */
    const uint16_t *limits; /* A limit a pad, then for each group: a bit for each of its pads, limit of their sum, limit of its rise within 50 ms; 0 is no limit. Since 3, at the end: the sum of all pads up to which nobody stands on them; 0 if there are no limits. */
    uint8_t limits_len;
} pp_set_limits_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_limits(uint8_t *out, const pp_set_limits_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->calibration_id);
    end = pp_put_u8(end, m->pads);
    end = pp_put_u8(end, m->groups);
    end = pp_put_u8(end, m->warning_percent);
    end = pp_put_u8(end, m->min_time_ms);
    end = pp_put_u16(end, m->hysteresis);
    end = pp_put_u16(end, m->open_below);
    end = pp_put_u16(end, m->short_above);
    end = pp_put_u8(end, m->options);
    for (uint8_t i = 0; i < m->limits_len; i++) end = pp_put_u16(end, m->limits[i]);
    return (uint8_t)(end - out);
}

/* Reads a body but for `limits`, whose number alone is given; false if the length does not fit. */
static inline bool pp_unpack_set_limits(const uint8_t *in, uint8_t length, pp_set_limits_t *m) {
    if (length < PP_SET_LIMITS_FIXED_SIZE) return false;
    if ((length - PP_SET_LIMITS_FIXED_SIZE) % 2 != 0) return false;
    m->calibration_id = pp_get_u32(in);
    in += 4;
    m->pads = pp_get_u8(in);
    in += 1;
    m->groups = pp_get_u8(in);
    in += 1;
    m->warning_percent = pp_get_u8(in);
    in += 1;
    m->min_time_ms = pp_get_u8(in);
    in += 1;
    m->hysteresis = pp_get_u16(in);
    in += 2;
    m->open_below = pp_get_u16(in);
    in += 2;
    m->short_above = pp_get_u16(in);
    in += 2;
    m->options = pp_get_u8(in);
    m->limits = 0;
    m->limits_len = (uint8_t)((length - PP_SET_LIMITS_FIXED_SIZE) / 2);
    return true;
}

/* One of the numbers at the end of a body. */
static inline uint16_t pp_set_limits_limits_at(const uint8_t *in, uint8_t i) {
    return pp_get_u16(in + PP_SET_LIMITS_FIXED_SIZE + 2 * i);
}

/* Names a pad. Holds from SaveSettings on. */
enum { PP_SET_PAD_NAME = 0x4C, PP_SET_PAD_NAME_FIXED_SIZE = 1 };

typedef struct {
    uint8_t pad; /* Number of the pad, from 0. */
    const uint8_t *text; /* At most 6 bytes of UTF-8. */
    uint8_t text_len;
} pp_set_pad_name_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_pad_name(uint8_t *out, const pp_set_pad_name_t *m) {
    uint8_t *end = out;
    end = pp_put_u8(end, m->pad);
    for (uint8_t i = 0; i < m->text_len; i++) end = pp_put_u8(end, m->text[i]);
    return (uint8_t)(end - out);
}

/* Reads a body but for `text`, whose number alone is given; false if the length does not fit. */
static inline bool pp_unpack_set_pad_name(const uint8_t *in, uint8_t length, pp_set_pad_name_t *m) {
    if (length < PP_SET_PAD_NAME_FIXED_SIZE) return false;
    m->pad = pp_get_u8(in);
    m->text = 0;
    m->text_len = (uint8_t)((length - PP_SET_PAD_NAME_FIXED_SIZE) / 1);
    return true;
}

/* One of the numbers at the end of a body. */
static inline uint8_t pp_set_pad_name_text_at(const uint8_t *in, uint8_t i) {
    return pp_get_u8(in + PP_SET_PAD_NAME_FIXED_SIZE + 1 * i);
}

/* Stores the settings so that they outlive a power cut at any moment; acknowledged when they read back, within 2 s. Refused in foot mode. */
enum { PP_SAVE_SETTINGS = 0x4D, PP_SAVE_SETTINGS_FIXED_SIZE = 0 };

/* Changes how many conversions a reading sums up; a new Hello follows the Ack. Refused in foot mode. */
enum { PP_SET_OVERSAMPLING = 0x4E, PP_SET_OVERSAMPLING_FIXED_SIZE = 1 };

typedef struct {
    uint8_t oversampling; /* 0 to 6: 2 to this power conversions a reading. */
} pp_set_oversampling_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_oversampling(uint8_t *out, const pp_set_oversampling_t *m) {
    uint8_t *end = out;
    end = pp_put_u8(end, m->oversampling);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_set_oversampling(const uint8_t *in, uint8_t length, pp_set_oversampling_t *m) {
    if (length != PP_SET_OVERSAMPLING_FIXED_SIZE) return false;
    m->oversampling = pp_get_u8(in);
    return true;
}

/* How many pads are connected, from A0 on; the others are not scanned. Holds from the restart after SaveSettings on; stored limits are forgotten. */
enum { PP_SET_PADS = 0x4F, PP_SET_PADS_FIXED_SIZE = 1 };

typedef struct {
    uint8_t pads; /* The number; 0: as many as the firmware can. */
} pp_set_pads_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_set_pads(uint8_t *out, const pp_set_pads_t *m) {
    uint8_t *end = out;
    end = pp_put_u8(end, m->pads);
    return (uint8_t)(end - out);
}

/* Reads a body; false if it is not of the length the schema gives. */
static inline bool pp_unpack_set_pads(const uint8_t *in, uint8_t length, pp_set_pads_t *m) {
    if (length != PP_SET_PADS_FIXED_SIZE) return false;
    m->pads = pp_get_u8(in);
    return true;
}

#endif
