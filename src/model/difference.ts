import type { Run, RunSetting } from '../schema/run.ts';

/** How two records of one thing relate. Only two recorded values can differ. */
export type Agreement =
  /** Both were recorded, and are equal. */
  | 'same'
  /** Both were recorded, and are not. */
  | 'differs'
  /** One is less exact than the other and fits it: 5.7 and 5.7.0. */
  | 'inexact'
  /** Recorded on one side alone. */
  | 'one-sided'
  /** Recorded on neither. */
  | 'unrecorded';

/** One circumstance of two runs, side by side. */
export interface Difference {
  readonly group: 'machine' | 'stack' | 'settings' | 'question' | 'method';
  readonly name: string;
  /** Which of several things that are easily taken for one another: installed and loaded are two. */
  readonly aspect?: string;
  /** Absent: not recorded. */
  readonly a?: string;
  readonly b?: string;
  readonly agreement: Agreement;
}

/** What stands for a setting that is known not to have been made. */
export const NOT_SET = 'not set, on purpose';

/** What is read where a setting had a value without a character. */
export const EMPTY = '(empty)';

const orEmpty = (value: string | undefined) => (value === '' ? EMPTY : value);

/** What was asked of a setting; undefined where that was not recorded. */
export function askedOf({ requested, unset }: RunSetting): string | undefined {
  return unset === true ? NOT_SET : orEmpty(requested);
}

/** What was read back of a setting; undefined where nothing was. */
export function readbackOf({ readback }: RunSetting): string | undefined {
  return orEmpty(readback?.value);
}

/** Two records of one thing, side by side. */
export function difference(
  at: Pick<Difference, 'group' | 'name' | 'aspect'>,
  a: string | undefined,
  b: string | undefined,
): Difference {
  return {
    ...at,
    ...(a === undefined ? {} : { a }),
    ...(b === undefined ? {} : { b }),
    agreement: agreementOf(a, b),
  };
}

function agreementOf(a: string | undefined, b: string | undefined): Agreement {
  if (a === undefined || b === undefined) return a === b ? 'unrecorded' : 'one-sided';
  if (a === b) return 'same';
  return fits(a, b) ? 'inexact' : 'differs';
}

/** Whether one of two texts goes on where the other stops: by further words, or within a version. */
function fits(a: string, b: string): boolean {
  const [left, right] = [a.split(/\s+/), b.split(/\s+/)];
  const version = (x: string, y: string) => /^\d/.test(x) && y.startsWith(`${x}.`);
  const common = Math.min(left.length, right.length);
  return left.slice(0, common).every((word, index) => {
    const other = right[index] ?? '';
    return word === other || version(word, other) || version(other, word);
  });
}

/** Everything that two runs recorded of machine, stack and settings, each name once on either side. */
export function differencesOf(a: Run, b: Run): Difference[] {
  return [...machine(a, b), ...stack(a, b), ...settings(a, b)];
}

type Card = Run['machine']['gpus'][number];

const CARD: readonly (readonly [string, (card: Card) => string | undefined])[] = [
  ['card', ({ name }) => name],
  ['GPU family', ({ family }) => family],
  ['chip', ({ gfx }) => gfx],
  ['chip as reported', ({ gfxReported }) => gfxReported],
  ['graphics core', ({ gcVersion }) => gcVersion],
  ['PCI id', ({ pciId }) => pciId],
  [
    'memory of the card',
    ({ vramBytes }) => (vramBytes === undefined ? undefined : `${vramBytes} bytes`),
  ],
];

const HOST: readonly (readonly [string, (host: Run['machine']) => string | undefined])[] = [
  ['operating system', ({ os }) => os],
  ['kernel', ({ kernel }) => kernel],
  ['kernel command line', ({ cmdline }) => cmdline],
  [
    'freshly booted',
    ({ freshBoot }) => (freshBoot === undefined ? undefined : freshBoot ? 'yes' : 'no'),
  ],
];

function machine(a: Run, b: Run): Difference[] {
  const cards = CARD.map(([name, of]) => {
    const [left, right] = [a, b].map((run) => joined(run.machine.gpus.map(of)));
    return difference({ group: 'machine', name }, left, right);
  });
  const host = HOST.map(([name, of]) =>
    difference({ group: 'machine', name }, of(a.machine), of(b.machine)),
  );
  return [...cards, ...host];
}

function joined(values: readonly (string | undefined)[]): string | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.join(', ');
}

type Entry = Run['stack'][number];

const STACK: readonly (readonly [string, (entry: Entry) => string | undefined])[] = [
  ['installed', ({ installed }) => installed],
  ['loaded', ({ loaded }) => loaded],
  [
    'copies',
    ({ copies }) =>
      copies === undefined
        ? undefined
        : copies.map(({ version, origin }) => `${version} (${origin})`).join(', '),
  ],
];

function stack(a: Run, b: Run): Difference[] {
  const names = namesIn(a.stack, b.stack, ({ component }) => component);
  return names.flatMap((name) => {
    const of = (run: Run, value: (entry: Entry) => string | undefined) =>
      joined(run.stack.filter(({ component }) => component === name).map(value));
    return STACK.flatMap(([aspect, value]) => {
      const found = difference({ group: 'stack', name, aspect }, of(a, value), of(b, value));
      return aspect === 'copies' && found.agreement === 'unrecorded' ? [] : [found];
    });
  });
}

const READINGS: readonly (readonly [string, (setting: RunSetting) => string | undefined])[] = [
  ['requested', askedOf],
  ['read back', readbackOf],
  ['effective', ({ effective }) => effectInWords(effective)],
];

function settings(a: Run, b: Run): Difference[] {
  const names = namesIn(a.settings, b.settings, ({ kind, name }) => `${kind} ${name}`);
  return names.flatMap((key) => {
    const of = (run: Run) => run.settings.find(({ kind, name }) => `${kind} ${name}` === key);
    const [left, right] = [of(a), of(b)];
    const name = (left ?? right)?.name ?? key;
    return READINGS.flatMap(([aspect, value]) => {
      const found = difference(
        { group: 'settings', name, aspect },
        left && value(left),
        right && value(right),
      );
      return found.agreement === 'unrecorded' ? [] : [found];
    });
  });
}

function namesIn<T>(a: readonly T[], b: readonly T[], nameOf: (entry: T) => string): string[] {
  return [...new Set([...a, ...b].map(nameOf))];
}

/** What a run itself showed of the effect of a setting; undefined where it showed nothing. */
export function effectInWords(effective: RunSetting['effective']): string | undefined {
  if (effective === undefined) return undefined;
  return effective.state === 'shown' ? (effective.value ?? 'shown') : 'shown to have no effect';
}
