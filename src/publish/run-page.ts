import type { Library } from '../model/library.ts';
import { tallyOf } from '../model/tally.ts';
import type { Finding } from '../schema/finding.ts';
import { once, recently } from '../model/kept.ts';
import { lookup } from '../model/traced-library.ts';
import type { Run, RunSetting } from '../schema/run.ts';
import { comparisonsOf } from './comparison-list.ts';
import { dateInWords, runDateInWords } from './dates.ts';
import { type FindingRow, findingRow } from './finding-row.ts';
import { isOriginal } from './original.ts';
import { type Learnt, learntSince } from './learnt-since.ts';
import { linkTo } from './links.ts';
import { CORRECTED } from './correction-words.ts';
import { completeness } from './completeness.ts';
import { asSentence, type OutcomeCount, verdictSentence } from './outcomes.ts';
import {
  type EvidenceExcerpt,
  evidenceExcerpt,
  resultView,
  type ResultView,
} from './result-view.ts';
import { inOneLine } from './quotation.ts';
import { cardOf, replacementOf } from './run-row.ts';
import { settingReading, type SettingReading } from './setting-reading.ts';
import { strataOfRun, type StrataView } from './strata-view.ts';
import { componentAnchor, type Link, runAnchor, type Target } from './urls.ts';

/** A setting of a run. */
export interface SettingRow extends SettingReading {
  readonly anchor: string;
  /** The setting in one sentence. */
  readonly quote: string;
  readonly name: string;
  readonly link?: Link;
  readonly kind: string;
  readonly via?: string;
}

/** A name with a value; absent: not recorded. */
export interface Fact {
  readonly name: string;
  readonly value?: string;
  readonly link?: Link;
  readonly note?: string;
}

/** A page of facts: one run, as it was recorded. */
export interface RunPage {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly verdict: string;
  readonly counts: readonly OutcomeCount[];
  readonly completeness: string;
  readonly complete: boolean;
  readonly missing: readonly string[];
  readonly resultsLeftOut: number;
  /** Why the run is known not to be whole. */
  readonly incomplete?: string;
  readonly strata: StrataView;
  readonly results: readonly ResultView[];
  readonly settings: readonly SettingRow[];
  /** What the logs that came with the run tell of the GPU. */
  readonly account: readonly string[];
  /** Evidence that belongs to no single result: configuration, readings. */
  readonly evidence: readonly EvidenceExcerpt[];
  /** The files that the record was made from, as they are kept. */
  readonly originals: readonly EvidenceExcerpt[];
  readonly machine: readonly Fact[];
  readonly stack: readonly {
    readonly anchor: string;
    readonly component: string;
    readonly layer?: Link;
    readonly installed?: string;
    readonly loaded?: string;
    readonly copies: readonly string[];
  }[];
  readonly provenance: {
    readonly recordedFrom: string;
    readonly recordedFromMeans: string;
    readonly runner?: string;
    readonly tool?: string;
    readonly sources: readonly SourceFact[];
    readonly deviations: readonly {
      readonly code: string;
      readonly at: string;
      readonly note: string;
    }[];
    readonly redactions: readonly string[];
  };
  readonly findings: readonly FindingRow[];
  readonly learnt: readonly Learnt[];
  /** Pages that compare this run with another. */
  readonly comparisons: readonly { readonly link: Link; readonly other: Link }[];
  readonly replaces?: Link;
  readonly replacedBy?: Link;
  readonly record: Target;
}

interface SourceFact {
  readonly title: string;
  readonly date?: string;
  readonly path?: string;
  readonly url?: string;
  readonly sha256?: string;
  readonly format: string;
  readonly licence?: string;
  /** The page of the same source, found by its digest. */
  readonly page?: Link;
}

const RECORDED_FROM = {
  native: 'The probe wrote this record itself.',
  import: 'Converted from another format.',
  transcribed: 'Taken from a written account; nothing here was captured by a program.',
  recalled: 'Told from memory.',
} as const;

/** The page of one run. */
export function runPage(run: Run, library: Library): RunPage {
  return recently('run-page', [run, library], () => runPageOf(run, library));
}

function runPageOf(run: Run, library: Library): RunPage {
  const tally = tallyOf(run);
  const linked = new Set(run.results.flatMap(({ evidence }) => evidence));
  const unlinked = run.evidence.filter(({ id }) => !linked.has(id));
  const replacedBy = replacementOf(library, run.id);
  return {
    id: run.id,
    title: run.title,
    date: runDateInWords(run),
    verdict: verdictSentence(
      tally,
      run.results.filter(({ parent }) => parent !== undefined).length,
    ),
    counts: tally.counts,
    completeness: completeness(tally),
    complete: tally.complete,
    missing: tally.missing,
    resultsLeftOut: run.resultsLeftOut ?? 0,
    ...(run.incomplete === undefined ? {} : { incomplete: run.incomplete }),
    strata: strataOfRun(run, library),
    results: run.results.map((result) => resultView(result, run, library)),
    settings: run.settings.map((setting) => settingRow(setting, library)),
    account: run.account ?? [],
    evidence: unlinked.filter((one) => !isOriginal(one)).map(evidenceExcerpt),
    originals: unlinked.filter(isOriginal).map(evidenceExcerpt),
    machine: machineFacts(run, library),
    stack: run.stack.map(({ component, layer, installed, loaded, copies = [] }, index) => ({
      anchor: componentAnchor(component, run.stack.slice(0, index)),
      component,
      copies: copies.map(({ version, origin }) => `${version} (${origin})`),
      ...(layer === undefined ? {} : { layer: linkTo(library, 'layer', layer) }),
      ...(installed === undefined ? {} : { installed }),
      ...(loaded === undefined ? {} : { loaded }),
    })),
    provenance: provenance(run, library),
    findings: findingsRestingOn(library, run.id),
    learnt: learntOf(library, run.id) ?? learntSince(run, library),
    comparisons: comparisonsOf(library, run.id),
    ...(run.replaces === undefined ? {} : { replaces: linkTo(library, 'run', run.replaces) }),
    ...(replacedBy === undefined ? {} : { replacedBy: linkTo(library, 'run', replacedBy) }),
    record: { record: run.id },
  };
}

/** The card, the date and the verdict in one plain sentence, for search engines and previews. */
export function runDescription(page: RunPage, run: Run, library: Library): string {
  return [
    `${page.date}, ${cardOf(run, library)}.`,
    page.verdict,
    asSentence(page.completeness),
    ...(page.replacedBy === undefined ? [] : [asSentence(CORRECTED)]),
  ].join(' ');
}

function settingInWords(setting: RunSetting): string {
  const { requested, readback } = settingReading(setting);
  const code = (text: string | undefined) =>
    text === undefined ? 'not recorded' : `\`${inOneLine(text)}\``;
  const read = `requested ${code(requested)}, read back ${code(readback)}`;
  return `${code(setting.name)}: ${read}, ${effectIn(setting)}`;
}

function effectIn({ effective }: RunSetting): string {
  if (effective === undefined) return 'effect not shown';
  if (effective.state !== 'shown') return 'shown to have no effect';
  return effective.value === undefined
    ? 'effect shown'
    : `effective \`${inOneLine(effective.value)}\``;
}

function settingRow(setting: RunSetting, library: Library): SettingRow {
  const known = settingNamed(library, `${setting.kind} ${setting.name}`);
  return {
    anchor: runAnchor.setting(setting.name),
    quote: settingInWords(setting),
    name: setting.name,
    kind: setting.kind,
    ...(known === undefined ? {} : { link: linkTo(library, 'setting', known) }),
    ...(setting.via === undefined ? {} : { via: setting.via }),
    ...settingReading(setting),
  };
}

function machineFacts(run: Run, library: Library): Fact[] {
  const { os, kernel, cmdline, freshBoot, gpus } = run.machine;
  const fact = (name: string, value: string | undefined): Fact =>
    value === undefined ? { name } : { name, value };
  const cards = gpus.length === 0 ? [{}] : gpus;
  return [
    ...cards.flatMap((gpu: Partial<(typeof gpus)[number]>, index) => {
      const of = (name: string) => (index === 0 ? name : `${name} of GPU ${index + 1}`);
      return [
        fact(of('Card'), gpu.name),
        gpu.family === undefined
          ? fact(of('GPU family'), undefined)
          : {
              ...fact(of('GPU family'), library.gpu.get(gpu.family)?.name),
              link: linkTo(library, 'gpu', gpu.family),
            },
        fact(of('Chip'), gpu.gfx),
        fact(of('Chip as reported'), gpu.gfxReported),
        ...(gpu.gcVersion === undefined ? [] : [fact(of('Graphics core'), gpu.gcVersion)]),
        ...(gpu.pciId === undefined ? [] : [fact(of('PCI id'), gpu.pciId)]),
        ...(gpu.vramBytes === undefined ? [] : [fact(of('Memory'), memoryInWords(gpu.vramBytes))]),
      ];
    }),
    fact('Operating system', os),
    fact('Kernel', kernel),
    fact('Kernel command line', cmdline),
    fact('Freshly booted', freshBoot === undefined ? undefined : freshBoot ? 'yes' : 'no'),
  ];
}

/** "6 GiB"; "5.98 GiB (6425673728 bytes)" */
function memoryInWords(bytes: number): string {
  const gib = bytes / 2 ** 30;
  const exact = Number.isInteger(gib);
  return exact ? `${gib} GiB` : `${gib.toFixed(2)} GiB (${bytes} bytes)`;
}

function provenance(run: Run, library: Library): RunPage['provenance'] {
  const { recordedFrom, runner, tool, sources, deviations, redactions } = run.provenance;
  return {
    recordedFrom,
    recordedFromMeans: RECORDED_FROM[recordedFrom],
    ...(runner === undefined ? {} : { runner: `${runner.id} (${runner.kind})` }),
    ...(tool === undefined ? {} : { tool }),
    sources: sources.map((source) => {
      const known =
        source.sha256 === undefined ? undefined : sourceOfDigest(library, source.sha256);
      const { date, title, ...rest } = source;
      return {
        ...(rest as Omit<SourceFact, 'title'>),
        title: title ?? source.path ?? source.url ?? source.format,
        ...(date === undefined ? {} : { date: dateInWords(date) }),
        ...(known === undefined ? {} : { page: linkTo(library, 'source', known) }),
      };
    }),
    deviations,
    redactions: redactions.map(({ kind, count }) => `${kind}: ${count}`),
  };
}

const findingsByRun = once((library) => {
  const found = new Map<string, Finding[]>();
  for (const finding of library.finding.values()) {
    const runs = [...finding.supports, ...finding.contradicts].map(({ run }) => run);
    for (const run of new Set(runs)) {
      if (run !== undefined) found.set(run, [...(found.get(run) ?? []), finding]);
    }
  }
  return found;
});

const findingsRestingOn = lookup('findings-on-run', (library, run): FindingRow[] =>
  (findingsByRun(library).get(run) ?? []).map((finding) => findingRow(finding, library)),
);

/** What has been learnt since of a run of the library; undefined where it holds no such run. */
const learntOf = lookup('learnt-of-run', (library, id) => {
  const run = library.run.get(id);
  return run && learntSince(run, library);
});

const settingsByName = once(
  (library) =>
    new Map<string, string>(
      [...library.setting.values()]
        .toReversed()
        .map(({ id, kind, name }) => [`${kind} ${name}`, id]),
    ),
);

const settingNamed = lookup('setting-named', (library, name) => settingsByName(library).get(name));

const sourcesByDigest = once(
  (library) =>
    new Map(
      [...library.source.values()]
        .toReversed()
        .flatMap(({ id, sha256 }) => (sha256 === undefined ? [] : [[sha256, id] as const])),
    ),
);

const sourceOfDigest = lookup('source-of-digest', (library, sha256) =>
  sourcesByDigest(library).get(sha256),
);
