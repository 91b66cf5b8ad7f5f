#include "inputs.h"

/* A stop must come through fast, and an opened loop hardly bounces; a button may take its time. */
static const uint8_t steady_ms[INPUTS] = {10, 20};

static bool has_changed(inputs_t *inputs, uint8_t i, bool differs, uint32_t t_us, uint8_t period_ms) {
    if (!differs) {
        inputs->changing_ms[i] = 0;
        return false;
    }
    if (inputs->changing_ms[i] == 0) inputs->since_us[i] = t_us;
    inputs->changing_ms[i] = (uint8_t)(inputs->changing_ms[i] + period_ms);
    if (inputs->changing_ms[i] <= steady_ms[i]) return false;
    inputs->changing_ms[i] = 0;
    return true;
}

uint8_t inputs_take(inputs_t *inputs, uint8_t contacts, uint32_t t_us, uint8_t period_ms) {
    if (!inputs->started) { /* what is so at the start is no event */
        inputs->started = true;
        inputs->held = contacts;
    }
    uint8_t changed = 0;
    for (uint8_t i = 0; i < INPUTS; i++) {
        uint8_t bit = (uint8_t)(1u << i);
        if (has_changed(inputs, i, ((contacts ^ inputs->held) & bit) != 0, t_us, period_ms)) changed |= bit;
    }
    inputs->held ^= changed;
    return changed;
}
