import type { Outcome } from '../schema/run.ts';
import type { Deviations } from './deviations.ts';
import type { JunitVerdict } from './junit-outcome.ts';
import { countIn } from './number-text.ts';
import { oneLine } from './plain.ts';
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

  count(verdicts: readonly JunitVerdict[], outcome: Outcome): void {
    const has = (...names: string[]) => verdicts.some(({ element }) => names.includes(element));
    this.found.tests += 1;
    this.found.failures += Number(has('failure') || (verdicts.length === 0 && outcome === 'fail'));
    this.found.errors += Number(has('error') || (verdicts.length === 0 && outcome === 'error'));
    const skipped = has('skipped', 'disabled', 'ignored');
    this.found.skipped += Number(skipped || (verdicts.length === 0 && outcome === 'skipped'));
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
  #first: JunitSuite | undefined;
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
    if (this.#first?.timestamp === undefined && (element === 'testsuite' || suite.timestamp)) {
      this.#first = suite;
    }
    this.#open.push(suite);
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
  total(cutOff: number): { readonly missing: number; readonly first: JunitSuite | undefined } {
    while (this.#open.length > 0) this.close();
    return { missing: Math.max(this.#file.missingInside, cutOff), first: this.#first };
  }
}

/** What a suite says it holds; `disabled` and `skip` are counted with what was skipped. */
function promises(attributes: Attributes): Partial<Counts> {
  const entries = KINDS.map((kind) => [kind, countIn(attributes[kind])] as const);
  const counts = Object.fromEntries(entries.filter(([, count]) => count !== undefined));
  const others = ['skip', 'disabled', 'ignored']
    .map((name) => countIn(attributes[name]))
    .filter((count) => count !== undefined)
    .reduce((sum, count) => sum + count, 0);
  if (others === 0) return counts;
  return { ...counts, skipped: (countIn(attributes['skipped']) ?? 0) + others };
}
