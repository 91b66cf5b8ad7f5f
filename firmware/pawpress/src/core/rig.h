/* The rig as the host sees it: takes scans and received bytes, gives frames. Knows no register. */
#ifndef PAWPRESS_RIG_H
#define PAWPRESS_RIG_H

#include <stdbool.h>
#include <stdint.h>

#include "frame.h"
#include "scan_plan.h"
#include "sender.h"

typedef struct {
    uint8_t firmware_major;
    uint8_t firmware_minor;
    uint8_t firmware_patch;
    uint8_t board;
    uint8_t pad_kind;
    uint8_t pads;
    uint16_t counts_max;
    uint32_t cpu_hz;
    uint32_t baud;
    uint8_t reset_cause;
} rig_identity_t;

typedef struct {
    uint32_t t_us;
    uint16_t period_us;
    const uint16_t *counts; /* one per pad */
} rig_scan_t;

/* Errors only the hardware layer can see, since the start. */
typedef struct {
    uint16_t overruns;
    uint16_t line_errors;
} rig_health_t;

typedef struct {
    const rig_identity_t *identity;
    scan_plan_t plan; /* wanted; the hardware layer follows at its next tick */
    bool streaming;
    bool rate_hello_due; /* a Hello is owed once scans come at the new rate */
    uint16_t damaged_frames;
    uint32_t last_t_us;
    uint32_t uptime_s;
    uint32_t second_us; /* part of the running second, microseconds */
    frame_receiver_t receiver;
    sender_t sender;
} rig_t;

/* Says hello through `offer` and starts streaming at the fastest rate, at most `limit_hz`, the line carries.
 * `rig` comes zeroed, as statics are. */
void rig_start(rig_t *rig, const rig_identity_t *identity, line_offer_t offer, uint16_t limit_hz);

/* Takes a finished scan: sends Samples if streaming and, once a second, Status. */
void rig_take_scan(rig_t *rig, const rig_scan_t *scan, const rig_health_t *health);

/* Takes one byte from the host; answers a command when one is complete. */
void rig_receive(rig_t *rig, uint8_t byte);

#endif
