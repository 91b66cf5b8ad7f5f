/* SPDX-License-Identifier: MIT */
#include "sim_board.h"

#include <avr_acomp.h>
#include <avr_adc.h>
#include <avr_eeprom.h>
#include <avr_extint.h>
#include <avr_ioport.h>
#include <avr_uart.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The stop loop behind its pull-up of 4.7 kOhm: closed it ends in 1.8 kOhm. */
enum { LOOP_CLOSED_MV = 1385, LOOP_OPEN_MV = 5000, ADMUX_AT = 0x7C, ADCSRA_AT = 0x7A, REFERENCE_CHANNEL = 14, REFERENCE_MV = 1100 };
enum { SUPPLY_MV = 5000, PORTD_AT = 0x2B, EECR_AT = 0x3F, LOOP_ITSELF = 0xCFFF, PAINT = 0xA5, MCUSR_AT = 0x54, EXTERNAL_INTERRUPTS = 2, BITS_PER_BYTE = 11 /* simavr always counts a parity bit */ };

const uint8_t watched_pins[WATCHED_PINS] = {3, 8, 9, 13};
const uint8_t input_pins[INPUT_PINS] = {2, 10};

void *grown(void *items, size_t count, size_t *room, size_t item_size) {
    if (count < *room) return items;
    *room = *room ? 2 * *room : 1024;
    items = realloc(items, *room * item_size);
    if (!items) {
        fputs("rigsim: out of memory\n", stderr);
        exit(1);
    }
    return items;
}

uint64_t sim_board_cycle(const sim_board_t *board) { return board->cycles_before_reset + board->avr->cycle; }

static void log_event(sim_board_t *board, uint8_t source, uint8_t level) {
    if (!board->log_events) return;
    board->events = grown(board->events, board->events_count, &board->events_room, sizeof *board->events);
    board->events[board->events_count++] = (event_t){source, level, sim_board_cycle(board)};
}

/* simavr takes the voltage when ADCL is read and asks only the chosen channel, so the code of the channel whose
 * conversion begins now is raised on all of them. It scales by 1023, not 1024: this rounds to exactly the code. */
static double counts_at(const sim_board_t *board, uint8_t channel) {
    if (channel == REFERENCE_CHANNEL) return REFERENCE_MV * 1024.0 / board->supply_mv;
    if (channel > REFERENCE_CHANNEL) return 0;
    return board->codes[board->mux ? board->avr->data[PORTD_AT] >> 4 : channel];
}

static void connect(sim_board_t *board, uint8_t admux) {
    uint8_t channel = admux & 0x0F;
    hold_connect(&board->hold, counts_at(board, channel), channel == REFERENCE_CHANNEL, board->avr->cycle);
}

static void on_admux(avr_t *avr, avr_io_addr_t at, uint8_t written, void *param) {
    avr->data[at] = written; /* simavr leaves that to whoever watches a register */
    connect(param, written);
}

/* What a pad reads may have changed since the multiplexer switched to it. */
static void hold(sim_board_t *board) {
    uint8_t prescaler_bits = board->avr->data[ADCSRA_AT] & 7u;
    connect(board, board->avr->data[ADMUX_AT]);
    hold_convert(&board->hold, board->avr->cycle, prescaler_bits ? 1u << prescaler_bits : 2u);
}

static void on_conversion(struct avr_irq_t *irq, uint32_t raw, void *param) {
    (void)irq;
    sim_board_t *board = param;
    union {
        avr_adc_mux_t mux;
        uint32_t raw;
    } trigger = {.raw = raw};
    uint8_t channel = trigger.mux.src;
    hold(board);
    if (trigger.mux.kind != ADC_MUX_SINGLE || channel >= PADS_MAX) return;
    if (board->mux) channel = board->avr->data[PORTD_AT] >> 4;
    log_event(board, EVENT_ADC + channel, 1);
    uint32_t mv = (board->codes[channel] * (uint32_t)board->supply_mv + 1022) / 1023;
    for (int i = 0; i < ADC_CHANNELS; i++) avr_raise_irq(board->adc_irqs[i], mv);
}

static void on_byte_sent(struct avr_irq_t *irq, uint32_t byte, void *param) {
    (void)irq;
    sim_board_t *board = param;
    board->sent = grown(board->sent, board->sent_count, &board->sent_room, sizeof *board->sent);
    board->sent[board->sent_count++] = (sent_byte_t){(uint8_t)byte, sim_board_cycle(board)};
}

static void on_pin(sim_board_t *board, uint8_t pin, uint32_t level) {
    if (board->level[pin] == level) return; /* a timer's output is reported twice */
    board->level[pin] = (uint8_t)level;
    log_event(board, pin, (uint8_t)level);
}

static void on_d3(struct avr_irq_t *irq, uint32_t level, void *param) { (void)irq, on_pin(param, 3, level); }
static void on_d8(struct avr_irq_t *irq, uint32_t level, void *param) { (void)irq, on_pin(param, 8, level); }
static void on_d9(struct avr_irq_t *irq, uint32_t level, void *param) { (void)irq, on_pin(param, 9, level); }
static void on_d13(struct avr_irq_t *irq, uint32_t level, void *param) { (void)irq, on_pin(param, 13, level); }

static void on_xon(struct avr_irq_t *irq, uint32_t value, void *param) {
    (void)irq, (void)value;
    ((sim_board_t *)param)->xoff = false;
}

static void on_xoff(struct avr_irq_t *irq, uint32_t value, void *param) {
    (void)irq, (void)value;
    ((sim_board_t *)param)->xoff = true;
}

/* simavr calls this before it skips the cycles; its own version would sleep in real time. */
static void on_sleep(avr_t *avr, avr_cycle_count_t cycles) {
    ((sim_board_t *)avr->custom.data)->asleep_cycles += 1 + cycles;
}

/* The chip stands still for four cycles when a byte of EEPROM is read, for two when one is written; simavr does not. */
static void on_eeprom_control(avr_t *avr, avr_io_addr_t at, uint8_t written, void *param) {
    (void)at, (void)param;
    if (written & 1u) avr->cycle += 4;
    if (written & 2u) avr->cycle += 2;
}

static void watch(sim_board_t *board, uint32_t ioctl, int index, avr_irq_notify_t notify) {
    avr_irq_register_notify(avr_io_getirq(board->avr, ioctl, index), notify, board);
}

static void fail(const char *path, const char *why) {
    fprintf(stderr, "rigsim: %s: %s\n", path, why);
    exit(1);
}

/* Copies one data record into flash and returns its address. simavr's own reader stumbles over optiboot's two parts. */
static uint32_t load_record(avr_t *avr, const char *path, const char *line, unsigned size) {
    unsigned address, byte;
    sscanf(line + 3, "%4x", &address);
    if (address + size > avr->flashend + 1) fail(path, "does not fit into the flash");
    for (unsigned i = 0; i < size; i++) {
        if (sscanf(line + 9 + 2 * i, "%2x", &byte) != 1) fail(path, "a record is too short");
        avr->flash[address + i] = (uint8_t)byte;
    }
    return address;
}

/* Loads an Intel HEX file and returns its lowest address. */
static uint32_t load_hex(avr_t *avr, const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) fail(path, "cannot be opened");
    char line[600];
    uint32_t start = avr->flashend + 1;
    while (fgets(line, sizeof line, file)) {
        unsigned size, type;
        if (sscanf(line, ":%2x%*4x%2x", &size, &type) != 2) fail(path, "is not an Intel HEX file");
        if (type != 0 || size == 0) continue;
        uint32_t address = load_record(avr, path, line, size);
        if (address < start) start = address;
    }
    fclose(file);
    if (start > avr->flashend) fail(path, "holds no code");
    return start;
}

static void erase_eeprom(avr_t *avr) {
    uint8_t *erased = malloc(avr->e2end + 1);
    memset(erased, 0xFF, avr->e2end + 1);
    avr_eeprom_desc_t whole = {.ee = erased, .offset = 0, .size = avr->e2end + 1};
    avr_ioctl(avr, AVR_IOCTL_EEPROM_SET, &whole);
    free(erased);
}

static void wire_up(sim_board_t *board) {
    uint32_t flags = 0; /* neither print what is sent nor sleep when the firmware polls */
    avr_ioctl(board->avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    avr_register_io_write(board->avr, EECR_AT, on_eeprom_control, board);
    avr_register_io_write(board->avr, ADMUX_AT, on_admux, board);
    hold_attach(&board->hold, board->avr);
    board->loop_level = avr_io_getirq(board->avr, AVR_IOCTL_ACOMP_GETIRQ, ACOMP_IRQ_AIN1);
    /* Looked up once: simavr searches all its modules, and a rig converts some ten thousand times a second. */
    for (int i = 0; i < ADC_CHANNELS; i++) {
        board->adc_irqs[i] = avr_io_getirq(board->avr, AVR_IOCTL_ADC_GETIRQ, ADC_IRQ_ADC0 + i);
    }
    board->uart_in = avr_io_getirq(board->avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_INPUT);
    watch(board, AVR_IOCTL_ADC_GETIRQ, ADC_IRQ_OUT_TRIGGER, on_conversion);
    watch(board, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUTPUT, on_byte_sent);
    watch(board, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUT_XON, on_xon);
    watch(board, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_OUT_XOFF, on_xoff);
    watch(board, AVR_IOCTL_IOPORT_GETIRQ('D'), 3, on_d3);
    watch(board, AVR_IOCTL_IOPORT_GETIRQ('B'), 0, on_d8);
    watch(board, AVR_IOCTL_IOPORT_GETIRQ('B'), 1, on_d9);
    watch(board, AVR_IOCTL_IOPORT_GETIRQ('B'), 5, on_d13);
}

/* simavr raises pins with a pull-up at every write to their port, unless told of something stronger outside. */
static void drive(sim_board_t *board, char port, uint8_t bit, uint8_t level) {
    avr_ioport_external_t outside = {.name = port, .mask = 1u << bit, .value = (unsigned)level << bit};
    avr_ioctl(board->avr, AVR_IOCTL_IOPORT_SET_EXTERNAL(port), &outside);
    /* Both ways, since a reset clears the register but simavr passes on only what changes. */
    avr_raise_irq(avr_io_getirq(board->avr, AVR_IOCTL_IOPORT_GETIRQ(port), bit), !level);
    avr_raise_irq(avr_io_getirq(board->avr, AVR_IOCTL_IOPORT_GETIRQ(port), bit), level);
}

static void drive_inputs(sim_board_t *board) {
    bool open = board->input[0] == 1, shorted = board->input[0] == LOOP_SHORTED;
    drive(board, 'D', 2, open);
    avr_raise_irq(board->loop_level, open ? LOOP_OPEN_MV : shorted ? 0 : LOOP_CLOSED_MV);
    drive(board, 'B', 2, board->input[1]);
}

/* simavr asks for the level of an external interrupt's pin in every cycle in which it is low, asleep or not, although
 * nobody enabled the interrupt: that takes four fifths of all its time. The firmware has no external interrupts, and
 * every reset turns the asking on again. */
static void after_reset(sim_board_t *board) {
    for (uint8_t i = 0; i < EXTERNAL_INTERRUPTS; i++) avr_extint_set_strict_lvl_trig(board->avr, i, 0);
    drive_inputs(board);
    hold_restart(&board->hold);
}

void sim_board_set_input(sim_board_t *board, uint8_t pin, uint8_t level) {
    for (int i = 0; i < INPUT_PINS; i++) {
        if (input_pins[i] == pin) board->input[i] = level;
    }
    drive_inputs(board);
}

void sim_board_set_supply(sim_board_t *board, uint16_t mv) {
    board->supply_mv = mv;
    board->avr->vcc = board->avr->avcc = board->avr->aref = mv;
}

void sim_board_hang(sim_board_t *board, bool hang) {
    if (hang == board->hangs) return;
    board->hangs = hang;
    uint8_t *flash = board->avr->flash;
    if (hang) {
        board->hung_at = board->avr->pc;
        memcpy(&board->hung_instruction, flash + board->hung_at, 2);
    }
    uint16_t instruction = hang ? LOOP_ITSELF : board->hung_instruction;
    memcpy(flash + board->hung_at, &instruction, 2);
}

void sim_board_init(sim_board_t *board, const char *hex_path, const char *bootloader_path, uint32_t baud, bool mux) {
    *board = (sim_board_t){.avr = avr_make_mcu_by_name("atmega328p"), .mux = mux, .input = {0, 1}};
    avr_t *avr = board->avr;
    avr_init(avr);
    avr->frequency = CPU_HZ;
    sim_board_set_supply(board, SUPPLY_MV);
    avr->log = LOG_ERROR;
    avr->custom.data = board;
    avr->sleep = on_sleep;
    board->byte_cycles = BITS_PER_BYTE * CPU_HZ / baud;
    load_hex(avr, hex_path);
    if (bootloader_path) avr->reset_pc = load_hex(avr, bootloader_path);
    avr->codeend = avr->flashend;
    erase_eeprom(avr);
    wire_up(board);
    sim_board_reset(board, RESET_POWER);
}

void sim_board_reset(sim_board_t *board, reset_kind_t kind) {
    avr_t *avr = board->avr;
    board->cycles_before_reset += avr->cycle;
    avr_reset(avr);
    avr->cycle = board->last_cycle = 0;
    avr->data[MCUSR_AT] = kind;
    after_reset(board);
    if (kind == RESET_POWER) memset(avr->data + avr->ioend + 1, PAINT, avr->ramend - avr->ioend);
    board->incoming_at = board->incoming_count = 0;
    board->delivering = board->xoff = false;
}

void sim_board_poke(sim_board_t *board, uint16_t at, uint8_t byte) {
    avr_t *avr = board->avr;
    if (at > avr->ramend) return;
    bool is_register = at > 31 && at <= avr->ioend && avr->io[AVR_DATA_TO_IO(at)].w.c;
    if (is_register) {
        avr->io[AVR_DATA_TO_IO(at)].w.c(avr, at, byte, avr->io[AVR_DATA_TO_IO(at)].w.param);
    } else {
        avr->data[at] = byte;
    }
}

/* A timer that does nothing, so that simavr stops skipping or running ahead at this cycle. */
static avr_cycle_count_t stop_here(avr_t *avr, avr_cycle_count_t when, void *param) {
    (void)avr, (void)when, (void)param;
    return 0;
}

static avr_cycle_count_t deliver(avr_t *avr, avr_cycle_count_t when, void *param) {
    (void)avr;
    sim_board_t *board = param;
    if (board->xoff) return when + board->byte_cycles;
    board->delivering = board->incoming_at < board->incoming_count;
    if (!board->delivering) return 0;
    uint8_t byte = board->incoming[board->incoming_at++];
    avr_raise_irq(board->uart_in, byte);
    return when + board->byte_cycles;
}

static void start_delivery(sim_board_t *board) {
    if (board->delivering || board->incoming_at == board->incoming_count) return;
    board->delivering = true;
    avr_cycle_timer_register(board->avr, board->byte_cycles, deliver, board);
}

void sim_board_send(sim_board_t *board, const uint8_t *bytes, size_t size) {
    if (board->incoming_at == board->incoming_count) board->incoming_at = board->incoming_count = 0;
    for (size_t i = 0; i < size; i++) {
        board->incoming = grown(board->incoming, board->incoming_count, &board->incoming_room, 1);
        board->incoming[board->incoming_count++] = bytes[i];
    }
    start_delivery(board);
}

/* The watchdog resets the controller from inside avr_run: simavr's counter and timers then start again. */
static bool has_reset_itself(sim_board_t *board) {
    bool restarted = board->avr->cycle < board->last_cycle;
    if (restarted) {
        board->cycles_before_reset += board->last_cycle;
        board->delivering = board->xoff = false;
        after_reset(board);
        start_delivery(board);
    }
    board->last_cycle = board->avr->cycle;
    return restarted;
}

static void watch_interrupts(sim_board_t *board) {
    bool deaf = !board->avr->sreg[S_I];
    if (deaf == board->deaf) return;
    uint64_t now = sim_board_cycle(board);
    if (!deaf && now - board->deaf_since > board->deaf_longest) board->deaf_longest = (uint32_t)(now - board->deaf_since);
    board->deaf = deaf;
    board->deaf_since = now;
}

static void stop_at(sim_board_t *board, uint64_t cycle) {
    avr_cycle_timer_cancel(board->avr, stop_here, board);
    avr_cycle_timer_register(board->avr, cycle - sim_board_cycle(board), stop_here, board);
}

bool sim_board_run_until(sim_board_t *board, uint64_t cycle) {
    if (sim_board_cycle(board) >= cycle) return true;
    stop_at(board, cycle);
    while (sim_board_cycle(board) < cycle) {
        int state = avr_run(board->avr);
        if (state == cpu_Done || state == cpu_Crashed) return false;
        watch_interrupts(board);
        if (has_reset_itself(board) && sim_board_cycle(board) < cycle) stop_at(board, cycle);
    }
    return true;
}
