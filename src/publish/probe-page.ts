import type { Library } from '../model/library.ts';
import type { Occurrence } from '../model/lineage.ts';
import { recently } from '../model/kept.ts';
import { occurrencesOf } from '../model/occurrences.ts';
import { WORST_FIRST } from '../model/tally.ts';
import type { Probe } from '../schema/probe.ts';
import { type Appearances, appearances } from './appearances.ts';
import { citationView, type EvidenceView } from './evidence-view.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linkTo } from './links.ts';
import { type ProbeGridView, probeGridView } from './probe-grid-view.ts';
import { probeTimings, type Timings } from './probe-timings.ts';
import { type CommandView, commandView } from './result-view.ts';
import type { OutcomeCount } from './outcomes.ts';
import type { Link } from './urls.ts';

/** A question, the command that answers it, and every answer so far. */
export interface ProbePage {
  readonly id: string;
  readonly question: string;
  readonly command?: CommandView;
  readonly params: readonly (readonly [string, string])[];
  readonly checks?: string;
  readonly explanation?: string;
  readonly variantOf?: Link;
  readonly variants: readonly Link[];
  readonly results: Appearances;
  readonly counts: readonly OutcomeCount[];
  /** Its results and those of its kin over what varied; absent where nothing did. */
  readonly grid?: ProbeGridView;
  readonly timings: readonly Timings[];
  readonly synchronised?: boolean;
  readonly sources: readonly EvidenceView[];
  readonly findings: readonly FindingRow[];
}

/** The page of one probe. */
export function probePage(probe: Probe, library: Library): ProbePage {
  return recently('probe-page', [probe, library], () => probePageOf(probe, library));
}

function probePageOf(probe: Probe, library: Library): ProbePage {
  const { id, question, command, checks, explanation, variantOf } = probe;
  const found = occurrencesOf(library, 'probe', id);
  const variants = [...library.probe.values()].filter((other) => other.variantOf === id);
  return {
    id,
    question,
    params: Object.entries(probe.params).map(([name, value]) => [name, String(value)]),
    variants: variants.map((other) => linkTo(library, 'probe', other.id)),
    results: appearances(found, { find: { probe: id } }, library),
    counts: countsOf(found),
    timings: probeTimings(id, library),
    ...gridPart(id, library),
    ...(probe.synchronised === undefined ? {} : { synchronised: probe.synchronised }),
    sources: probe.sources.map((citation) => citationView(citation, library)),
    findings: findingsAbout(library, 'probes', id),
    ...(command === undefined ? {} : { command: commandView(command) }),
    ...(checks === undefined ? {} : { checks }),
    ...(explanation === undefined ? {} : { explanation }),
    ...(variantOf === undefined ? {} : { variantOf: linkTo(library, 'probe', variantOf) }),
  };
}

function gridPart(id: string, library: Library): Pick<ProbePage, 'grid'> {
  const grid = probeGridView(id, library);
  return grid === undefined ? {} : { grid };
}

/** How many results have each outcome, the worst first. */
function countsOf(found: readonly Occurrence[]): OutcomeCount[] {
  return WORST_FIRST.map((outcome) => ({
    outcome,
    count: found.filter(({ result }) => result.outcome === outcome).length,
  })).filter(({ count }) => count > 0);
}

/** All probes, with their results so far. */
export function probesPage(
  library: Library,
): { link: Link; results: number; counts: readonly OutcomeCount[] }[] {
  return [...library.probe.values()].map(({ id }) => {
    const found = occurrencesOf(library, 'probe', id);
    return {
      link: linkTo(library, 'probe', id),
      results: found.length,
      counts: countsOf(found),
    };
  });
}
