import { standingRuns } from '../model/correction.ts';
import type { Library } from '../model/library.ts';
import { layersTopDown } from '../model/strata.ts';
import { standingOf } from '../model/status.ts';
import { tallyOf } from '../model/tally.ts';
import { weigh } from '../model/evidence.ts';
import { ALL_KINDS } from '../schema/kinds.ts';
import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Run } from '../schema/run.ts';
import { answerTables } from './answer-table.ts';
import { occurrencesOf, settingOccurrences, type Trait } from '../model/occurrences.ts';
import { newestRunFirst } from './appearances.ts';
import { experimentsFor } from './experiment-page.ts';
import { explainedDecision } from './explainer.ts';
import { findingsAbout, type FindingRow } from './finding-row.ts';
import { alsoCitedBy, citedBy } from './citations.ts';
import { newestRuns } from './run-row.ts';
import { hasPages, type IndexPage, pathOf, type Target, type ProsePage } from './urls.ts';
import { once, shared } from '../model/kept.ts';
import { lookup } from '../model/traced-library.ts';

/** An interpretive page and its facts: what an edition promises to say for ever. */
export interface PageFacts {
  readonly target: Extract<Target, { page: unknown } | { kind: unknown }>;
  /** Below the root of the edition. */
  readonly path: string;
  /** Plain data: the texts of the library, and what is computed from them. No words of the page. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Every interpretive page of a library. Facts are found when they are first asked for. */
export const factsOfPages = once((library): readonly PageFacts[] => {
  const indexes = Object.keys(INDEXES).map((page) => ({ page: page as IndexPage }));
  const items = ALL_KINDS.filter(hasPages)
    .filter((kind) => kind !== 'run')
    .flatMap((kind) => [...library[kind].keys()].map((id) => ({ kind, id })));
  return [...indexes, ...items].map((target) => {
    const path = pathOf(target);
    return {
      target,
      path,
      get facts() {
        return factsOf(library, path);
      },
    };
  });
});

/** The facts of a page, by its path: whoever asks does not depend on the runs that they were found from. */
const factsOf = lookup('facts', (library, path): Facts => factsByPath(library).get(path)?.() ?? {});

/** Kept, since twins, sitemap and switcher all ask and finding some of them walks every run. */
const factsByPath = once((library): ReadonlyMap<string, () => Facts> => {
  const found = new Map<string, () => Facts>();
  for (const { target } of factsOfPages(library)) {
    found.set(
      pathOf(target),
      shared(() => factsAt(target, library)),
    );
  }
  return found;
});

function factsAt(target: PageFacts['target'], library: Library): Facts {
  if ('page' in target) {
    const { page } = target;
    return { page, ...(page in INDEXES ? INDEXES[page as keyof typeof INDEXES](library) : {}) };
  }
  const { kind, id } = target;
  if (kind === 'run') return {};
  return { kind, item: library[kind].get(id), computed: COMPUTED[kind](id, library) };
}

type Facts = Readonly<Record<string, unknown>>;

const ids = (map: ReadonlyMap<string, unknown>) => ({ ids: [...map.keys()] });

const INDEXES: Readonly<
  Record<
    Exclude<IndexPage, 'runs' | 'compare' | 'search' | ProsePage | 'editions'>,
    (library: Library) => Facts
  >
> = {
  home: (library) => ({
    text: library.prose.get('home'),
    newestRun: newestRuns(library)[0]?.id,
    runs: library.run.size,
    recommended: [...library.option.values()]
      .filter((o) => o.status === 'recommended')
      .map((o) => o.id),
  }),
  stack: (library) => ({
    layers: layersTopDown(library).map(({ id }) => id),
    decisions: [...library.decision.values()],
  }),
  'memory-types': (library) => ({ ...ids(library['memory-type']), answers: answers(library) }),
  findings: (library) => ({
    findings: [...library.finding.keys()].map((id) => statusOf(id, library)),
  }),
  options: (library) => ({
    options: [...library.option.values()].map(({ id, status }) => ({ id, status })),
  }),
  errors: (library) => ids(library.signature),
  probes: (library) => ids(library.probe),
  gpus: (library) => ids(library.gpu),
  settings: (library) => ids(library.setting),
  experiments: (library) => ids(library.experiment),
  sources: (library) => ids(library.source),
};

/** What the decision that is explained answers, by the anchor of each row. */
function answers(library: Library): Facts {
  const decision = explainedDecision(library);
  const tables = decision === undefined ? [] : answerTables(decision, library);
  return Object.fromEntries(
    tables.flatMap(({ rows }) =>
      rows.map(
        ({ anchor, cells }) => [anchor, cells.map(({ words }) => words).join(' | ')] as const,
      ),
    ),
  );
}

type ItemKind = Exclude<Extract<PageFacts['target'], { kind: unknown }>['kind'], 'run'>;

const COMPUTED: Readonly<Record<ItemKind, (id: string, library: Library) => Facts>> = {
  layer: (id, library) => ({
    faults: results(library, 'layer', id),
    findings: statuses(findingsAbout(library, 'layers', id)),
  }),
  'memory-type': (id, library) => ({
    findings: statuses(findingsAbout(library, 'memoryTypes', id)),
  }),
  gpu: (id, library) => ({
    runs: standingRuns(library)
      .filter((run) => run.machine.gpus.some(({ family }) => family === id))
      .map(runFacts),
    findings: statuses(findingsAbout(library, 'gpus', id)),
  }),
  setting: (id, library) => {
    const setting = library.setting.get(id);
    return {
      runs: (setting === undefined ? [] : settingOccurrences(library, setting)).map(
        ({ run, setting: { requested, readback, effective } }) => ({
          run: run.id,
          requested,
          readback: readback?.value,
          effective: effective?.state,
        }),
      ),
      results: results(library, 'variable', setting?.name ?? ''),
      findings: statuses(findingsAbout(library, 'settings', id)),
    };
  },
  signature: (id, library) => ({
    seen: results(library, 'signature', id),
    findings: statuses(findingsAbout(library, 'signatures', id)),
  }),
  probe: (id, library) => ({
    results: results(library, 'probe', id),
    findings: statuses(findingsAbout(library, 'probes', id)),
  }),
  finding: (id, library) => {
    const finding = library.finding.get(id);
    const weights = (links: readonly EvidenceLink[] = []) =>
      links.map((link) => weigh(link, library));
    return {
      ...(finding === undefined ? {} : standingOf(finding, library)),
      supports: weights(finding?.supports),
      contradicts: weights(finding?.contradicts),
      experiments: experimentsFor(id, library).map(targetId),
    };
  },
  option: (id, library) => {
    const option = library.option.get(id);
    const about = findingsAbout(library, 'options', id);
    return {
      for: option?.findingsFor.map((finding) => statusOf(finding, library)),
      against: option?.findingsAgainst.map((finding) => statusOf(finding, library)),
      about: statuses(about),
    };
  },
  experiment: (id, library) => ({
    decides: library.experiment.get(id)?.decides.map((finding) => statusOf(finding, library)),
  }),
  source: (id, library) => ({
    citedBy: citedBy(library, id),
    alsoCitedBy: alsoCitedBy(library, id),
  }),
};

function statusOf(id: string, library: Library) {
  const finding = library.finding.get(id);
  return { id, status: finding === undefined ? undefined : standingOf(finding, library).status };
}

function statuses(rows: readonly FindingRow[]) {
  return rows.map(({ link, status }) => ({ id: targetId(link), status }));
}

function results(library: Library, trait: Trait, key: string) {
  return newestRunFirst(occurrencesOf(library, trait, key)).map(({ run, result }) => ({
    run: run.id,
    result: result.id,
    outcome: result.outcome,
  }));
}

function runFacts(run: Run) {
  const { counts, worst, planned, ran, complete } = tallyOf(run);
  return { id: run.id, counts, worst, planned, ran, complete };
}

function targetId({ target }: { target: Target }): string {
  return 'id' in target ? target.id : '';
}
