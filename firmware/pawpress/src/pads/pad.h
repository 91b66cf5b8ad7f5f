/* Chooses the one header that describes the pads; no other file asks what they are made of. Each gives
 *
 *   PAD_KIND            its number in the schema
 *   PADS                pads of a scan
 *   PAD_CONVERSIONS     conversions a reading takes: the last counts, those before let the input settle
 *   PAD_COUNTS_MAX      top of the converter's range
 *   PAD_REFERENCE_BITS  what the converter measures against
 *   PAD_LEAVES_AIN1     whether the pin AIN1 (D7) is free to read the level of the stop loop
 *   pad_start()         sets pins up
 *   pad_select(pad)     leads a pad to the converter and returns what to write to ADMUX */
#ifndef PAWPRESS_PAD_H
#define PAWPRESS_PAD_H

#include <avr/io.h>
#include <stdint.h>

#include "../boards/board.h"
#include "../config.h"
#include "../core/protocol_generated.h"

#if defined(PAWPRESS_PADS_FSR_MUX)
#include "pad_fsr_mux.h"
#else
#include "pad_fsr_divider.h"
#endif

#endif
