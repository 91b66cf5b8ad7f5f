/**
 * An ATmega328P at 16 MHz with what the firmware uses, corrected where avr8js 0.21.1 differs from the silicon.
 *
 * Corrections:
 * - SLEEP skips to the next thing that can wake the chip (avr8js: no operation, sixteen times slower).
 * - The instruction after SEI and RETI runs before the next interrupt, as the datasheet promises; without it an
 *   interrupt can slip in between `sei` and `sleep`, and the chip sleeps on work it should do.
 * - "Data register empty" is a level, not an edge: entering another interrupt does not lose it.
 * - A write to UCSR0B leaves a received byte waiting (avr8js: forgets it while the receiver is on).
 * - A reset rebuilds processor and peripherals, keeps SRAM and EEPROM, and tells the firmware why in MCUSR.
 */

import {
  ADCMuxInputType,
  AVRADC,
  AVRClock,
  AVREEPROM,
  AVRIOPort,
  AVRTimer,
  AVRUSART,
  AVRWatchdog,
  CPU,
  EEPROMMemoryBackend,
  adcConfig,
  avrInstruction,
  clockConfig,
  eepromConfig,
  portBConfig,
  portCConfig,
  portDConfig,
  timer0Config,
  timer1Config,
  timer2Config,
  usart0Config,
  watchdogConfig,
} from "avr8js";
import type { ADCMuxInput } from "avr8js/dist/esm/peripherals/adc";
import type { AVRInterruptConfig } from "avr8js/dist/esm/cpu/cpu";
import { SparseTimer } from "./sparse_timer";

export const CLOCK_HZ = 16_000_000;
export const POWER_ON = 1;
export const EXTERNAL = 2;

const SRAM_BYTES = 2048;
const SRAM_START = 0x100;
const EEPROM_BYTES = 1024;
const SMCR = 0x53;
const SLEEP_ENABLE = 1;
const RECEIVE_COMPLETE = 0x80;
const SUPPLY_V = 5;
/** The analog comparator: its output is set while AIN1 (D7) is below what it is compared with. */
const ACSR = 0x50;
const COMPARATOR_OUTPUT = 0x20;
const LOOP_LEVEL_PIN = 7;
/** The partner's contacts at rest: the stop loop (D2) closed to ground through the resistor at its end, so that the
 * level at D7 (AIN1) is above the chip's reference; the good-spot button (D10) released. */
const CONTACTS = [
  { port: "D", bit: 2, pin: 2, atRest: false },
  { port: "D", bit: LOOP_LEVEL_PIN, pin: LOOP_LEVEL_PIN, atRest: true },
  { port: "B", bit: 2, pin: 10, atRest: true },
] as const;
const OPCODE_SLEEP = 0x9588;
const OPCODE_SEI = 0x9478;
const OPCODE_RETI = 0x9518;

interface ClockQueue {
  nextClockEvent: { cycles: number } | null;
}

interface UsartInterrupts {
  RXC: AVRInterruptConfig;
  UDRE: AVRInterruptConfig;
}

/** D4 to D7 select the input of a 74HC4067, as in pads/pad_fsr_mux.h. */
const SELECT_SHIFT = 4;

/** What the chip sees and says; all times are in processor cycles since power-on. */
export interface Surroundings {
  /** `selected` is the input that a 74HC4067 at D4 to D7 would lead to A0. */
  code(channel: number, selected: number, cycle: number): number;
  byteSent(byte: number): void;
  pinChanged(port: "B" | "D", was: number, is: number, cycle: number): void;
}

export class AvrBoardChip {
  awakeCycles = 0;
  private readonly eeprom = new EEPROMMemoryBackend(EEPROM_BYTES);
  private cpu!: CPU;
  private usart!: AVRUSART;
  private ports = new Map<string, AVRIOPort>();
  private readonly contacts = new Map<number, boolean>(CONTACTS.map(({ pin, atRest }) => [pin, atRest]));
  private toReceive: number[] = [];
  private asleep = false;
  private watchdogBit = false;

  constructor(
    private readonly flash: Uint16Array,
    private readonly surroundings: Surroundings,
    /** From the release of reset to the first instruction. */
    private readonly startUpCycles = 0,
    private readonly Timer: typeof AVRTimer = SparseTimer,
  ) {
    this.restart(POWER_ON);
  }

  get cycles(): number {
    return this.cpu.cycles;
  }

  get baud(): number {
    return this.usart.baudRate;
  }

  /** The reset pin. Bytes on their way in are lost, as on the real line. */
  reset(): void {
    this.restart(EXTERNAL);
  }

  /** Switch off and on: the EEPROM is all that stays. A byte being written is cut off. */
  powerCycle(): void {
    this.cpu.data.fill(0xa5, SRAM_START);
    this.cpu.data[watchdogConfig.MCUSR] = 0;
    this.restart(POWER_ON);
  }

  get eepromBytes(): Uint8Array {
    return this.eeprom.memory;
  }

  /** Open or close a contact, by Arduino's number of its pin. */
  setContact(pin: number, high: boolean): void {
    this.contacts.set(pin, high);
    this.driveContacts();
  }

  receive(bytes: Uint8Array): void {
    this.toReceive.push(...bytes);
    this.feedReceiver();
  }

  /** Live until `end`; an instruction begun before `end` is finished. */
  runTo(end: number): void {
    while (this.cpu.cycles < end) {
      if (this.asleep) this.sleepTowards(end);
      else this.stayAwake(end);
      if (this.watchdogBit) this.restart(0);
    }
  }

  private stayAwake(end: number): void {
    const cpu = this.cpu;
    const queue = cpu as unknown as ClockQueue;
    const { progMem, data } = cpu;
    const woke = cpu.cycles;
    while (cpu.cycles < end && !this.watchdogBit) {
      const opcode = progMem[cpu.pc];
      avrInstruction(cpu);
      if (opcode === OPCODE_SEI || opcode === OPCODE_RETI) continue;
      if (opcode === OPCODE_SLEEP && data[SMCR] & SLEEP_ENABLE) {
        this.asleep = true;
        break;
      }
      const event = queue.nextClockEvent;
      if (cpu.nextInterrupt >= 0 || (event !== null && event.cycles <= cpu.cycles)) cpu.tick();
    }
    this.awakeCycles += cpu.cycles - woke;
  }

  private sleepTowards(end: number): void {
    const cpu = this.cpu;
    const pc = cpu.pc;
    const event = (cpu as unknown as ClockQueue).nextClockEvent;
    const interruptible = cpu.nextInterrupt >= 0 && cpu.interruptsEnabled;
    if (!interruptible) cpu.cycles = Math.max(cpu.cycles, Math.min(event?.cycles ?? end, end));
    if (interruptible || (event !== null && event.cycles <= cpu.cycles)) cpu.tick();
    if (cpu.pc !== pc) this.asleep = false;
  }

  private restart(cause: number): void {
    const before = this.cpu as CPU | undefined;
    const cpu = new CPU(this.flash, SRAM_BYTES);
    if (before !== undefined) {
      cpu.data.set(before.data.subarray(SRAM_START), SRAM_START);
      cpu.data[watchdogConfig.MCUSR] = before.data[watchdogConfig.MCUSR];
    }
    cpu.cycles = (before?.cycles ?? 0) + this.startUpCycles;
    cpu.data[watchdogConfig.MCUSR] |= cause;
    // avr8js calls this from inside the watchdog's clock event, where the processor cannot be replaced.
    cpu.reset = () => (this.watchdogBit = true);
    this.cpu = cpu;
    this.asleep = false;
    this.watchdogBit = false;
    this.toReceive = [];
    this.usart = this.addUsart(cpu);
    this.addAdc(cpu);
    this.addPorts(cpu);
    this.addComparator(cpu);
    for (const registers of [timer0Config, timer1Config, timer2Config]) new this.Timer(cpu, registers);
    new AVREEPROM(cpu, this.eeprom, eepromConfig);
    new AVRWatchdog(cpu, watchdogConfig, new AVRClock(cpu, CLOCK_HZ, clockConfig));
  }

  private addUsart(cpu: CPU): AVRUSART {
    const usart = new AVRUSART(cpu, usart0Config, CLOCK_HZ);
    const interrupts = usart as unknown as UsartInterrupts;
    interrupts.UDRE.constant = true;
    const write = cpu.writeHooks[usart0Config.UCSRB];
    cpu.writeHooks[usart0Config.UCSRB] = (...written) => {
      const waiting = cpu.data[usart0Config.UCSRA] & RECEIVE_COMPLETE;
      const handled = write(...written);
      if (waiting && usart.rxEnable) cpu.setInterruptFlag(interrupts.RXC);
      return handled;
    };
    usart.onByteTransmit = (byte) => this.surroundings.byteSent(byte);
    usart.onRxComplete = () => this.feedReceiver();
    return usart;
  }

  private feedReceiver(): void {
    if (!this.usart.rxEnable) this.toReceive = [];
    else if (this.toReceive.length > 0 && !this.usart.rxBusy) this.usart.writeByte(this.toReceive.shift()!);
  }

  private addAdc(cpu: CPU): void {
    const adc = new AVRADC(cpu, adcConfig);
    adc.onADCRead = (input) => {
      const code = this.codeOf(input, adc.referenceVoltage);
      cpu.addClockEvent(() => adc.completeADCRead(code), adc.sampleCycles);
    };
  }

  private codeOf(input: ADCMuxInput, referenceV: number): number {
    if (input.type === ADCMuxInputType.SingleEnded) {
      const selected = this.cpu.data[portDConfig.PORT] >> SELECT_SHIFT;
      return this.surroundings.code(input.channel, selected, this.cpu.cycles);
    }
    const volts = input.type === ADCMuxInputType.Constant ? input.voltage : SUPPLY_V / 2;
    return Math.min(1023, Math.floor((volts / referenceV) * 1024));
  }

  private addComparator(cpu: CPU): void {
    cpu.readHooks[ACSR] = () => {
      const above = this.contacts.get(LOOP_LEVEL_PIN)!;
      return (cpu.data[ACSR] & ~COMPARATOR_OUTPUT) | (above ? 0 : COMPARATOR_OUTPUT);
    };
  }

  private addPorts(cpu: CPU): void {
    new AVRIOPort(cpu, portCConfig);
    for (const [name, registers] of [["B", portBConfig], ["D", portDConfig]] as const) {
      const port = new AVRIOPort(cpu, registers);
      port.addListener((is, was) => this.surroundings.pinChanged(name, was, is, this.cpu.cycles));
      this.ports.set(name, port);
    }
    this.driveContacts();
  }

  private driveContacts(): void {
    for (const { port, bit, pin } of CONTACTS) this.ports.get(port)!.setPin(bit, this.contacts.get(pin)!);
  }
}
