/* SPDX-License-Identifier: MIT
 * rigsim: the pawpress firmware on an emulated board, for tests.
 *
 *   rigsim lockstep IMAGE [--baud N] [--bootloader HEX] [--mux]
 *   rigsim paced IMAGE [--baud N] [--bootloader HEX] [--mux] [--pads N] [--schedule FILE] [--reset-on-open]
 *     [--wait-at ROW]...
 *
 * Linked with libsimavr (GPL-3) for use in tests only; the program is not part of any pawpress package. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "modes.h"

static int usage(void) {
    fputs("usage: rigsim lockstep|paced IMAGE [--baud N] [--bootloader HEX] [--mux] [--pads N]"
          " [--schedule FILE] [--reset-on-open] [--wait-at ROW]...\n",
          stderr);
    return 2;
}

int main(int argc, char **argv) {
    static const struct option names[] = {
        {"baud", required_argument, NULL, 'b'},
        {"bootloader", required_argument, NULL, 'l'},
        {"mux", no_argument, NULL, 'm'},
        {"pads", required_argument, NULL, 'p'},
        {"schedule", required_argument, NULL, 's'},
        {"reset-on-open", no_argument, NULL, 'r'},
        {"wait-at", required_argument, NULL, 'w'},
        {0},
    };
    uint32_t baud = 500000;
    const char *bootloader = NULL;
    bool mux = false;
    paced_options_t options = {.pads = 6};
    for (int option; (option = getopt_long(argc, argv, "", names, NULL)) != -1;) {
        switch (option) {
            case 'b': baud = (uint32_t)atol(optarg); break;
            case 'l': bootloader = optarg; break;
            case 'm': mux = true; break;
            case 'p': options.pads = (uint8_t)atoi(optarg); break;
            case 's': options.schedule_path = optarg; break;
            case 'r': options.reset_on_open = true; break;
            case 'w':
                if (options.wait_count == WAITS_MAX) return usage();
                options.waits_at[options.wait_count++] = (uint32_t)atol(optarg);
                break;
            default: return usage();
        }
    }
    if (argc - optind != 2 || baud == 0 || options.pads == 0 || options.pads > PADS_MAX) return usage();
    static sim_board_t board;
    sim_board_init(&board, argv[optind + 1], bootloader, baud, mux);
    if (strcmp(argv[optind], "lockstep") == 0) return run_lockstep(&board);
    if (strcmp(argv[optind], "paced") == 0) return run_paced(&board, &options);
    return usage();
}
