#include "rig.h"

#include "command.h"

enum { SECOND_US = 1000000 };

static void send_hello(rig_t *rig, bool restarted) {
    const rig_identity_t *who = rig->identity;
    const pp_hello_t hello = {
        .protocol_version = PP_PROTOCOL_VERSION,
        .schema_hash = PP_SCHEMA_HASH,
        .firmware_major = who->firmware_major,
        .firmware_minor = who->firmware_minor,
        .firmware_patch = who->firmware_patch,
        .board = who->board,
        .pad_kind = who->pad_kind,
        .pads = who->pads,
        .rate_hz = rig->plan.rate_hz,
        .counts_max = who->counts_max,
        .pad_skew_ns = scan_plan_pad_skew_ns(&rig->plan, who->cpu_hz),
        .baud = who->baud,
        .reset_cause = who->reset_cause,
        .restarted = restarted,
    };
    sender_send(&rig->sender, PP_HELLO, pp_pack_hello(sender_body(&rig->sender), &hello));
}

static void send_samples(rig_t *rig, const rig_scan_t *scan) {
    const pp_samples_t samples = {
        .t_us = scan->t_us,
        .period_us = scan->period_us,
        .pads = rig->identity->pads,
        .counts = scan->counts,
        .counts_len = rig->identity->pads,
    };
    sender_send(&rig->sender, PP_SAMPLES, pp_pack_samples(sender_body(&rig->sender), &samples));
}

static void send_status(rig_t *rig, const rig_health_t *health) {
    const pp_status_t status = {
        .t_us = rig->last_t_us,
        .uptime_s = rig->uptime_s,
        .overruns = health->overruns,
        .tx_dropped = rig->sender.dropped,
        .rx_errors = (uint16_t)(health->line_errors + rig->damaged_frames),
    };
    sender_send(&rig->sender, PP_STATUS, pp_pack_status(sender_body(&rig->sender), &status));
}

static void send_ack(rig_t *rig, const frame_t *request) {
    const pp_ack_t ack = {.request = request->sequence, .command = request->type};
    sender_send(&rig->sender, PP_ACK, pp_pack_ack(sender_body(&rig->sender), &ack));
}

static void send_nak(rig_t *rig, const frame_t *request, uint8_t code) {
    const pp_nak_t nak = {.request = request->sequence, .command = request->type, .code = code};
    sender_send(&rig->sender, PP_NAK, pp_pack_nak(sender_body(&rig->sender), &nak));
}

void rig_start(rig_t *rig, const rig_identity_t *identity, line_offer_t offer, uint16_t limit_hz) {
    static const uint8_t delimiter = 0;
    rig->identity = identity;
    rig->sender.offer = offer;
    rig->streaming = true;
    scan_plan_fastest(&rig->plan, limit_hz, identity->pads, identity->baud);
    offer(&delimiter, 1); /* ends whatever noise the reset left in the host's receive buffer */
    send_hello(rig, true);
}

/* Counts device time from scan to scan, so that missed scans do not slow it down. True once a second. */
static bool second_is_over(rig_t *rig, uint32_t t_us) {
    rig->second_us += t_us - rig->last_t_us;
    rig->last_t_us = t_us;
    if (rig->second_us < SECOND_US) return false;
    rig->second_us -= SECOND_US;
    rig->uptime_s++;
    return true;
}

void rig_take_scan(rig_t *rig, const rig_scan_t *scan, const rig_health_t *health) {
    if (rig->rate_hello_due && scan->period_us == rig->plan.period_us) {
        rig->rate_hello_due = false;
        send_hello(rig, false);
    }
    if (rig->streaming) send_samples(rig, scan);
    if (second_is_over(rig, scan->t_us)) send_status(rig, health);
}

static uint8_t set_rate(rig_t *rig, uint16_t rate_hz) {
    uint8_t refusal = scan_plan_make(&rig->plan, rate_hz, rig->identity->pads, rig->identity->baud);
    if (refusal == SCAN_PLAN_OK) rig->rate_hello_due = true;
    return refusal;
}

/* Does what the frame asks and returns COMMAND_OK, or the NakCode that says why not. */
static uint8_t carry_out(rig_t *rig, const frame_t *request) {
    command_t command;
    uint8_t refusal = command_read(&command, request);
    if (refusal != COMMAND_OK) return refusal;
    if (command.type == PP_START) rig->streaming = true;
    if (command.type == PP_STOP) rig->streaming = false;
    if (command.type == PP_SET_RATE) return set_rate(rig, command.rate_hz);
    return COMMAND_OK;
}

static void answer(rig_t *rig, const frame_t *request) {
    uint8_t refusal = carry_out(rig, request);
    if (refusal != COMMAND_OK) {
        send_nak(rig, request, refusal);
        return;
    }
    send_ack(rig, request);
    if (request->type == PP_IDENTIFY) send_hello(rig, false);
}

void rig_receive(rig_t *rig, uint8_t byte) {
    frame_t frame;
    switch (frame_receive(&rig->receiver, byte, &frame)) {
        case FRAME_GOOD:
            answer(rig, &frame);
            break;
        case FRAME_DAMAGED:
            rig->damaged_frames++;
            break;
        case FRAME_INCOMPLETE:
            break;
    }
}
