#include "rig_say.h"

#include <string.h>

/* What is wrong now, together with what the start or the self-test found. */
static uint32_t faults_of(const rig_t *rig) {
    const trip_guard_t *guard = &rig->guard;
    bool loop = guard->loop_open && trip_guard_loop_matters(guard);
    const struct {
        uint8_t code;
        bool so;
    } now[] = {
        {PP_FAULT_CODE_STOP_LOOP_SHORTED, loop && rig->loop_shorted},
        {PP_FAULT_CODE_STOP_LOOP_OPEN, loop && !rig->loop_shorted},
        {PP_FAULT_CODE_RX_ERRORS, rig->health.line_errors || rig->damaged_frames},
        {PP_FAULT_CODE_TX_DROPPED, rig->sender.dropped != 0},
        {PP_FAULT_CODE_OVERRUNS, rig->health.overruns != 0},
        {PP_FAULT_CODE_PAD_SHORTED, guard->pad_watch.shorted != 0},
        {PP_FAULT_CODE_PAD_OPEN, guard->pad_watch.open != 0},
        {PP_FAULT_CODE_SUPPLY_HIGH, rig->supply.high},
        {PP_FAULT_CODE_SUPPLY_LOW, rig->supply.low},
        {PP_FAULT_CODE_SETTINGS_LOST, rig->store.lost},
    };
    uint32_t faults = rig->faults;
    for (uint8_t i = 0; i < sizeof now / sizeof now[0]; i++) {
        if (now[i].so) faults |= fault_bit(now[i].code);
    }
    return faults;
}

void rig_say_hello(rig_t *rig, bool restarted) {
    const rig_identity_t *who = rig->identity;
    const pp_hello_t hello = {
        .protocol_version = PP_PROTOCOL_VERSION,
        .schema_hash = PP_SCHEMA_HASH,
        .firmware_major = who->firmware_major,
        .firmware_minor = who->firmware_minor,
        .firmware_patch = who->firmware_patch,
        .board = who->board,
        .pad_kind = who->pad_kind,
        .pads = rig->pads,
        .rate_hz = rig->plan.rate_hz,
        .counts_max = (uint16_t)(who->counts_max << rig->plan.oversampling),
        .pad_skew_ns = scan_plan_pad_skew_ns(&rig->plan, &who->wiring),
        .baud = who->wiring.baud,
        .reset_cause = rig->reset_cause,
        .restarted = restarted,
        .serial = rig->store.settings.serial,
        .boots = rig->store.boots,
        .oversampling = rig->plan.oversampling,
        .calibration_id = rig->store.settings.limits.calibration_id,
        .faults = faults_of(rig),
        .mode = rig->guard.memory->mode,
        .guard = trip_guard_state(&rig->guard),
        .pads_max = who->pads_max,
    };
    sender_send(&rig->sender, PP_HELLO, pp_pack_hello(sender_body(&rig->sender), &hello));
}

void rig_say_batch(rig_t *rig) {
    if (rig->batch.counts_len == 0) return;
    const pp_samples_t samples = {
        .t_us = rig->batch.t_us,
        .period_us = rig->batch.period_us,
        .pads = rig->pads,
        .counts = rig->batch.counts,
        .counts_len = rig->batch.counts_len,
    };
    rig->batch.counts_len = 0;
    sender_send(&rig->sender, PP_SAMPLES, pp_pack_samples(sender_body(&rig->sender), &samples));
}

/* Scans of one frame follow each other without a gap. */
static bool follows(const rig_t *rig, const rig_scan_t *scan) {
    uint8_t scans = (uint8_t)(rig->batch.counts_len / rig->pads);
    uint32_t next_us = rig->batch.t_us + (uint32_t)scans * rig->batch.period_us;
    return scan->t_us == next_us && scan->period_us == rig->batch.period_us;
}

void rig_say_scan(rig_t *rig, const rig_scan_t *scan) {
    uint8_t pads = rig->pads;
    if (rig->batch.counts_len != 0 && !follows(rig, scan)) rig_say_batch(rig);
    if (rig->batch.counts_len == 0) {
        rig->batch.t_us = scan->t_us;
        rig->batch.period_us = scan->period_us;
    }
    memcpy(rig->batch.counts + rig->batch.counts_len, scan->counts, pads * sizeof scan->counts[0]);
    rig->batch.counts_len = (uint8_t)(rig->batch.counts_len + pads);
    if (rig->batch.counts_len >= pads * rig->plan.batch) rig_say_batch(rig);
}

void rig_say_status(rig_t *rig) {
    const pp_status_t status = {
        .t_us = rig->last_t_us,
        .uptime_s = rig->uptime_s,
        .overruns = rig->health.overruns,
        .tx_dropped = rig->sender.dropped,
        .rx_errors = (uint16_t)(rig->health.line_errors + rig->damaged_frames),
        .faults = faults_of(rig),
        .mode = rig->guard.memory->mode,
        .guard = trip_guard_state(&rig->guard),
        .pads_open = rig->guard.pad_watch.open,
        .pads_shorted = rig->guard.pad_watch.shorted,
        .supply_mv = rig->supply.mv,
    };
    sender_send(&rig->sender, PP_STATUS, pp_pack_status(sender_body(&rig->sender), &status));
}

static void say_trip(rig_t *rig, uint32_t t_us, bool tripped, uint8_t cause) {
    const trip_guard_memory_t *what = rig->guard.memory;
    const pp_trip_t trip = {
        .t_us = t_us,
        .tripped = tripped,
        .cause = cause,
        .source = what->source,
        .level = what->level,
        .limit = what->limit,
    };
    sender_send(&rig->sender, PP_TRIP, pp_pack_trip(sender_body(&rig->sender), &trip));
}

void rig_say_trip(rig_t *rig, uint32_t t_us) { say_trip(rig, t_us, true, rig->guard.memory->cause); }

void rig_say_acknowledged(rig_t *rig, uint8_t cause) { say_trip(rig, rig->last_t_us, false, cause); }

void rig_say_button(rig_t *rig, uint32_t t_us, uint8_t button, bool pressed) {
    const pp_button_t event = {.t_us = t_us, .button = button, .pressed = pressed};
    sender_send(&rig->sender, PP_BUTTON, pp_pack_button(sender_body(&rig->sender), &event));
}

void rig_say_self_test(rig_t *rig, const self_test_findings_t *found, uint16_t free_stack) {
    const pp_self_test_t test = {
        .t_us = rig->last_t_us,
        .faults = faults_of(rig),
        .supply_mv = rig->supply.mv,
        .ground_counts = rig->self_test.ground_counts,
        .free_stack = free_stack,
        .pads_open = rig->guard.pad_watch.open,
        .pads_shorted = rig->guard.pad_watch.shorted,
        .pads_stuck = found->pads_stuck,
    };
    sender_send(&rig->sender, PP_SELF_TEST, pp_pack_self_test(sender_body(&rig->sender), &test));
}

void rig_say_ack(rig_t *rig, uint16_t request, uint8_t command) {
    const pp_ack_t ack = {.request = request, .command = command};
    sender_send(&rig->sender, PP_ACK, pp_pack_ack(sender_body(&rig->sender), &ack));
}

void rig_say_nak(rig_t *rig, uint16_t request, uint8_t command, uint8_t code) {
    const pp_nak_t nak = {.request = request, .command = command, .code = code};
    sender_send(&rig->sender, PP_NAK, pp_pack_nak(sender_body(&rig->sender), &nak));
}

static void say_settings(rig_t *rig) {
    const settings_t *stored = &rig->store.settings;
    const pp_settings_t settings = {
        .generation = stored->generation,
        .layout = SETTINGS_LAYOUT,
        .serial = stored->serial,
        .calibration_id = stored->limits.calibration_id,
        .pads = stored->pads,
    };
    sender_send(&rig->sender, PP_SETTINGS, pp_pack_settings(sender_body(&rig->sender), &settings));
}

static uint8_t flatten(const trip_guard_limits_t *limits, uint16_t *numbers) {
    uint8_t n = 0;
    for (uint8_t i = 0; i < limits->pads; i++) numbers[n++] = limits->pad[i];
    for (uint8_t i = 0; i < limits->groups; i++) {
        numbers[n++] = limits->group[i].pads;
        numbers[n++] = limits->group[i].limit;
        numbers[n++] = limits->group[i].rise;
    }
    if (limits->pads) numbers[n++] = limits->empty_sum;
    return n;
}

static void say_limits(rig_t *rig) {
    const trip_guard_limits_t *limits = rig->guard.limits;
    uint16_t numbers[SETTINGS_PADS_MAX + 3 * SETTINGS_GROUPS_MAX + 1];
    const pp_limits_t said = {
        .calibration_id = limits->calibration_id,
        .pads = limits->pads,
        .groups = limits->groups,
        .warning_percent = limits->warning_percent,
        .min_time_ms = limits->min_time_ms,
        .hysteresis = limits->hysteresis,
        .open_below = limits->open_below,
        .short_above = limits->short_above,
        .options = limits->options,
        .limits = numbers,
        .limits_len = flatten(limits, numbers),
    };
    sender_send(&rig->sender, PP_LIMITS, pp_pack_limits(sender_body(&rig->sender), &said));
}

static void say_pad_name(rig_t *rig, uint8_t pad) {
    uint8_t text[SETTINGS_NAME_SIZE];
    pp_pad_name_t name = {.pad = pad, .text = text};
    while (name.text_len < SETTINGS_NAME_SIZE) {
        uint8_t byte = store_name_byte(&rig->store, pad, name.text_len);
        if (byte == 0) break;
        text[name.text_len++] = byte;
    }
    sender_send(&rig->sender, PP_PAD_NAME, pp_pack_pad_name(sender_body(&rig->sender), &name));
}

uint8_t rig_settings_frames(const rig_t *rig) { return (uint8_t)(2 + rig->pads); }

void rig_say_setting(rig_t *rig, uint8_t number) {
    if (number == 0) {
        say_settings(rig);
    } else if (number == 1) {
        say_limits(rig);
    } else {
        say_pad_name(rig, (uint8_t)(number - 2));
    }
}
