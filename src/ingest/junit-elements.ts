import { type JunitVerdict, verdictOf } from './junit-outcome.ts';
import type { JunitSuite } from './junit-suites.ts';
import type { Output, OutputKind } from './kept-text.ts';
import { cut, oneLine, plain } from './plain.ts';
import type { Mapped } from './reported.ts';
import type { Attributes } from './xml.ts';

/** The attributes by which a test or suite names itself; an empty one names nothing. */
export const named = (text: string | undefined) => (text?.trim() === '' ? undefined : text);

/** The class, or the suite; not one that says nothing, or what the name says already. */
export function groupOf({ classname, name }: Attributes, suite: JunitSuite): readonly string[] {
  const group = named(classname) ?? (suite.name === 'pytest' ? undefined : suite.name);
  return group === undefined || group === name ? [] : [oneLine(group, 200)];
}

/** Whether an element holds what a test printed, or where it failed. */
export function isOutput(element: string): boolean {
  return ['system-out', 'system-err', 'stackTrace'].includes(element);
}

/** What kind of text an element holds. */
export function kindOf(element: string): OutputKind | undefined {
  switch (element) {
    case 'system-out':
      return 'stdout';
    case 'system-err':
      return 'stderr';
    case 'failure':
    case 'error':
    case 'skipped':
    case 'stackTrace':
      return 'message';
    default:
      return /^(?:rerun|flaky)(?:Failure|Error)$/.test(element) ? 'message' : undefined;
  }
}

/** What the gravest verdict says of itself, or the beginning of its text. */
export function reasonOf(
  verdicts: readonly JunitVerdict[],
  { rule, matched }: Mapped,
  outputs: readonly Output[],
): string | undefined {
  const grave =
    verdicts.find(({ message }) => matched !== undefined && message?.includes(matched)) ??
    verdicts.find((one) => verdictOf(one).rule === rule) ??
    verdicts.find(({ element }) => element === 'failure' || element === 'error');
  const message = named((grave ?? verdicts[0])?.message);
  const text = message ?? outputs.find(({ kind }) => kind === 'message')?.text;
  return text === undefined ? undefined : named(cut(plain(text).trim(), 1000));
}
