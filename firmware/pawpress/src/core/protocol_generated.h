/* The messages of the wire, generated from protocol/pawpress.toml by tools/generate_protocol.py. Do not edit. */
#ifndef PAWPRESS_PROTOCOL_GENERATED_H
#define PAWPRESS_PROTOCOL_GENERATED_H

#include <stdbool.h>
#include <stdint.h>

#define PP_PROTOCOL_VERSION 1u
#define PP_SCHEMA_HASH 0xD51387D8ul
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
    PP_NAK_CODE_RATE_TOO_HIGH = 4, /* The serial line cannot carry this rate for so many pads. */
};

/* Who the rig is. Sent once after every start and in answer to Identify. */
enum { PP_HELLO = 0x01, PP_HELLO_FIXED_SIZE = 25 };

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

/* The rig's own health, once a second. */
enum { PP_STATUS = 0x03, PP_STATUS_FIXED_SIZE = 14 };

typedef struct {
    uint32_t t_us; /* Device time. */
    uint32_t uptime_s; /* Time since the start; does not wrap. */
    uint16_t overruns; /* Scans not taken in time since the start. */
    uint16_t tx_dropped; /* Frames the serial line had no room for since the start. */
    uint16_t rx_errors; /* Damaged frames or bytes received since the start. */
} pp_status_t;

/* Writes the body and returns its length; `out` holds at least PP_MAX_BODY bytes. */
static inline uint8_t pp_pack_status(uint8_t *out, const pp_status_t *m) {
    uint8_t *end = out;
    end = pp_put_u32(end, m->t_us);
    end = pp_put_u32(end, m->uptime_s);
    end = pp_put_u16(end, m->overruns);
    end = pp_put_u16(end, m->tx_dropped);
    end = pp_put_u16(end, m->rx_errors);
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
    in += 1;
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
    in += 1;
    return true;
}

/* Asks for Hello; acknowledged, then answered. */
enum { PP_IDENTIFY = 0x41, PP_IDENTIFY_FIXED_SIZE = 0 };

/* Starts the stream of Samples. The rig also starts streaming on its own after Hello. */
enum { PP_START = 0x42, PP_START_FIXED_SIZE = 0 };

/* Stops the stream of Samples; scanning and Status go on. */
enum { PP_STOP = 0x43, PP_STOP_FIXED_SIZE = 0 };

/* Changes the scan rate; a new Hello follows the Ack. */
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
    in += 2;
    return true;
}

/* Asks for an Ack and nothing else: is the rig listening? */
enum { PP_PING = 0x45, PP_PING_FIXED_SIZE = 0 };

#endif
