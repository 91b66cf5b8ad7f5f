#include "command.h"

static uint8_t read_set_rate(command_t *command, const frame_t *frame) {
    pp_set_rate_t set_rate;
    if (!pp_unpack_set_rate(frame->body, frame->length, &set_rate)) return PP_NAK_CODE_MALFORMED;
    command->rate_hz = set_rate.rate_hz;
    return COMMAND_OK;
}

uint8_t command_read(command_t *command, const frame_t *frame) {
    command->type = frame->type;
    command->rate_hz = 0;
    switch (frame->type) {
        case PP_IDENTIFY:
        case PP_START:
        case PP_STOP:
        case PP_PING:
            return frame->length == 0 ? COMMAND_OK : PP_NAK_CODE_MALFORMED;
        case PP_SET_RATE:
            return read_set_rate(command, frame);
        default:
            return PP_NAK_CODE_UNKNOWN_COMMAND;
    }
}
