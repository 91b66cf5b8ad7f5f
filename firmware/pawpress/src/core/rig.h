/* The rig as the host sees it: takes scans and received bytes, gives frames. Knows no register. */
#ifndef PAWPRESS_RIG_H
#define PAWPRESS_RIG_H

#include <stdbool.h>
#include <stdint.h>

#include "frame.h"
#include "guard.h"
#include "inputs.h"
#include "scan_plan.h"
#include "self_test.h"
#include "sender.h"
#include "signal.h"
#include "store.h"
#include "supply.h"
#include "trip_log.h"

/* The longest command, and its frame without the delimiter. */
enum {
    RIG_COMMAND_MAX = PP_SET_LIMITS_FIXED_SIZE + 2 * (SETTINGS_PADS_MAX + 3 * SETTINGS_GROUPS_MAX + 1),
    RIG_COMMAND_BLOCK_MAX = FRAME_BODY_AT + RIG_COMMAND_MAX + FRAME_CRC_SIZE
};

typedef struct {
    uint8_t firmware_major;
    uint8_t firmware_minor;
    uint8_t firmware_patch;
    uint8_t board;
    uint8_t pad_kind;
    uint16_t counts_max; /* of a single conversion */
    bool tells_short_loop; /* the hardware layer can tell a shorted stop loop from one that ends in its resistor */
    uint8_t pads_max;
    scan_wiring_t wiring;
} rig_identity_t;

/* What the rig needs of the hardware. */
typedef struct {
    line_offer_t offer;
    memory_t memory;
    program_t program;
    uint16_t (*free_stack)(void); /* bytes never used since power came on */
    trip_guard_memory_t *trip_guard_memory; /* not cleared by a restart */
} rig_hardware_t;

/* How the controller came up. */
typedef struct {
    uint8_t reset_cause;
    bool ram_damaged;
    uint32_t t_us; /* device time to begin with */
} rig_boot_t;

typedef struct {
    uint32_t t_us;
    uint16_t period_us;
    uint8_t oversampling;
    uint8_t contacts; /* bits of inputs.h */
    extra_t measured;
    uint16_t extra_counts;
    const uint16_t *counts; /* one per pad */
} rig_scan_t;

/* Errors only the hardware layer can see, since the start. */
typedef struct {
    uint16_t overruns;
    uint16_t line_errors;
} rig_health_t;

typedef struct {
    const rig_identity_t *identity;
    const rig_hardware_t *hardware;
    uint8_t reset_cause;
    uint8_t pads; /* scanned */
    scan_plan_t plan; /* wanted; the hardware layer follows at its next tick */
    bool streaming;
    bool plan_hello_due; /* a Hello is owed once scans come by the new plan */
    bool hello_due; /* a Hello is owed to Identify */
    uint8_t hello_rest_ms; /* until the next one: however often the host asks, ten a second are enough */
    uint32_t faults; /* found at the start or by the self-test */
    rig_health_t health;
    uint16_t damaged_frames;
    uint16_t period_us; /* of the last scan, and the same in milliseconds: dividing in every scan takes too long */
    uint8_t period_ms;
    uint32_t last_t_us;
    uint32_t uptime_s;
    uint32_t second_us; /* part of the running second, microseconds */
    bool self_test_owed; /* it is over, its frame not yet sent */
    bool supply_due; /* a second is over since it was measured */
    bool loop_shorted;
    uint16_t spot_held_ms;
    uint16_t staged_ms; /* until settings that were sent and not saved are forgotten */
    uint16_t save_request;
    uint8_t settings_owed; /* frames of an answer to GetSettings still to be sent */
    trip_guard_t guard;
    supply_t supply;
    trip_log_t trip_log;
    bool record_due; /* a trip, or its end, is to be written down */
    inputs_t inputs;
    signal_clock_t signal;
    self_test_t self_test;
    store_t store;
    struct {
        uint32_t t_us;
        uint16_t period_us;
        uint8_t counts_len;
        uint16_t counts[SCAN_BATCH_COUNTS_MAX];
    } batch;
    uint8_t command[RIG_COMMAND_BLOCK_MAX]; /* being received */
    frame_receiver_t receiver;
    sender_t sender;
} rig_t;

/* Reads the settings, says hello and starts streaming at the fastest rate, at most `limit_hz`, the line carries.
 * `rig` comes zeroed, as statics are. */
void rig_start(rig_t *rig, const rig_identity_t *identity, const rig_hardware_t *hardware, const rig_boot_t *boot,
               uint16_t limit_hz);

/* Takes a finished scan: guards, sends Samples if streaming and, once a second, Status. */
void rig_take_scan(rig_t *rig, const rig_scan_t *scan, const rig_health_t *health);

/* Takes one byte from the host; answers a command when one is complete. */
void rig_receive(rig_t *rig, uint8_t byte);

/* A round of what may take its time: at most one byte of the settings' memory. True if it wants another round soon. */
bool rig_pass(rig_t *rig);

/* What to measure after the pads of the next scan. */
static inline extra_t rig_wants(const rig_t *rig) {
    extra_t wanted = self_test_wants(&rig->self_test);
    return wanted == EXTRA_NONE && rig->supply_due ? EXTRA_BANDGAP : wanted;
}

/* What lamps and buzzer shall do now. */
static inline signal_t rig_signal(const rig_t *rig) { return signal_now(&rig->signal, rig->streaming); }

#endif
