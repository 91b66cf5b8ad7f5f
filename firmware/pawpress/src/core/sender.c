#include "sender.h"

uint8_t *sender_body(sender_t *sender) { return sender->wire + FRAME_BODY_AT; }

void sender_send(sender_t *sender, uint8_t type, uint8_t body_length) {
    uint8_t size = frame_seal(sender->wire, type, sender->sequence, body_length);
    sender->sequence++;
    if (!sender->offer(sender->wire, size)) sender->dropped++;
}
