/**
 * What the host program calls: load an image, run it for some steps, exchange bytes.
 *
 * Readings come in and bytes go out through two buffers the host maps once, so that a call carries nothing but a
 * number. A reading holds for the conversions that start in its step.
 */

import { AVRTimer } from "avr8js";
import { AvrBoardChip } from "./board";
import { flashFromHex } from "./intel_hex";
import { SparseTimer } from "./sparse_timer";

/** Of the chip. More pads stand behind a 74HC4067, whose one output is at A0. */
const ANALOG_INPUTS = 8;
const MAX_PADS = 16;
const MAX_STEPS = 1000;
const MAX_BYTES_A_STEP = 128;
const WATCHED = [
  { port: "B", bit: 0, pin: 8 },
  { port: "B", bit: 1, pin: 9 },
  { port: "B", bit: 5, pin: 13 },
  { port: "D", bit: 3, pin: 3 },
] as const;

const codes = new Uint16Array(MAX_STEPS * MAX_PADS);
const sent = new Uint8Array(MAX_STEPS * MAX_BYTES_A_STEP);

let chip: AvrBoardChip | null = null;
let pads = 0;
let stepCycles = 0;
let stepsLived = 0;
let sentCount = 0;
let edges: [number, number, number][] | null = null;

const surroundings = {
  code(channel: number, selected: number, cycle: number): number {
    const step = Math.floor(cycle / stepCycles) - stepsLived;
    const pad = pads <= ANALOG_INPUTS ? channel : channel === 0 ? selected : pads;
    return pad < pads ? codes[step * pads + pad] : 0;
  },
  byteSent(byte: number): void {
    sent[sentCount++] = byte;
  },
  pinChanged(port: "B" | "D", was: number, is: number, cycle: number): void {
    if (edges === null) return;
    for (const watched of WATCHED) {
      const level = (is >> watched.bit) & 1;
      if (watched.port === port && level !== ((was >> watched.bit) & 1)) edges.push([cycle, watched.pin, level]);
    }
  },
};

function powered(): AvrBoardChip {
  if (chip === null) throw new Error("no firmware image is loaded");
  return chip;
}

export interface Options {
  /** Take avr8js' own timers, to check the fast ones against. */
  denseTimers?: boolean;
  startUpCycles?: number;
}

/** Power on with this image; returns what is wrong with it, or nothing. */
export function load(hex: string, padCount: number, cyclesAStep: number, options: Options = {}): string {
  let flash: Uint16Array;
  try {
    flash = flashFromHex(hex);
  } catch (error) {
    return (error as Error).message;
  }
  pads = padCount;
  stepCycles = cyclesAStep;
  stepsLived = 0;
  edges = null;
  chip = new AvrBoardChip(flash, surroundings, options.startUpCycles, options.denseTimers ? AVRTimer : SparseTimer);
  return "";
}

/** Live through `steps` rows of `codes` and return how many bytes now stand in `sent`. */
export function run(steps: number): number {
  sentCount = 0;
  powered().runTo((stepsLived + steps) * stepCycles);
  stepsLived += steps;
  return sentCount;
}

export function send(bytes: number[]): void {
  powered().receive(Uint8Array.from(bytes));
}

export function reset(): void {
  powered().reset();
}

export function powerCycle(): void {
  powered().powerCycle();
}

export function setContact(pin: number, high: boolean): void {
  powered().setContact(pin, high);
}

export function readEeprom(): string {
  return JSON.stringify([...powered().eepromBytes]);
}

/** Behind the firmware's back. */
export function writeEeprom(bytes: number[]): void {
  powered().eepromBytes.set(bytes);
}

/** From now on keep what D3, D8, D9 and D13 do; without this nothing is kept, so that a long run does not grow. */
export function watchPins(): void {
  edges = [];
}

/** JSON list of `[cycle, pin, level]` since the last call. */
export function takeEdges(): string {
  const taken = JSON.stringify(edges ?? []);
  if (edges !== null) edges = [];
  return taken;
}

/** JSON of the chip's own bookkeeping, in processor cycles. */
export function cpuLoad(): string {
  const { awakeCycles, cycles, baud } = powered();
  return JSON.stringify({ awake_cycles: awakeCycles, total_cycles: cycles, baud });
}

export const codesBuffer = codes.buffer;
export const sentBuffer = sent.buffer;
export { MAX_STEPS };
