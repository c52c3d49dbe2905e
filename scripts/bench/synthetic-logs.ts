import type { Dice } from './dice.ts';

/** What a log tells of: names and values that the record holds as well. */
export interface LogSubject {
  readonly device: string;
  readonly probes: readonly string[];
  /** What is printed where something broke, for each probe of the same place in `probes`. */
  readonly errors: readonly (string | undefined)[];
  readonly settings: readonly (readonly [name: string, value: string])[];
}

const NOTICES = [
  'device opened, queue created',
  'allocating workspace',
  'selecting an algorithm by search',
  'compiling a kernel that was not in the cache',
  'kernel cache hit',
  'copying the input to the device',
  'waiting for the device',
  'falling back to a slower path',
];

/** The output of a test program: about 80 lines. */
export function programLog(dice: Dice, subject: LogSubject): string {
  const lines = [`loading the runtime for ${subject.device}`];
  for (const [name, value] of subject.settings) lines.push(`environment ${name}=${value}`);
  let clock = dice.below(2000);
  for (const [index, probe] of subject.probes.entries()) {
    const stamp = () => `[${((clock += 1 + dice.below(900)) / 1000).toFixed(3)}]`;
    lines.push(`${stamp()} ${probe}: start`);
    for (const notice of dice.some(NOTICES, 3)) {
      lines.push(`${stamp()} ${probe}: ${notice} (${dice.below(4096)} KiB at 0x${dice.hex(12)})`);
    }
    const error = subject.errors[index];
    if (error === undefined) lines.push(`${stamp()} ${probe}: done`);
    else lines.push(`${error} at 0x${dice.hex(12)}`, `${stamp()} ${probe}: stopped`);
  }
  return `${lines.join('\n')}\n`;
}

/** What the kernel wrote meanwhile: about 20 lines. */
export function kernelLog(dice: Dice, subject: LogSubject): string {
  let seconds = 100 + dice.below(90_000);
  const lines = Array.from({ length: 20 }, (_, index) => {
    seconds += dice.below(40);
    const stamp = `[${String(seconds).padStart(6)}.${String(dice.below(1e6)).padStart(6, '0')}]`;
    const ring = `ring ${dice.below(8)}, fence ${dice.below(60_000)}`;
    const what = index % 5 === 0 ? `${subject.device} state ${dice.hex(8)}` : ring;
    return `${stamp} driver 0000:${dice.hex(2)}:00.0: ${what}`;
  });
  return `${lines.join('\n')}\n`;
}
