#include "rig_commands.h"

#include "rig_say.h"

enum {
    STAGED_MS = 5000,
    OPTIONS_ALL = PP_GUARD_OPTION_LOOP_IN_HANDS | PP_GUARD_OPTION_LOOP_RESISTOR | PP_GUARD_OPTION_FEET_UNSUPERVISED
};
enum { DONE = 0, ANSWER_LATER = 0xFF, ANY_LENGTH = 0xFF };

static uint8_t ping(rig_t *rig, const frame_t *request) {
    (void)rig, (void)request;
    return DONE;
}

static uint8_t identify(rig_t *rig, const frame_t *request) {
    (void)request;
    if (!rig->store.saving) store_discard(&rig->store); /* of a host that broke off */
    rig->hello_due = true;
    return DONE;
}

static uint8_t start(rig_t *rig, const frame_t *request) {
    (void)request;
    rig->streaming = true;
    return DONE;
}

static uint8_t stop(rig_t *rig, const frame_t *request) {
    (void)request;
    rig->streaming = false;
    rig_say_batch(rig);
    return DONE;
}

/* A faster rate may leave no time for so much oversampling: then as much as there is time for. */
static uint8_t set_rate(rig_t *rig, const frame_t *request) {
    uint16_t rate_hz = pp_get_u16(request->body);
    uint8_t oversampling = rig->plan.oversampling, refusal;
    do {
        refusal = scan_plan_make(&rig->plan, &rig->identity->wiring, rig->pads, rate_hz, oversampling);
    } while (refusal == PP_NAK_CODE_RATE_TOO_HIGH && oversampling-- > 0);
    if (refusal == SCAN_PLAN_OK) rig->plan_hello_due = true;
    return refusal;
}

static uint8_t set_oversampling(rig_t *rig, const frame_t *request) {
    uint8_t refusal = scan_plan_make(&rig->plan, &rig->identity->wiring, rig->pads, rig->plan.rate_hz, request->body[0]);
    if (refusal == SCAN_PLAN_OK) rig->plan_hello_due = true;
    return refusal;
}

static uint8_t set_mode(rig_t *rig, const frame_t *request) {
    uint8_t refusal = trip_guard_set_mode(&rig->guard, request->body[0]);
    if (refusal != DONE) return refusal;
    if (request->body[0] == PP_MODE_FOOT) rig->streaming = true; /* somebody must be able to watch */
    if (trip_guard_loop(&rig->guard, rig->guard.loop_open)) rig_say_trip(rig, rig->last_t_us);
    return refusal;
}

static uint8_t acknowledge(rig_t *rig, const frame_t *request) {
    (void)request;
    return rig_acknowledge(rig);
}

static uint8_t run_self_test(rig_t *rig, const frame_t *request) {
    (void)request;
    bool begun = !rig->self_test_owed && self_test_begin(&rig->self_test);
    return begun ? DONE : PP_NAK_CODE_BUSY;
}

static uint8_t get_settings(rig_t *rig, const frame_t *request) {
    (void)request;
    if (rig->store.saving || rig->settings_owed) return PP_NAK_CODE_BUSY;
    rig->settings_owed = rig_settings_frames(rig);
    return DONE;
}

/* Makes the settings ready for a change; returns why it may not be. */
static uint8_t stage(rig_t *rig) {
    if (rig->store.saving) return PP_NAK_CODE_BUSY;
    store_stage(&rig->store);
    rig->staged_ms = STAGED_MS;
    return DONE;
}

static uint8_t set_serial(rig_t *rig, const frame_t *request) {
    uint8_t refusal = stage(rig);
    if (refusal == DONE) settings_put_serial(rig->store.slot, pp_get_u32(request->body));
    return refusal;
}

static uint8_t set_pads(rig_t *rig, const frame_t *request) {
    uint8_t pads = request->body[0];
    if (pads > rig->identity->pads_max) return PP_NAK_CODE_OUT_OF_RANGE;
    uint8_t refusal = stage(rig);
    if (refusal != DONE) return refusal;
    settings_put_pads(rig->store.slot, pads);
    return DONE;
}

static uint8_t set_pad_name(rig_t *rig, const frame_t *request) {
    pp_set_pad_name_t name;
    if (!pp_unpack_set_pad_name(request->body, request->length, &name)) return PP_NAK_CODE_MALFORMED;
    if (name.pad >= rig->pads || name.text_len > SETTINGS_NAME_SIZE) return PP_NAK_CODE_OUT_OF_RANGE;
    const uint8_t *text = request->body + PP_SET_PAD_NAME_FIXED_SIZE;
    uint8_t refusal = stage(rig);
    if (refusal == DONE) settings_put_name(rig->store.slot, name.pad, text, name.text_len);
    return refusal;
}

/* A limit within the hysteresis could never be acknowledged. */
static bool is_sensible(const trip_guard_limits_t *limits, uint16_t limit) {
    return limit == 0 || limit > limits->hysteresis;
}

static bool read_limits(trip_guard_limits_t *limits, const frame_t *request) {
    uint8_t n = 0;
    bool good = true;
    for (uint8_t i = 0; i < limits->pads; i++) {
        limits->pad[i] = pp_set_limits_limits_at(request->body, n++);
        good = good && is_sensible(limits, limits->pad[i]);
    }
    for (uint8_t i = 0; i < limits->groups; i++) {
        group_limits_t *group = &limits->group[i];
        group->pads = pp_set_limits_limits_at(request->body, n++);
        group->limit = pp_set_limits_limits_at(request->body, n++);
        group->rise = pp_set_limits_limits_at(request->body, n++);
        good = good && (group->pads >> limits->pads) == 0;
        good = good && is_sensible(limits, group->limit) && is_sensible(limits, group->rise);
    }
    if (limits->pads) limits->empty_sum = pp_set_limits_limits_at(request->body, n);
    return good;
}

static bool fits_rig(const rig_t *rig, const pp_set_limits_t *asked) {
    bool clears = asked->pads == 0 && asked->groups == 0 && asked->limits_len == 0;
    bool limits_all = asked->pads == rig->pads && asked->groups <= SETTINGS_GROUPS_MAX &&
                      asked->limits_len == asked->pads + 3 * asked->groups + 1;
    uint8_t options = rig->identity->tells_short_loop ? OPTIONS_ALL : OPTIONS_ALL & ~PP_GUARD_OPTION_LOOP_RESISTOR;
    return (clears || limits_all) && (asked->options & ~options) == 0 &&
           asked->warning_percent >= 1 && asked->warning_percent <= 100 && asked->min_time_ms <= 200;
}

static uint8_t put_limits(rig_t *rig, const frame_t *request) {
    pp_set_limits_t asked;
    if (!pp_unpack_set_limits(request->body, request->length, &asked)) return PP_NAK_CODE_MALFORMED;
    if (!fits_rig(rig, &asked)) return PP_NAK_CODE_OUT_OF_RANGE;
    trip_guard_limits_t limits = {
        .calibration_id = asked.calibration_id,
        .pads = asked.pads,
        .groups = asked.groups,
        .warning_percent = asked.warning_percent,
        .min_time_ms = asked.min_time_ms,
        .hysteresis = asked.hysteresis,
        .open_below = asked.open_below,
        .short_above = asked.short_above,
        .options = asked.options,
    };
    if (!read_limits(&limits, request)) return PP_NAK_CODE_OUT_OF_RANGE;
    uint8_t refusal = trip_guard_limits_refusal(&limits, rig->identity->counts_max);
    if (refusal == DONE) settings_put_limits(rig->store.slot, &limits);
    return refusal;
}

/* In this order, because reading the settings and holding a set of limits each take much of the stack. */
static uint8_t set_limits(rig_t *rig, const frame_t *request) {
    uint8_t refusal = stage(rig);
    return refusal == DONE ? put_limits(rig, request) : refusal;
}

static uint8_t save_settings(rig_t *rig, const frame_t *request) {
    if (rig->store.saving) return PP_NAK_CODE_BUSY;
    rig->save_request = request->sequence;
    store_save(&rig->store);
    return ANSWER_LATER;
}

/* Every command there is, the length of its body if it always has the same, and whether it is refused in foot mode
 * because it changes what the guard relies on. */
enum { UNDER_FEET = 0, NOT_UNDER_FEET = 1 };
static const struct {
    uint8_t type;
    uint8_t length;
    uint8_t not_under_feet;
    uint8_t (*carry_out)(rig_t *rig, const frame_t *request);
} commands[] = {
    {PP_IDENTIFY, PP_IDENTIFY_FIXED_SIZE, UNDER_FEET, identify},
    {PP_START, PP_START_FIXED_SIZE, UNDER_FEET, start},
    {PP_STOP, PP_STOP_FIXED_SIZE, NOT_UNDER_FEET, stop},
    {PP_SET_RATE, PP_SET_RATE_FIXED_SIZE, NOT_UNDER_FEET, set_rate},
    {PP_PING, PP_PING_FIXED_SIZE, UNDER_FEET, ping},
    {PP_SET_MODE, PP_SET_MODE_FIXED_SIZE, UNDER_FEET, set_mode},
    {PP_ACKNOWLEDGE_TRIP, PP_ACKNOWLEDGE_TRIP_FIXED_SIZE, UNDER_FEET, acknowledge},
    {PP_RUN_SELF_TEST, PP_RUN_SELF_TEST_FIXED_SIZE, UNDER_FEET, run_self_test},
    {PP_GET_SETTINGS, PP_GET_SETTINGS_FIXED_SIZE, UNDER_FEET, get_settings},
    {PP_SET_SERIAL, PP_SET_SERIAL_FIXED_SIZE, NOT_UNDER_FEET, set_serial},
    {PP_SET_LIMITS, ANY_LENGTH, NOT_UNDER_FEET, set_limits},
    {PP_SET_PAD_NAME, ANY_LENGTH, NOT_UNDER_FEET, set_pad_name},
    {PP_SAVE_SETTINGS, PP_SAVE_SETTINGS_FIXED_SIZE, NOT_UNDER_FEET, save_settings},
    {PP_SET_OVERSAMPLING, PP_SET_OVERSAMPLING_FIXED_SIZE, NOT_UNDER_FEET, set_oversampling},
    {PP_SET_PADS, PP_SET_PADS_FIXED_SIZE, NOT_UNDER_FEET, set_pads},
};

/* Does what the frame asks and returns DONE, ANSWER_LATER, or the NakCode that says why not. */
static uint8_t carry_out(rig_t *rig, const frame_t *request) {
    for (uint8_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (commands[i].type != request->type) continue;
        bool fits = commands[i].length == ANY_LENGTH || commands[i].length == request->length;
        if (!fits) return PP_NAK_CODE_MALFORMED;
        trip_guard_host_heard(&rig->guard);
        if (commands[i].not_under_feet && rig->guard.memory->mode == PP_MODE_FOOT) return PP_NAK_CODE_FOOT_MODE;
        return commands[i].carry_out(rig, request);
    }
    return PP_NAK_CODE_UNKNOWN_COMMAND;
}

void rig_answer(rig_t *rig, const frame_t *request) {
    uint8_t refusal = carry_out(rig, request);
    if (refusal == ANSWER_LATER) return;
    if (refusal != DONE) {
        rig_say_nak(rig, request->sequence, request->type, refusal);
        return;
    }
    rig_say_ack(rig, request->sequence, request->type);
}

uint8_t rig_acknowledge(rig_t *rig) {
    uint8_t cause = rig->guard.memory->cause;
    uint8_t refusal = trip_guard_acknowledge(&rig->guard);
    if (refusal == DONE && cause != PP_TRIP_CAUSE_NONE) rig_say_acknowledged(rig, cause);
    return refusal;
}
