#include "rig.h"

#include "rig_commands.h"
#include "rig_say.h"

enum { SECOND_US = 1000000, ACKNOWLEDGE_HOLD_MS = 1000, HELLO_REST_MS = 100, STACK_LOW_BYTES = 64 };

static uint32_t faults_at_start(const rig_boot_t *boot) {
    uint32_t faults = 0;
    if (boot->ram_damaged) faults |= fault_bit(PP_FAULT_CODE_RAM_DAMAGED);
    if (boot->reset_cause & PP_RESET_CAUSE_WATCHDOG) faults |= fault_bit(PP_FAULT_CODE_WATCHDOG_RESET);
    /* Switching on looks like a brown-out too. */
    bool dipped = (boot->reset_cause & (PP_RESET_CAUSE_BROWN_OUT | PP_RESET_CAUSE_POWER_ON)) == PP_RESET_CAUSE_BROWN_OUT;
    if (dipped) faults |= fault_bit(PP_FAULT_CODE_BROWN_OUT);
    return faults;
}

/* Limits for another number of pads are none: they may have been stored by an image for another board. */
static void drop_foreign_limits(rig_t *rig) {
    trip_guard_limits_t *limits = &rig->store.settings.limits;
    if (limits->pads != rig->pads) settings_no_limits(limits);
}

static void load_settings(rig_t *rig) {
    const settings_t *settings = &rig->store.settings;
    store_load(&rig->store, &rig->hardware->memory);
    rig->pads = rig->identity->pads_max;
    if (settings->pads && settings->pads < rig->pads) rig->pads = settings->pads;
    drop_foreign_limits(rig);
}

static void load_guard(rig_t *rig) {
    const guarded_t guarded = {&rig->store.settings.limits, rig->pads, rig->identity->counts_max};
    trip_guard_start(&rig->guard, &guarded, rig->hardware->trip_guard_memory);
    trip_log_load(&rig->trip_log, &rig->hardware->memory);
    trip_guard_recall(&rig->guard, trip_log_cause(&rig->trip_log), trip_log_source(&rig->trip_log));
}

void rig_start(rig_t *rig, const rig_identity_t *identity, const rig_hardware_t *hardware, const rig_boot_t *boot,
               uint16_t limit_hz) {
    static const uint8_t delimiter = 0;
    rig->identity = identity;
    rig->hardware = hardware;
    rig->sender.offer = hardware->offer;
    rig->reset_cause = boot->reset_cause;
    rig->faults = faults_at_start(boot);
    rig->last_t_us = boot->t_us;
    rig->streaming = true;
    rig->receiver.block = rig->command;
    rig->receiver.room = sizeof rig->command;
    load_settings(rig);
    load_guard(rig);
    rig->self_test.program = &hardware->program;
    rig->self_test.pads = rig->pads;
    self_test_begin(&rig->self_test);
    scan_plan_fastest(&rig->plan, &identity->wiring, rig->pads, limit_hz);
    hardware->offer(&delimiter, 1); /* ends whatever noise the reset left in the host's receive buffer */
    rig_say_hello(rig, true);
    if (trip_guard_is_tripped(&rig->guard)) rig_say_trip(rig, boot->t_us);
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

/* Oversampling sums up; guard and self-test want a single conversion. */
static const uint16_t *singles(const rig_t *rig, const rig_scan_t *scan) {
    static uint16_t counts[SETTINGS_PADS_MAX];
    if (scan->oversampling == 0) return scan->counts;
    for (uint8_t i = 0; i < rig->pads; i++) counts[i] = scan->counts[i] >> scan->oversampling;
    return counts;
}

/* Held for a second, the good-spot button also acknowledges. Each try needs a new press: a button that was held, or
 * shorted, before it was watched acknowledges nothing. */
static void count_hold(rig_t *rig, bool pressed_now, uint8_t period_ms) {
    if (pressed_now) rig->spot_held_ms = period_ms;
    if (!(rig->inputs.held & INPUT_SPOT_PRESSED)) rig->spot_held_ms = 0;
    if (rig->spot_held_ms == 0) return;
    rig->spot_held_ms = (uint16_t)(rig->spot_held_ms + period_ms);
    if (rig->spot_held_ms < ACKNOWLEDGE_HOLD_MS) return;
    rig->spot_held_ms = 0;
    rig_acknowledge(rig);
}

static void take_contacts(rig_t *rig, const rig_scan_t *scan, uint8_t period_ms) {
    uint8_t contacts = scan->contacts;
    bool ends_in_resistor = rig->guard.limits->options & PP_GUARD_OPTION_LOOP_RESISTOR;
    rig->loop_shorted = ends_in_resistor && (contacts & INPUT_LOOP_SHORTED);
    if (rig->loop_shorted) contacts |= INPUT_LOOP_OPEN;
    uint8_t changed = inputs_take(&rig->inputs, contacts, scan->t_us, period_ms);
    bool open = rig->inputs.held & INPUT_LOOP_OPEN;
    if (trip_guard_loop(&rig->guard, open)) rig_say_trip(rig, scan->t_us);
    if (changed & INPUT_LOOP_OPEN) rig_say_button(rig, rig->inputs.since_us[0], PP_BUTTON_KIND_STOP_LOOP, open);
    bool pressed = rig->inputs.held & INPUT_SPOT_PRESSED;
    if (changed & INPUT_SPOT_PRESSED) rig_say_button(rig, rig->inputs.since_us[1], PP_BUTTON_KIND_GOOD_SPOT, pressed);
    count_hold(rig, pressed && (changed & INPUT_SPOT_PRESSED), period_ms);
}

static void take_supply(rig_t *rig, const rig_scan_t *scan) {
    if (scan->measured != EXTRA_BANDGAP) return;
    rig->supply_due = false;
    supply_take(&rig->supply, scan->extra_counts);
    if (trip_guard_take_supply(&rig->guard, &rig->supply)) rig_say_trip(rig, scan->t_us);
}

static void test(rig_t *rig, const rig_scan_t *scan, const uint16_t *counts) {
    if (self_test_take_scan(&rig->self_test, counts, scan->measured, scan->extra_counts)) rig->self_test_owed = true;
}

static void say_owed_self_test(rig_t *rig) {
    uint32_t kept = fault_bit(PP_FAULT_CODE_RAM_DAMAGED) | fault_bit(PP_FAULT_CODE_WATCHDOG_RESET) |
                    fault_bit(PP_FAULT_CODE_BROWN_OUT);
    uint16_t faulty = pad_watch_faults(&rig->guard.pad_watch);
    self_test_findings_t found = self_test_findings(&rig->self_test, faulty);
    uint16_t free_stack = rig->hardware->free_stack();
    if (free_stack < STACK_LOW_BYTES) found.faults |= fault_bit(PP_FAULT_CODE_STACK_LOW);
    rig->faults = (rig->faults & kept) | found.faults;
    rig->self_test_owed = false;
    rig_say_self_test(rig, &found, free_stack);
}

static void say_owed_setting(rig_t *rig) {
    if (!rig->hardware->memory.is_ready()) return;
    rig_say_setting(rig, (uint8_t)(rig_settings_frames(rig) - rig->settings_owed));
    rig->settings_owed--;
}

/* What can wait goes out one frame a scan, and not with one in which a whole batch of scans did: that has taken half of
 * the time there is. */
static void say_what_can_wait(rig_t *rig) {
    bool batch_went_out = rig->streaming && rig->plan.batch > 1 && rig->batch.counts_len == 0;
    if (batch_went_out) return;
    if (rig->self_test_owed) {
        say_owed_self_test(rig);
    } else if (rig->settings_owed) {
        say_owed_setting(rig);
    }
}

static bool is_by_plan(const rig_t *rig, const rig_scan_t *scan) {
    return scan->period_us == rig->plan.period_us && scan->oversampling == rig->plan.oversampling;
}

static void say_owed_hello(rig_t *rig, const rig_scan_t *scan, uint8_t period_ms) {
    rig->hello_rest_ms = (uint8_t)(rig->hello_rest_ms > period_ms ? rig->hello_rest_ms - period_ms : 0);
    bool plan_holds = rig->plan_hello_due && is_by_plan(rig, scan);
    bool asked = rig->hello_due && rig->hello_rest_ms == 0;
    if (!plan_holds && !asked) return;
    if (plan_holds) rig->plan_hello_due = false;
    rig->hello_due = false;
    rig->hello_rest_ms = HELLO_REST_MS;
    rig_say_batch(rig);
    rig_say_hello(rig, false);
}

/* Settings that nobody saves are forgotten, so that they are not saved later together with something else. */
static void forget_staged(rig_t *rig, uint8_t period_ms) {
    if (rig->staged_ms == 0) return;
    rig->staged_ms = (uint16_t)(rig->staged_ms > period_ms ? rig->staged_ms - period_ms : 0);
    if (rig->staged_ms == 0 && !rig->store.saving) store_discard(&rig->store);
}

static uint8_t period_ms_of(rig_t *rig, const rig_scan_t *scan) {
    if (scan->period_us != rig->period_us) {
        rig->period_us = scan->period_us;
        rig->period_ms = (uint8_t)(scan->period_us / 1000u);
    }
    return rig->period_ms;
}

void rig_take_scan(rig_t *rig, const rig_scan_t *scan, const rig_health_t *health) {
    uint8_t period_ms = period_ms_of(rig, scan);
    const uint16_t *counts = singles(rig, scan);
    rig->health = *health;
    if (trip_guard_take_scan(&rig->guard, counts, period_ms)) rig_say_trip(rig, scan->t_us);
    take_supply(rig, scan);
    take_contacts(rig, scan, period_ms);
    signal_pass(&rig->signal, trip_guard_state(&rig->guard), period_ms);
    say_owed_hello(rig, scan, period_ms);
    if (rig->streaming) rig_say_scan(rig, scan);
    if (second_is_over(rig, scan->t_us)) {
        rig->supply_due = true;
        rig_say_status(rig);
    }
    test(rig, scan, counts);
    forget_staged(rig, period_ms);
    /* once a scan: a round has no time for it */
    rig->record_due = trip_guard_record(&rig->guard) != rig->trip_log.stored;
    say_what_can_wait(rig);
}

bool rig_pass(rig_t *rig) {
    if (rig->record_due) { /* before anything else that is to be written */
        trip_log_step(&rig->trip_log, trip_guard_record(&rig->guard));
        rig->record_due = false;
        return rig->store.saving;
    }
    store_state_t state = store_step(&rig->store);
    if (state == STORE_SAVED || state == STORE_FAILED) drop_foreign_limits(rig);
    if (state == STORE_SAVED) {
        trip_guard_limits_changed(&rig->guard);
        rig_say_ack(rig, rig->save_request, PP_SAVE_SETTINGS);
    }
    if (state == STORE_FAILED) rig_say_nak(rig, rig->save_request, PP_SAVE_SETTINGS, PP_NAK_CODE_STORE_FAILED);
    return rig->store.saving;
}

void rig_receive(rig_t *rig, uint8_t byte) {
    frame_t frame;
    switch (frame_receive(&rig->receiver, byte, &frame)) {
        case FRAME_GOOD:
            rig_answer(rig, &frame);
            break;
        case FRAME_DAMAGED:
            rig->damaged_frames++;
            break;
        case FRAME_INCOMPLETE:
            break;
    }
}
