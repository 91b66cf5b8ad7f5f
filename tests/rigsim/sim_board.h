/* SPDX-License-Identifier: MIT
 * A board made of simavr: an ATmega328P at 16 MHz with pads at its converter, a serial line and a few watched pins. */
#ifndef RIGSIM_SIM_BOARD_H
#define RIGSIM_SIM_BOARD_H

#include <sim_avr.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hold.h"

enum { CPU_HZ = 16000000, STEP_CYCLES = CPU_HZ / 1000, PADS_MAX = 16, WATCHED_PINS = 4, INPUT_PINS = 2, ADC_CHANNELS = 8 };

typedef enum { RESET_POWER = 1, RESET_EXTERNAL = 2 } reset_kind_t; /* the bits of MCUSR */

typedef struct {
    uint8_t byte;
    uint64_t cycle; /* when its start bit goes out */
} sent_byte_t;

/* A pin that changed (source is the Arduino number) or a conversion that began (source is EVENT_ADC + channel). */
typedef struct {
    uint8_t source;
    uint8_t level;
    uint64_t cycle;
} event_t;

enum { EVENT_ADC = 0x80 };

typedef struct {
    avr_t *avr;
    avr_irq_t *adc_irqs[ADC_CHANNELS]; /* where simavr takes voltages from */
    avr_irq_t *uart_in;
    avr_irq_t *loop_level; /* AIN1, where the stop loop lies too */
    hold_t hold;
    uint16_t codes[PADS_MAX]; /* what the converter reads at each pad */
    uint16_t supply_mv;
    bool mux; /* the pads are behind a 74HC4067: D4 to D7 choose one, A0 reads it */
    uint8_t input[INPUT_PINS]; /* levels of the partner's contacts */
    bool hangs;
    uint16_t hung_instruction;
    uint32_t hung_at;

    uint64_t target; /* end of the last step: overshoots by an instruction do not add up */
    uint64_t cycles_before_reset; /* simavr's own counter starts again at every reset */
    uint64_t last_cycle;
    uint64_t asleep_cycles;
    bool deaf; /* interrupts are off */
    uint64_t deaf_since;
    uint32_t deaf_longest; /* cycles, since somebody asked */

    sent_byte_t *sent;
    size_t sent_count, sent_room;

    uint8_t *incoming; /* bytes on their way to the controller */
    size_t incoming_at, incoming_count, incoming_room;
    bool delivering, xoff;
    uint32_t byte_cycles;

    bool log_events;
    event_t *events;
    size_t events_count, events_room;
    uint8_t level[14]; /* of the watched pins, by Arduino number */
} sim_board_t;

extern const uint8_t watched_pins[WATCHED_PINS];
extern const uint8_t input_pins[INPUT_PINS];

/* Loads an Intel HEX image, if wanted a bootloader that every reset goes through, and switches the power on.
 * Exits with one line of text if a file cannot be read. */
void sim_board_init(sim_board_t *board, const char *hex_path, const char *bootloader_path, uint32_t baud, bool mux);

/* Total cycles since the power went on for the first time. */
uint64_t sim_board_cycle(const sim_board_t *board);

/* Lives until `cycle`; false if the controller stopped for good. */
bool sim_board_run_until(sim_board_t *board, uint64_t cycle);

/* Puts bytes on the receive line, one after the other at the speed of the line. */
void sim_board_send(sim_board_t *board, const uint8_t *bytes, size_t size);

void sim_board_reset(sim_board_t *board, reset_kind_t kind);

/* Closes or opens a contact: D2, the stop loop, is high when open; D10, the good-spot button, is low when held. The loop
 * can also be shorted before its resistor: level LOOP_SHORTED. */
enum { LOOP_SHORTED = 2 };

void sim_board_set_input(sim_board_t *board, uint8_t pin, uint8_t level);

void sim_board_set_supply(sim_board_t *board, uint16_t mv);

/* Makes the program jump on the spot where it now is, or lets it go on. */
void sim_board_hang(sim_board_t *board, bool hang);

/* Writes to the data space the way an instruction does: a register acts on it. */
void sim_board_poke(sim_board_t *board, uint16_t at, uint8_t byte);

/* Makes room for one more element; exits if there is no memory left. */
void *grown(void *items, size_t count, size_t *room, size_t item_size);

#endif
