/* SPDX-License-Identifier: MIT
 * Paced: one millisecond of board time each millisecond, behind a pseudo-terminal that pyserial can open. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "modes.h"

typedef struct {
    sim_board_t *board;
    const paced_options_t *options;
    uint16_t *rows;
    size_t row_count, row;
    uint8_t waited, told; /* rows to wait at that are behind, and bytes that came for them */
    int master;
    bool open; /* some program has the port open */
    unsigned long opened, sent, dropped;
    double late_s; /* the longest that this machine kept the board waiting */
} paced_t;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void load_schedule(paced_t *paced) {
    const char *path = paced->options->schedule_path;
    if (!path) return;
    FILE *file = fopen(path, "rb");
    if (!file) fail(path);
    size_t row_bytes = paced->options->pads * sizeof(uint16_t);
    fseek(file, 0, SEEK_END);
    paced->row_count = (size_t)ftell(file) / row_bytes;
    rewind(file);
    paced->rows = malloc(paced->row_count * row_bytes + 1);
    if (fread(paced->rows, row_bytes, paced->row_count, file) != paced->row_count) fail(path);
    fclose(file);
}

/* Raw, and closed again: from then on poll() says POLLHUP as long as nobody has the port open. */
static void open_port(paced_t *paced) {
    paced->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (paced->master < 0 || grantpt(paced->master) || unlockpt(paced->master)) fail("rigsim: pseudo-terminal");
    int slave = open(ptsname(paced->master), O_RDWR | O_NOCTTY);
    struct termios raw;
    if (slave < 0 || tcgetattr(slave, &raw)) fail("rigsim: pseudo-terminal");
    cfmakeraw(&raw);
    tcsetattr(slave, TCSANOW, &raw);
    close(slave);
    printf("%s\n", ptsname(paced->master));
    fflush(stdout);
}

static void notice_opening(paced_t *paced) {
    struct pollfd poller = {.fd = paced->master, .events = POLLIN};
    poll(&poller, 1, 0);
    bool open = !(poller.revents & POLLHUP);
    if (open && !paced->open) {
        paced->opened++;
        if (paced->options->reset_on_open) sim_board_reset(paced->board, RESET_EXTERNAL);
    }
    paced->open = open;
}

static bool waits(paced_t *paced) {
    const paced_options_t *options = paced->options;
    if (paced->waited == options->wait_count || paced->row != options->waits_at[paced->waited]) return false;
    if (paced->told == paced->waited) return true;
    paced->waited++;
    return false;
}

/* The row of this millisecond. The schedule starts when the port is first opened and holds its last row. */
static void set_pads(paced_t *paced) {
    if (paced->row_count == 0) return;
    const uint16_t *row = paced->rows + paced->row * paced->options->pads;
    for (uint8_t i = 0; i < paced->options->pads; i++) paced->board->codes[i] = row[i];
    if (paced->opened && paced->row + 1 < paced->row_count && !waits(paced)) paced->row++;
}

static void receive(paced_t *paced) {
    uint8_t bytes[256];
    ssize_t size = read(paced->master, bytes, sizeof bytes);
    if (size > 0) sim_board_send(paced->board, bytes, (size_t)size);
}

/* A serial line does not wait: what nobody reads in time is gone. */
static void transmit(paced_t *paced) {
    sim_board_t *board = paced->board;
    for (size_t i = 0; paced->open && i < board->sent_count; i++) {
        if (write(paced->master, &board->sent[i].byte, 1) == 1) {
            paced->sent++;
        } else {
            paced->dropped++;
        }
    }
    board->sent_count = 0;
}

/* Every byte on stdin ends one wait; returns false when stdin has ended. */
static bool take_word(paced_t *paced) {
    struct pollfd poller = {.fd = STDIN_FILENO, .events = POLLIN};
    char word;
    if (poll(&poller, 1, 0) <= 0) return true;
    if (read(STDIN_FILENO, &word, 1) <= 0) return false;
    paced->told++;
    return true;
}

static void wait_until(struct timespec *tick) {
    tick->tv_nsec += 1000000;
    if (tick->tv_nsec >= 1000000000) {
        tick->tv_nsec -= 1000000000;
        tick->tv_sec++;
    }
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, tick, NULL) == EINTR) {
    }
}

static void note_lateness(paced_t *paced, const struct timespec *tick) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double late_s = (double)(now.tv_sec - tick->tv_sec) + 1e-9 * (double)(now.tv_nsec - tick->tv_nsec);
    if (late_s > paced->late_s) paced->late_s = late_s;
}

int run_paced(sim_board_t *board, const paced_options_t *options) {
    paced_t paced = {.board = board, .options = options};
    load_schedule(&paced);
    open_port(&paced);
    struct timespec tick;
    clock_gettime(CLOCK_MONOTONIC, &tick);
    bool alive = true;
    while (alive && take_word(&paced)) {
        notice_opening(&paced);
        set_pads(&paced);
        receive(&paced);
        board->target += STEP_CYCLES;
        alive = sim_board_run_until(board, board->target);
        transmit(&paced);
        wait_until(&tick);
        note_lateness(&paced, &tick);
    }
    printf("{\"opened\": %lu, \"sent\": %lu, \"dropped\": %lu, \"board_s\": %.3f, \"late_s\": %.3f}\n", paced.opened,
           paced.sent, paced.dropped, (double)sim_board_cycle(board) / CPU_HZ, paced.late_s);
    return alive ? 0 : 1;
}
