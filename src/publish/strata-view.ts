import type { Library } from '../model/library.ts';
import { layersTopDown } from '../model/strata.ts';
import { tallyOf } from '../model/tally.ts';
import type { Fault, Outcome, Result, Run } from '../schema/run.ts';
import { linkTo } from './links.ts';
import { didWords, inSequence } from './outcomes.ts';
import type { Link } from './urls.ts';

/** What a layer has to do with a fault. */
export interface FaultMark {
  readonly role: Fault['role'];
  readonly basis: Fault['basis'];
  readonly outcome: Outcome;
}

/** One layer in the picture of the stack, from the top down. */
export interface Stratum {
  readonly link: Link;
  /** Whether the run names a component of this layer. */
  readonly named: boolean;
  /** What stands beside the name: a version, or what the run names there. */
  readonly detail?: string;
  readonly marks: readonly FaultMark[];
}

/** The stack with what broke in it. */
export interface StrataView {
  readonly strata: readonly Stratum[];
  readonly caption: string;
}

/** The stack as one run saw it: its components, where the error was raised and where it was placed. */
export function strataOfRun(run: Run, library: Library): StrataView {
  const strata = layersTopDown(library).map((layer) => {
    const entries = run.stack.filter((entry) => entry.layer === layer.id);
    const detail = entries
      .map(({ component, installed }) => [component, installed].filter(Boolean).join(' '))
      .filter((text) => text !== layer.name)
      .join(', ');
    return {
      link: linkTo(library, 'layer', layer.id),
      named: entries.length > 0,
      ...(detail === '' ? {} : { detail }),
      marks: marksAt(layer.id, run),
    };
  });
  return { strata, caption: caption(run, library) };
}

function marksAt(layer: string, run: Run): FaultMark[] {
  const marks = new Map<string, FaultMark>();
  for (const { fault, outcome } of run.results) {
    for (const { layer: at, role, basis } of fault ?? []) {
      if (at !== layer) continue;
      marks.set(`${role} ${basis} ${outcome}`, { role, basis, outcome });
    }
  }
  return [...marks.values()];
}

const SAID = {
  shown: 'the run shows it',
  inferred: 'inferred, not shown',
  asserted: 'asserted, not shown',
} as const;

/** Outcomes after which one asks where it broke. */
const BROKE: ReadonlySet<string> = new Set(['crash', 'hang', 'unfinished', 'fail']);

function caption(run: Run, library: Library): string {
  const faults = run.results.flatMap((result) => result.fault ?? []);
  if (faults.length === 0) {
    return tallyOf(run).counts.some(({ outcome }) => BROKE.has(outcome))
      ? 'Nothing recorded says in which layer it broke.'
      : 'No fault is recorded for any layer.';
  }
  const of = (role: Fault['role']) => {
    const found = faults.filter((fault) => fault.role === role);
    return [...new Map(found.map((fault) => [`${fault.layer} ${fault.basis}`, fault])).values()];
  };
  const name = (fault: Fault) => library.layer.get(fault.layer)?.name ?? fault.layer;
  const known = idsWithLayer(run);
  const without = run.results.filter(
    ({ id, parent, outcome }) => parent === undefined && BROKE.has(outcome) && !known.has(id),
  );
  return [
    ...of('raised').map((f) => `Error raised in: ${name(f)} (${SAID[f.basis]}).`),
    ...of('placed').map((f) => `Break placed in: ${name(f)} (${SAID[f.basis]}).`),
    ...(without.length === 0 ? [] : [`No layer is recorded for ${inCounts(without)}.`]),
  ].join(' ');
}

/** The results for which a layer is recorded, or for a part of which one is. */
function idsWithLayer({ results }: Run): ReadonlySet<string> {
  const parents = new Map(results.map(({ id, parent }) => [id, parent]));
  const found = new Set<string>();
  for (const { id, fault = [] } of results) {
    let at: string | undefined = fault.length > 0 ? id : undefined;
    for (; at !== undefined && !found.has(at); at = parents.get(at)) found.add(at);
  }
  return found;
}

/** "1 result that hung and 2 that crashed" */
function inCounts(results: readonly Result[]): string {
  const groups = [...Map.groupBy(results, ({ outcome }) => outcome)];
  return inSequence(
    groups.map(([outcome, { length }], index) => {
      const noun = index > 0 ? '' : length === 1 ? ' result' : ' results';
      return `${length}${noun} that ${didWords(outcome)}`;
    }),
  );
}
