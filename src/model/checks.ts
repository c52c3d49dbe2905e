import type { Kind } from '../schema/id.ts';
import { ALL_KINDS, KINDS } from '../schema/kinds.ts';
import { evidenceLinksIn, referencesIn } from '../schema/walk.ts';
import { isShown, unborneIn } from './basis.ts';
import { corrections } from './correction.ts';
import { cycleIn } from './cycle.ts';
import { decisionsResolve, rowsAreApart, rowsConsultTheirSettings } from './decision-checks.ts';
import type { Path } from './document.ts';
import type { Library, Place } from './library.ts';
import { linePattern } from './line-pattern.ts';
import { type LibraryLink, linksIn } from './markdown-link.ts';
import { outlineOf } from './run-outline.ts';
import { runIsWhole } from './run-wholeness.ts';
import { signatureMatcher } from './signature-match.ts';
import { type Violation, violation } from './violation.ts';

type Rule = (library: Library) => Iterable<Violation>;

/** Everything that must hold between the files of a library, beyond the shape of each. */
export function checkLibrary(library: Library): Violation[] {
  return RULES.flatMap((rule) => [...rule(library)]);
}

/**
 * Everything that must hold for one run that is about to enter a library.
 * @param record as it was parsed; it need not fit the schema, and what does not is passed over
 */
export function checkRun(record: unknown, library: Library): Violation[] {
  const outline = outlineOf(record);
  const id = outline.id ?? '';
  return [
    ...referencesResolve('run', id, record, library),
    ...runIsWhole(id, outline),
    ...(outline.replaces === id ? [cycle('run', 'replaces', [id, id])] : []),
    ...retired('run', id, library),
  ];
}

const RULES: readonly Rule[] = [
  idsResolve,
  markdownLinksResolve,
  evidenceLinksResolve,
  correctedRunsAreLeft,
  noCycles,
  runsAreWhole,
  claimsHaveEvidence,
  basesAreBorneOut,
  sourcesArePinned,
  patternsWork,
  rangesAreRanges,
  notesResolve,
  decisionsResolve,
  rowsAreApart,
  rowsConsultTheirSettings,
  retiredIdsStayFree,
];

function* items(library: Library): Generator<readonly [Kind, string, unknown]> {
  for (const kind of ALL_KINDS) {
    for (const [id, item] of library[kind]) yield [kind, id, item];
  }
}

/** Every field that names another thing names one that exists. */
function* idsResolve(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) yield* referencesResolve(kind, id, item, library);
}

function* referencesResolve(
  kind: Kind,
  id: string,
  item: unknown,
  library: Library,
): Generator<Violation> {
  for (const reference of referencesIn(KINDS[kind].schema, item)) {
    const known: ReadonlyMap<string, unknown> = library[reference.kind];
    const itself = reference.kind === kind && reference.id === id;
    if (itself || known.has(reference.id)) continue;
    const args = { kind: reference.kind, id: reference.id, known: [...known.keys()] };
    yield violation('dangling-id', args, kind, id, reference.path);
  }
}

/** Every `kind:id` link in Markdown names a thing that exists. Text in runs is no Markdown. */
function* markdownLinksResolve(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) {
    if (kind === 'run') continue;
    for (const { link, path } of linksIn(item)) {
      const known: ReadonlyMap<string, unknown> = library[link.kind];
      if (known.has(link.id)) {
        if (link.kind === 'run') yield* anchorResolves(library, { kind, id, path }, link);
        continue;
      }
      const args = { kind: link.kind, id: link.id, known: [...known.keys()] };
      yield violation('dangling-id', args, kind, id, path);
    }
  }
}

function* anchorResolves(library: Library, at: Place, link: LibraryLink): Generator<Violation> {
  const results = library.run.get(link.id)?.results.map((result) => result.id) ?? [];
  if (link.anchor === undefined || results.includes(link.anchor)) return;
  const args = { run: link.id, id: link.anchor, known: results };
  yield violation('dangling-result', args, at.kind, at.id, at.path);
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

/** What a run came to is held by nobody any more once another corrects it; notes may still speak of it. */
function* correctedRunsAreLeft(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) {
    if (kind === 'run' || kind === 'note' || kind === 'retirement') continue;
    for (const reference of referencesIn(KINDS[kind].schema, item)) {
      const by = reference.kind === 'run' ? corrections(library).get(reference.id) : undefined;
      if (by === undefined) continue;
      yield violation('corrected-run', { id: reference.id, by }, kind, id, reference.path);
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

/** What a run says of itself hangs together. */
function* runsAreWhole(library: Library): Generator<Violation> {
  for (const [id, run] of library.run) yield* runIsWhole(id, run);
}

/** A finding rests on something, and on what its basis says. */
function* claimsHaveEvidence(library: Library): Generator<Violation> {
  for (const [id, finding] of library.finding) {
    const { basis, supports, contradicts, assertedBy } = finding;
    if (basis === 'observed' && !supports.some(isShown)) {
      yield violation('observed-without-run', {}, 'finding', id, ['basis']);
    } else if (basis === 'asserted' && assertedBy.length === 0) {
      yield violation('asserted-by-nobody', {}, 'finding', id, ['basis']);
    } else if (supports.length + contradicts.length + assertedBy.length === 0) {
      yield violation('without-evidence', {}, 'finding', id, []);
    }
  }
}

/** What a sentence of an interpretation says that it rests on is among its evidence. */
function* basesAreBorneOut(library: Library): Generator<Violation> {
  for (const [kind, id, item] of items(library)) {
    if (kind === 'run') continue;
    for (const { basis, path } of unborneIn(item)) {
      yield violation('basis-not-shown', { basis }, kind, id, path);
    }
  }
}

function* sourcesArePinned(library: Library): Generator<Violation> {
  for (const [id, source] of library.source) {
    const pin = source.code?.commit ?? source.code?.version ?? source.date;
    if (pin === undefined) yield violation('unpinned-source', {}, 'source', id, []);
  }
}

/** Every pattern of a signature can be used, and together they recognise what it is called. */
function* patternsWork(library: Library): Generator<Violation> {
  for (const [id, signature] of library.signature) {
    const { patterns = [], text } = signature;
    for (const [index, { line }] of patterns.entries()) {
      const pattern = linePattern(line);
      if (!('cause' in pattern)) continue;
      const args = { pattern: line, cause: pattern.cause };
      yield violation('bad-pattern', args, 'signature', id, ['patterns', index, 'line']);
    }
    if (signatureMatcher([signature]).inLine(text).length > 0) continue;
    yield violation('pattern-misses', { signature: id }, 'signature', id, ['patterns']);
  }
}

function* rangesAreRanges(library: Library): Generator<Violation> {
  for (const [id, source] of library.source) {
    const { from, to } = source.code?.lines ?? { from: 0, to: 0 };
    if (from <= to) continue;
    yield violation('empty-range', { min: from, max: to }, 'source', id, ['code', 'lines']);
  }
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

/** The id of a retired thing is never used again. */
function* retiredIdsStayFree(library: Library): Generator<Violation> {
  for (const [kind, id] of items(library)) yield* retired(kind, id, library);
}

function* retired(kind: Kind, id: string, library: Library): Generator<Violation> {
  for (const [retirement, { kind: of, was }] of library.retirement) {
    if (of !== kind || was !== id) continue;
    yield violation('id-retired', { kind, id, retirement }, kind, id, ['id']);
  }
}
