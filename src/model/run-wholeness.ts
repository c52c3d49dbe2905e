import type { Kind } from '../schema/id.ts';
import { moment } from '../schema/text.ts';
import { cycleIn } from './cycle.ts';
import type { Path } from './document.ts';
import type { RunOutline } from './run-outline.ts';
import { isAfter } from './run-time.ts';
import { type Violation, violation } from './violation.ts';

/**
 * What a run says of itself hangs together: every local id stands once, every mention of one is of one
 * that stands, nothing is above or before itself, time runs forward, the plan adds up.
 */
export function* runIsWhole(id: string, run: RunOutline): Generator<Violation> {
  yield* duplicates(run.results, 'results', 'run', id);
  yield* duplicates(run.evidence, 'evidence', 'run', id);
  yield* timeRunsForward(id, run);
  const ids = { results: idsOf(run.results), evidence: idsOf(run.evidence) };
  for (const { to, wanted, path } of mentions(run)) {
    if (wanted === undefined || ids[to].has(wanted)) continue;
    const args = { run: id, id: wanted, known: [...ids[to]] };
    const code = to === 'results' ? 'dangling-result' : 'dangling-evidence';
    yield violation(code, args, 'run', id, path);
  }
  yield* circle(id, run, 'parent', (result) => result.parent);
  yield* circle(id, run, 'blockedBy', (result) => result.reason?.blockedBy);
  for (const [index, { outcome, reason }] of run.results.entries()) {
    if (outcome !== 'blocked' || (reason?.blockedBy ?? reason?.text) !== undefined) continue;
    yield violation('blocked-without-reason', {}, 'run', id, ['results', index]);
  }
  const { count, ids: planned } = run.plan ?? {};
  if (count !== undefined && planned !== undefined && planned.length !== count) {
    yield violation('plan-count', { count, ids: planned.length }, 'run', id, ['plan']);
  }
}

const idsOf = (list: readonly { readonly id?: string | undefined }[]): ReadonlySet<string> =>
  new Set(list.map(({ id }) => id).filter((id) => id !== undefined));

interface Mention {
  readonly to: 'results' | 'evidence';
  readonly wanted: string | undefined;
  readonly path: Path;
}

/** Every place where a run names one of its own results or pieces of evidence. */
function* mentions(run: RunOutline): Generator<Mention> {
  for (const [index, result] of run.results.entries()) {
    const at = ['results', index] as const;
    yield { to: 'results', wanted: result.parent, path: [...at, 'parent'] };
    yield { to: 'results', wanted: result.reason?.blockedBy, path: [...at, 'reason', 'blockedBy'] };
    for (const [e, wanted] of result.evidence.entries()) {
      yield { to: 'evidence', wanted, path: [...at, 'evidence', e] };
    }
  }
  for (const [index, { readback, effective }] of run.settings.entries()) {
    const at = ['settings', index] as const;
    yield { to: 'evidence', wanted: readback?.evidence, path: [...at, 'readback', 'evidence'] };
    yield { to: 'evidence', wanted: effective?.evidence, path: [...at, 'effective', 'evidence'] };
  }
}

/** Ids that stand in a list for the second time. */
export function* duplicates(
  list: readonly { readonly id?: string | undefined }[],
  key: string,
  kind: Kind,
  item: string,
): Generator<Violation> {
  const first = new Map<string, number>();
  for (const [index, { id }] of list.entries()) {
    if (id === undefined) continue;
    const before = first.get(id);
    if (before === undefined) {
      first.set(id, index);
      continue;
    }
    const args = { id, other: `${key} ${before + 1} of this file` };
    yield violation('duplicate-id', args, kind, item, [key, index, 'id']);
  }
}

const ORDERED = [
  ['start', 'end'],
  ['notBefore', 'notAfter'],
] as const;

function isMoment(text: string | undefined): text is string {
  return moment.safeParse(text).success;
}

function* timeRunsForward(id: string, { time }: RunOutline): Generator<Violation> {
  for (const [first, then] of ORDERED) {
    const [from, to] = [time?.[first], time?.[then]];
    // What is no moment is a problem of its own, and nothing is before or after it.
    if (!isMoment(from) || !isMoment(to) || !isAfter(from, to)) continue;
    yield violation('time-order', { first, from, then, to }, 'run', id, ['time', then]);
  }
}

function* circle(
  id: string,
  run: RunOutline,
  relation: 'parent' | 'blockedBy',
  next: (result: RunOutline['results'][number]) => string | undefined,
): Generator<Violation> {
  const one = (to: string | undefined) => (to === undefined ? [] : [to]);
  const ids = cycleIn(new Map(run.results.map((result) => [result.id ?? '', one(next(result))])));
  if (ids === undefined) return;
  const index = run.results.findIndex((result) => result.id === ids[0]);
  const path = relation === 'parent' ? [relation] : ['reason', relation];
  yield violation('cycle', { relation, ids }, 'run', id, ['results', index, ...path]);
}
