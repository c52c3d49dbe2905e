import type { Deviations } from './deviations.ts';
import { momentIn } from './file-moment.ts';
import type { JunitVerdict } from './junit-outcome.ts';
import { countIn } from './number-text.ts';
import { oneLine } from './plain.ts';
import type { Mapped, ReportedTime } from './reported.ts';
import type { Attributes } from './xml.ts';

const KINDS = ['tests', 'failures', 'errors', 'skipped'] as const;
type Kind = (typeof KINDS)[number];
type Counts = Record<Kind, number>;

/** One `<testsuite>` or `<testsuites>` while it is read. */
export class JunitSuite {
  readonly pointer: string;
  readonly name: string | undefined;
  readonly timestamp: string | undefined;
  /** Test cases directly in it. */
  cases = 0;
  children = 0;
  /** What stands in it, suites inside included. */
  readonly found: Counts = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  /** Promised in suites inside, and not there. */
  missingInside = 0;
  readonly #promised: Partial<Counts>;

  constructor(pointer: string, attributes: Attributes) {
    this.pointer = pointer;
    this.name = attributes['name']?.trim() === '' ? undefined : attributes['name'];
    this.timestamp = attributes['timestamp'];
    this.#promised = promises(attributes);
  }

  count(verdicts: readonly JunitVerdict[], { outcome, rule }: Mapped): void {
    const said = verdicts.length === 0 && rule !== 'not-understood' ? outcome : undefined;
    const has = (...names: string[]) => verdicts.some(({ element }) => names.includes(element));
    this.found.tests += 1;
    this.found.failures += Number(has('failure') || said === 'fail');
    this.found.errors += Number(has('error') || said === 'error');
    const skipped = has('skipped', 'disabled', 'ignored');
    this.found.skipped += Number(skipped || said === 'skipped');
  }

  /** What it says it counts and what stands there, where the two differ. */
  differences(): { readonly kind: string; readonly promised: number; readonly found: number }[] {
    return KINDS.flatMap((kind) => {
      const [promised, found] = [this.#promised[kind], this.found[kind]];
      return promised === undefined || promised === found ? [] : [{ kind, promised, found }];
    });
  }

  /** How many test cases it promises beyond those that are there. */
  get missing(): number {
    return Math.max((this.#promised.tests ?? 0) - this.found.tests, this.missingInside);
  }
}

/** The suites of a file, and what they promise against what stands there. */
export class JunitSuites {
  title: string | undefined;
  /** The first count that is not what stands there, in words. */
  difference: string | undefined;
  #isPytest = false;
  #start: string | undefined;
  #local: string | undefined;
  readonly #deviations: Deviations;
  readonly #open: JunitSuite[] = [];
  /** Stands above the root. */
  readonly #file = new JunitSuite('', {});

  constructor(deviations: Deviations) {
    this.#deviations = deviations;
  }

  get current(): JunitSuite {
    return this.#open.at(-1) ?? this.#file;
  }

  open(element: string, attributes: Attributes): void {
    const outer = this.#open.at(-1);
    if (outer !== undefined) outer.children += 1;
    const step = outer === undefined ? element : `${element}[${outer.children}]`;
    const suite = new JunitSuite(`${outer?.pointer ?? ''}/${step}`, attributes);
    this.title ??= suite.name === undefined ? undefined : oneLine(suite.name, 200);
    this.#isPytest ||= suite.name === 'pytest';
    this.#note(suite);
    this.#open.push(suite);
  }

  /** The earliest moment that a suite gives, or the first without a zone. */
  #note({ timestamp, pointer }: JunitSuite): void {
    if (timestamp === undefined || timestamp.trim() === '') return;
    const moment = momentIn(timestamp);
    if (moment === undefined) {
      const note = `"${oneLine(timestamp, 80)}" is no moment that is understood`;
      this.#deviations.add('unreadable-time', `${pointer}/@timestamp`, note);
    } else if ('local' in moment) {
      this.#local ??= moment.local;
    } else if (this.#start === undefined || moment.utc < this.#start) {
      this.#start = moment.utc;
    }
  }

  close(): void {
    const suite = this.#open.pop();
    if (suite === undefined) return;
    const outer = this.current;
    for (const kind of KINDS) outer.found[kind] += suite.found[kind];
    outer.missingInside += suite.missing;
    for (const { kind, promised, found } of suite.differences()) {
      const note = `${kind}="${promised}", but ${found} stand there`;
      this.#deviations.add('count-differs', `${suite.pointer}/@${kind}`, note);
      this.difference ??= `the file counts ${note}`;
    }
  }

  /**
   * What the whole file promises and does not hold.
   * @param cutOff test cases that begin and have no end
   */
  total(cutOff: number): {
    readonly missing: number;
    readonly time: ReportedTime;
    readonly isPytest: boolean;
  } {
    while (this.#open.length > 0) this.close();
    const time = this.#start === undefined ? { local: this.#local } : { start: this.#start };
    const missing = Math.max(this.#file.missingInside, cutOff);
    return { missing, time, isPytest: this.#isPytest };
  }
}

/** What a suite says it holds; what was disabled counts with what was skipped, where both are told. */
function promises(attributes: Attributes): Partial<Counts> {
  const entries = KINDS.map((kind) => [kind, countIn(attributes[kind])] as const);
  const counts: Partial<Counts> = Object.fromEntries(
    entries.filter(([, count]) => count !== undefined),
  );
  const disabled = countIn(attributes['disabled']) ?? 0;
  if (counts.skipped === undefined) return counts;
  return { ...counts, skipped: counts.skipped + disabled };
}
