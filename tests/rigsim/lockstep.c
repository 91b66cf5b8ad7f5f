/* SPDX-License-Identifier: MIT
 * Lockstep: nothing happens unless asked. A command is one letter and its arguments, all little-endian:
 *
 *   R steps:u32 cycles:u32 pads:u8 codes:u16[steps*pads]   live so many steps of so many cycles
 *                                             -> alive:u8 n:u32 bytes:u8[n] cycles:u64[n] (start bit of each byte)
 *   S n:u32 bytes:u8[n]                       put bytes on the receive line      (no answer)
 *   X kind:u8                                 reset: 1 power, 2 button           (no answer)
 *   V on:u8                                   start or stop logging events       (no answer)
 *   E                                         -> n:u32 { source:u8 level:u8 cycle:u64 }[n], and forgets them
 *   P                                         -> levels of D3, D8, D9, D13: u8[4]
 *   I pin:u8 level:u8                         a contact at D2 or D10; D2 may be shorted, 2 (no answer)
 *   C kohm:u16                                a hold capacitor; impedance of the reference (no answer)
 *   T mv:u16                                  supply                             (no answer)
 *   H on:u8                                   hang where it is, or go on         (no answer)
 *   Z at:u16 n:u16 bytes:u8[n]                write EEPROM                       (no answer)
 *   L                                         -> total:u64 asleep:u64 cycles
 *   D                                         -> u32 longest stretch with interrupts off, cycles; begins anew
 *   M space:u8 at:u16 n:u16                   read data space (0) or EEPROM (1) -> u8[n]
 *   W at:u16 byte:u8                          write data space as `sts` would     (no answer) */
#include <avr_eeprom.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modes.h"

/* The other side closed the pipe: the normal end. */
static void take(void *into, size_t size) {
    if (size && fread(into, size, 1, stdin) != 1) exit(0);
}

static void give(const void *from, size_t size) { fwrite(from, 1, size, stdout); }

static uint8_t take_u8(void) {
    uint8_t number;
    take(&number, sizeof number);
    return number;
}

static uint16_t take_u16(void) {
    uint16_t number;
    take(&number, sizeof number);
    return number;
}

static uint32_t take_u32(void) {
    uint32_t number;
    take(&number, sizeof number);
    return number;
}

static void give_sent(sim_board_t *board) {
    uint32_t count = (uint32_t)board->sent_count;
    give(&count, sizeof count);
    for (uint32_t i = 0; i < count; i++) give(&board->sent[i].byte, 1);
    for (uint32_t i = 0; i < count; i++) give(&board->sent[i].cycle, sizeof board->sent[i].cycle);
    board->sent_count = 0;
}

static void run_steps(sim_board_t *board) {
    uint32_t steps = take_u32(), cycles = take_u32();
    uint8_t pads = take_u8();
    uint16_t codes[256];
    uint8_t alive = 1;
    for (uint32_t i = 0; i < steps; i++) {
        take(codes, pads * sizeof codes[0]);
        memcpy(board->codes, codes, (pads < PADS_MAX ? pads : PADS_MAX) * sizeof codes[0]);
        if (alive) alive = sim_board_run_until(board, board->target + cycles);
        board->target += cycles;
    }
    give(&alive, 1);
    give_sent(board);
}

static void send_bytes(sim_board_t *board) {
    uint32_t size = take_u32();
    uint8_t *bytes = malloc(size + 1);
    take(bytes, size);
    sim_board_send(board, bytes, size);
    free(bytes);
}

static void log_events(sim_board_t *board) {
    board->log_events = take_u8();
    board->events_count = 0;
}

static void give_events(sim_board_t *board) {
    uint32_t count = (uint32_t)board->events_count;
    give(&count, sizeof count);
    for (uint32_t i = 0; i < count; i++) {
        give(&board->events[i].source, 1);
        give(&board->events[i].level, 1);
        give(&board->events[i].cycle, sizeof board->events[i].cycle);
    }
    board->events_count = 0;
}

static void give_levels(const sim_board_t *board) {
    for (size_t i = 0; i < sizeof watched_pins; i++) give(&board->level[watched_pins[i]], 1);
}

static void give_load(const sim_board_t *board) {
    uint64_t total = sim_board_cycle(board);
    give(&total, sizeof total);
    give(&board->asleep_cycles, sizeof board->asleep_cycles);
}

static void give_longest_deaf(sim_board_t *board) {
    give(&board->deaf_longest, sizeof board->deaf_longest);
    board->deaf_longest = 0;
}

static void read_memory(sim_board_t *board) {
    uint8_t space = take_u8();
    uint16_t at = take_u16(), size = take_u16();
    uint32_t end = space ? board->avr->e2end : board->avr->ramend;
    uint8_t *bytes = calloc(1, size + 1u);
    if (at + size <= end + 1u) {
        avr_eeprom_desc_t part = {.ee = bytes, .offset = at, .size = size};
        if (space) avr_ioctl(board->avr, AVR_IOCTL_EEPROM_GET, &part);
        if (!space) memcpy(bytes, board->avr->data + at, size);
    }
    give(bytes, size);
    free(bytes);
}

static void write_memory(sim_board_t *board) {
    uint16_t at = take_u16();
    uint8_t byte = take_u8();
    sim_board_poke(board, at, byte);
}

static void set_input(sim_board_t *board) {
    uint8_t pin = take_u8(), level = take_u8();
    sim_board_set_input(board, pin, level);
}

static void write_eeprom(sim_board_t *board) {
    uint16_t at = take_u16(), size = take_u16();
    uint8_t *bytes = calloc(1, size + 1u);
    take(bytes, size);
    avr_eeprom_desc_t part = {.ee = bytes, .offset = at, .size = size};
    if (at + size <= board->avr->e2end + 1u) avr_ioctl(board->avr, AVR_IOCTL_EEPROM_SET, &part);
    free(bytes);
}

static void serve(sim_board_t *board, int command) {
    switch (command) {
        case 'R': run_steps(board); break;
        case 'S': send_bytes(board); break;
        case 'X': sim_board_reset(board, take_u8()); break;
        case 'V': log_events(board); break;
        case 'E': give_events(board); break;
        case 'P': give_levels(board); break;
        case 'L': give_load(board); break;
        case 'D': give_longest_deaf(board); break;
        case 'M': read_memory(board); break;
        case 'W': write_memory(board); break;
        case 'I': set_input(board); break;
        case 'T': sim_board_set_supply(board, take_u16()); break;
        case 'C': board->hold.reference_kohm = take_u16(); break;
        case 'H': sim_board_hang(board, take_u8()); break;
        case 'Z': write_eeprom(board); break;
        default:
            fprintf(stderr, "rigsim: unknown command 0x%02x\n", command);
            exit(1);
    }
}

int run_lockstep(sim_board_t *board) {
    static char out[1 << 16];
    setvbuf(stdout, out, _IOFBF, sizeof out);
    for (int command; (command = getchar()) != EOF;) {
        serve(board, command);
        fflush(stdout);
    }
    return 0;
}
