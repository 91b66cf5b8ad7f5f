/**
 * A timer that wakes the emulator only when something happens.
 *
 * avr8js schedules one event per timer count, which makes an idle chip as slow as a busy one. Its `count` already
 * copes with any number of counts at once, so it is enough to schedule the next compare match or wrap instead, and to
 * bring the count up to date before a register that moves that point is written.
 */

import { AVRTimer, CPU } from "avr8js";
import type { AVRTimerConfig } from "avr8js/dist/esm/peripherals/timer";

/** Private state of avr8js 0.21.1 (pinned); `tests/system` compares this timer with the original. */
interface TimerState {
  timerMode: number;
  tcnt: number;
  ocrA: number;
  ocrB: number;
  divider: number;
  lastCycle: number;
  updateDivider: boolean;
}

const NORMAL = 0;
const CTC = 2;
const FAST_PWM = 3;

export class SparseTimer extends AVRTimer {
  private readonly state = this as unknown as TimerState;

  constructor(
    private readonly chip: CPU,
    registers: AVRTimerConfig,
  ) {
    super(chip, registers);
    const countDensely = this.count;
    this.count = (reschedule = true, external = false) => {
      const dividerChanges = this.state.updateDivider;
      countDensely(false, external);
      if (reschedule && !dividerChanges && this.state.divider) chip.addClockEvent(this.count, this.cyclesToNextEvent());
    };
    const { TCCRA, TCCRB, OCRA, OCRB } = registers;
    for (const address of [TCCRA, TCCRB, OCRA, OCRB]) this.syncAround(address);
    if (registers.bits === 16) this.syncAround(registers.ICR);
  }

  private syncAround(address: number): void {
    const write = this.chip.writeHooks[address];
    this.chip.writeHooks[address] = (...written) => {
      if (!this.state.updateDivider) this.count(false);
      const handled = write(...written);
      if (!this.state.updateDivider) this.chip.updateClockEvent(this.count, this.cyclesToNextEvent());
      return handled;
    };
  }

  private cyclesToNextEvent(): number {
    const { divider, lastCycle } = this.state;
    return lastCycle + this.countsToNextEvent() * divider - this.chip.cycles;
  }

  private countsToNextEvent(): number {
    const { timerMode, tcnt, ocrA, ocrB } = this.state;
    const wrap = this.TOP + 1;
    const sparse = timerMode === NORMAL || timerMode === CTC || timerMode === FAST_PWM;
    if (!sparse || tcnt >= wrap) return 1;
    const ahead = [ocrA, ocrB].filter((match) => match > tcnt && match < wrap);
    return Math.min(wrap, ...ahead) - tcnt;
  }
}
