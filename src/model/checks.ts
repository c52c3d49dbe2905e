import type { Kind } from '../schema/id.ts';
import { ALL_KINDS, KINDS } from '../schema/kinds.ts';
import { evidenceLinksIn, referencesIn } from '../schema/walk.ts';
import type { Path } from './document.ts';
import type { Library, Place } from './library.ts';
import { linksIn } from './markdown-link.ts';
import type { ProblemArgs, ProblemCode } from './problem.ts';

/** A broken rule, at a place of the library; the reader turns it into a problem with file and line. */
export interface Violation<C extends ProblemCode = ProblemCode> {
  readonly code: C;
  readonly args: ProblemArgs<C>;
  readonly at: Place;
}

type Rule = (library: Library) => Iterable<Violation>;

/** Everything that must hold between the files of a library, beyond the shape of each. */
export function checkLibrary(library: Library): Violation[] {
  return RULES.flatMap((rule) => [...rule(library)]);
}

const RULES: readonly Rule[] = [
  idsResolve,
  markdownLinksResolve,
  evidenceLinksResolve,
  noCycles,
  runsAreWhole,
  claimsHaveEvidence,
  sourcesArePinned,
  rangesAreRanges,
  notesResolve,
  decisionsResolve,
];

function violation<C extends ProblemCode>(
  code: C,
  args: ProblemArgs<C>,
  kind: Kind,
  id: string,
  path: Path,
): Violation {
  return { code, args, at: { kind, id, path } } as Violation;
}

function* items(library: Library): Generator<readonly [Kind, string, unknown]> {
  for (const kind of ALL_KINDS) {
    for (const [id, item] of library[kind]) yield [kind, id, item];
  }
}

/** Every field that names another thing names one that exists. */
function* idsResolve(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) {
    for (const reference of referencesIn(KINDS[kind].schema, item)) {
      const known = library[reference.kind];
      if (known.has(reference.id)) continue;
      const args = { kind: reference.kind, id: reference.id, known: [...known.keys()] };
      yield violation('dangling-id', args, kind, id, reference.path);
    }
  }
}

/** Every `kind:id` link in Markdown names a thing that exists. Text in runs is no Markdown. */
function* markdownLinksResolve(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) {
    if (kind === 'run') continue;
    for (const { link, path } of linksIn(item)) {
      const known: ReadonlyMap<string, unknown> = library[link.kind];
      if (known.has(link.id)) continue;
      const args = { kind: link.kind, id: link.id, known: [...known.keys()] };
      yield violation('dangling-id', args, kind, id, path);
    }
  }
}

/** A result or setting that a piece of evidence names is in its run. */
function* evidenceLinksResolve(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) {
    if (kind === 'run') continue;
    for (const { link, path } of evidenceLinksIn(KINDS[kind].schema, item)) {
      if (link.run === undefined) continue;
      yield* partOfRun(library, { kind, id, path }, link.run, link.result, link.setting);
    }
  }
}

/** A note is about a result or setting that its run has. */
function* notesResolve(library: Library): Generator<Violation> {
  for (const [id, note] of library.note) {
    yield* partOfRun(library, { kind: 'note', id, path: [] }, note.run, note.result, note.setting);
  }
}

function* partOfRun(
  library: Library,
  at: Place,
  runId: string,
  result: string | undefined,
  setting: string | undefined,
): Generator<Violation> {
  const run = library.run.get(runId);
  if (run === undefined) return;
  const results = run.results.map((r) => r.id);
  if (result !== undefined && !results.includes(result)) {
    const args = { run: runId, id: result, known: results };
    yield violation('dangling-result', args, at.kind, at.id, [...at.path, 'result']);
  }
  const settings = run.settings.map((s) => s.name);
  if (setting !== undefined && !settings.includes(setting)) {
    const args = { run: runId, name: setting, known: settings };
    yield violation('dangling-setting', args, at.kind, at.id, [...at.path, 'setting']);
  }
}

/** No layer rests on itself, no run replaces itself, no finding supersedes itself, however far round. */
function* noCycles(library: Library): Generator<Violation> {
  const layer = cycleIn(new Map([...library.layer].map(([id, l]) => [id, l.restsOn])));
  if (layer) yield cycle('layer', 'restsOn', layer);
  const one = (id: string | undefined) => (id === undefined ? [] : [id]);
  const run = cycleIn(new Map([...library.run].map(([id, r]) => [id, one(r.replaces)])));
  if (run) yield cycle('run', 'replaces', run);
  const findings = [...library.finding].map(([id, f]) => [id, one(f.supersededBy)] as const);
  const finding = cycleIn(new Map(findings));
  if (finding) yield cycle('finding', 'supersededBy', finding);
}

function cycle(kind: Kind, relation: string, ids: readonly string[]): Violation {
  return violation('cycle', { relation, ids }, kind, ids[0] ?? '', [relation]);
}

/** The first circle in a graph, from a node back to itself. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of graph.get(id) ?? []) {
      const found = visit(next, [...way, id]);
      if (found) return found;
    }
    done.add(id);
    return undefined;
  };
  for (const id of graph.keys()) {
    const found = visit(id, []);
    if (found) return found;
  }
  return undefined;
}

/** What a run says of itself hangs together. */
function* runsAreWhole(library: Library): Generator<Violation> {
  for (const [id, run] of library.run) {
    const results = run.results.map((r) => r.id);
    const evidence = run.evidence.map((e) => e.id);
    yield* duplicates(id, 'results', results);
    yield* duplicates(id, 'evidence', evidence);
    const names = (list: readonly string[], wanted: string | undefined, path: Path) =>
      wanted === undefined || list.includes(wanted)
        ? []
        : [
            list === results
              ? violation('dangling-result', { run: id, id: wanted, known: list }, 'run', id, path)
              : violation('dangling-evidence', { id: wanted, known: list }, 'run', id, path),
          ];
    for (const [index, result] of run.results.entries()) {
      const at = ['results', index] as const;
      yield* names(results, result.parent, [...at, 'parent']);
      yield* names(results, result.reason?.blockedBy, [...at, 'reason', 'blockedBy']);
      for (const [e, wanted] of result.evidence.entries()) {
        yield* names(evidence, wanted, [...at, 'evidence', e]);
      }
      const why = result.reason?.blockedBy ?? result.reason?.text;
      if (result.outcome === 'blocked' && why === undefined) {
        yield violation('blocked-without-reason', {}, 'run', id, at);
      }
    }
    for (const [index, setting] of run.settings.entries()) {
      const at = ['settings', index] as const;
      yield* names(evidence, setting.readback?.evidence, [...at, 'readback', 'evidence']);
      yield* names(evidence, setting.effective?.evidence, [...at, 'effective', 'evidence']);
    }
    const { plan } = run;
    if (plan?.ids !== undefined && plan.ids.length !== plan.count) {
      const args = { count: plan.count, ids: plan.ids.length };
      yield violation('plan-count', args, 'run', id, ['plan']);
    }
  }
}

function* duplicates(run: string, list: string, ids: readonly string[]): Generator<Violation> {
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) === index) continue;
    const args = { id, other: `${list} ${ids.indexOf(id) + 1} of this file` };
    yield violation('duplicate-id', args, 'run', run, [list, index, 'id']);
  }
}

/** A finding rests on something, and on what its basis says. */
function* claimsHaveEvidence(library: Library): Generator<Violation> {
  for (const [id, finding] of library.finding) {
    const { basis, supports, contradicts, assertedBy } = finding;
    if (basis === 'observed' && !supports.some((link) => link.run !== undefined)) {
      yield violation('observed-without-run', {}, 'finding', id, ['basis']);
    } else if (basis === 'asserted' && assertedBy.length === 0) {
      yield violation('asserted-by-nobody', {}, 'finding', id, ['basis']);
    } else if (supports.length + contradicts.length + assertedBy.length === 0) {
      yield violation('without-evidence', {}, 'finding', id, []);
    }
  }
}

function* sourcesArePinned(library: Library): Generator<Violation> {
  for (const [id, source] of library.source) {
    const pin = source.code?.commit ?? source.code?.version ?? source.date;
    if (pin === undefined) yield violation('unpinned-source', {}, 'source', id, []);
  }
}

function* rangesAreRanges(library: Library): Generator<Violation> {
  for (const [id, option] of library.option) {
    const ranges: [Path, { min: number; max: number } | undefined][] = [
      [['hours'], option.hours],
      ...option.costs.map((cost, index): [Path, typeof cost] => [['costs', index], cost]),
    ];
    for (const [path, range] of ranges) {
      if (range === undefined || range.min <= range.max) continue;
      yield violation('empty-range', { min: range.min, max: range.max }, 'option', id, path);
    }
  }
}

/** Rows use axes and values that are declared; edges join steps that are. */
function* decisionsResolve(library: Library): Generator<Violation> {
  for (const [id, decision] of library.decision) {
    const axes = new Map(decision.axes.map((axis) => [axis.id, axis.values.map((v) => v.id)]));
    const steps = decision.steps.map((step) => step.id);
    const unknown = (wanted: string, known: readonly string[], path: Path) =>
      violation('dangling-step', { id: wanted, known }, 'decision', id, path);
    for (const [index, row] of decision.rows.entries()) {
      for (const [axis, value] of Object.entries(row.when)) {
        const path = ['rows', index, 'when', axis];
        const known = axes.get(axis);
        if (known === undefined) yield unknown(axis, [...axes.keys()], path);
        for (const one of [value].flat()) {
          if (known?.includes(one) === false) yield unknown(one, known, path);
        }
      }
    }
    for (const [index, edge] of decision.edges.entries()) {
      for (const end of ['from', 'to'] as const) {
        if (!steps.includes(edge[end])) yield unknown(edge[end], steps, ['edges', index, end]);
      }
    }
  }
}
