import type { Library } from '../model/library.ts';
import { chanceOf, hoursPerSuccess, outcomeOf } from '../model/option-chance.ts';
import type { Verdict } from '../model/tally.ts';
import type { EvidenceLink } from '../schema/evidence-link.ts';
import type { Option } from '../schema/option.ts';
import {
  citationView,
  evidenceView,
  type EvidenceView,
  statementView,
  type StatementView,
} from './evidence-view.ts';
import { type FindingRow, findingRow, findingsAbout } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import { rangeInWords } from './option-words.ts';
import { runDateInWords } from './dates.ts';
import { experimentsFor } from './experiment-page.ts';
import { cardOf } from './run-row.ts';
import type { Link } from './urls.ts';

/** A cell of the comparison: its value in words, its basis, what it rests on. Absent: unknown. */
export interface CellView {
  readonly value: string;
  readonly basis: StatementView['basis'];
  readonly note?: string;
  readonly evidence: readonly EvidenceView[];
}

/** Somebody who tried an option, and what came of it. */
export interface TryView {
  readonly outcome: Verdict;
  readonly result: Link;
  readonly date: string;
  readonly card: string;
  readonly recordedFrom: string;
  /** The accounts it was taken from. */
  readonly from: readonly { readonly title: string; readonly url?: string }[];
}

/** One way forward. */
export interface OptionPage {
  readonly id: string;
  readonly letter?: string;
  readonly title: string;
  readonly link: Link;
  readonly summary: string;
  readonly status: Option['status'];
  readonly statusMeans: string;
  readonly statusEvidence: readonly EvidenceView[];
  /** What the status, and why it is so, rests on at best. */
  readonly statusBasis: 'observed' | 'cited' | 'inferred';
  readonly why?: string;
  readonly complexity?: CellView;
  readonly chance?: CellView;
  readonly hours?: CellView;
  /** What others put the chance at: "70 %", with who. */
  readonly otherChances: readonly { readonly value: string; readonly by: EvidenceView }[];
  /** How many of the tries that passed or failed worked, and what that leaves open. */
  readonly rate?: {
    readonly worked: number;
    readonly of: number;
    readonly interval: string;
    readonly results: readonly Link[];
  };
  /** Why there is no rate, where there is none. */
  readonly noRate?: string;
  readonly tries: readonly TryView[];
  /** Hours of work for one success, with the arithmetic; absent: cannot be computed. */
  readonly perSuccess?: { readonly value: string; readonly formula: string; readonly from: string };
  /** Experiments whose outcome would decide a claim that this option rests on or that speaks against it. */
  readonly settledBy: readonly Link[];
  /** The families of GPUs that it is for, where that is said. */
  readonly gpus: readonly Link[];
  readonly ease?: string;
  readonly costs: readonly CellView[];
  readonly requires: readonly StatementView[];
  readonly blockers: readonly StatementView[];
  readonly risks: readonly StatementView[];
  readonly steps: readonly StatementView[];
  readonly undo?: StatementView;
  readonly layers: readonly Link[];
  readonly findingsFor: readonly FindingRow[];
  readonly findingsAgainst: readonly FindingRow[];
  readonly findingsAbout: readonly FindingRow[];
}

const STATUS: Record<Option['status'], string> = {
  open: 'Not tried here.',
  tried: 'Tried; the runs say what came of it.',
  refuted: 'What it rests on does not hold.',
  recommended: 'Recommended.',
  named: 'Named, not assessed.',
};

/** The page of one option. */
export function optionPage(option: Option, library: Library): OptionPage {
  const statements = (list: Option['steps']) => list.map((s) => statementView(s, library));
  const rows = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const finding = library.finding.get(id);
      return finding === undefined ? [] : [findingRow(finding, library)];
    });
  const linked = new Set([...option.findingsFor, ...option.findingsAgainst]);
  const statusEvidence = option.statusEvidence.map((link) => evidenceView(link, library));
  return {
    id: option.id,
    title: option.title,
    link: linkTo(library, 'option', option.id),
    summary: option.summary,
    status: option.status,
    statusMeans: STATUS[option.status],
    statusEvidence,
    statusBasis: basisOf(statusEvidence),
    ...cells(option, library),
    ...chances(option, library),
    tries: option.tries.flatMap((one) => tryView(one, library)),
    settledBy: settledBy(option, library),
    gpus: linksTo(library, 'gpu', option.gpus ?? []),
    costs: option.costs.map((cost) => cell(`${cost.what}: ${costInWords(cost)}`, cost, library)),
    requires: statements(option.requires),
    blockers: statements(option.blockers),
    risks: statements(option.risks),
    steps: statements(option.steps),
    layers: linksTo(library, 'layer', option.layers),
    findingsFor: rows(option.findingsFor),
    findingsAgainst: rows(option.findingsAgainst),
    findingsAbout: findingsAbout(library, 'options', option.id).filter(
      ({ link }) => !('id' in link.target && linked.has(link.target.id)),
    ),
    ...(option.letter === undefined ? {} : { letter: option.letter }),
    ...(option.why === undefined ? {} : { why: option.why }),
    ...(option.undo === undefined ? {} : { undo: statementView(option.undo, library) }),
    ...(option.undo?.ease === undefined ? {} : { ease: EASE[option.undo.ease] }),
  };
}

function basisOf(evidence: readonly EvidenceView[]): OptionPage['statusBasis'] {
  if (evidence.some(({ kind }) => kind === 'result' || kind === 'setting')) return 'observed';
  return evidence.some(({ kind }) => kind === 'source') ? 'cited' : 'inferred';
}

const EASE = {
  'at-once': 'at once',
  'with-work': 'with work',
  not: 'not at all',
} as const;

function chances(
  option: Option,
  library: Library,
): Pick<OptionPage, 'rate' | 'noRate' | 'otherChances' | 'perSuccess'> {
  const { measured, range } = chanceOf(option, library);
  return {
    otherChances: (option.chance?.others ?? []).map(({ percent, by }) => ({
      value: `${percent} %`,
      by: citationView(by, library),
    })),
    ...(measured === undefined
      ? {
          noRate:
            option.tries.length === 0
              ? 'not tried in any run here'
              : 'no try on record passed or failed',
        }
      : {
          rate: {
            worked: measured.worked,
            of: measured.of,
            interval: `${rangeInWords(measured.interval)} %`,
            results: measured.tries.map(({ run, result }) => linkTo(library, 'run', run, result)),
          },
        }),
    ...perSuccess(option, range),
  };
}

function perSuccess(
  { hours }: Option,
  chance: ReturnType<typeof chanceOf>['range'],
): Pick<OptionPage, 'perSuccess'> {
  const found = hoursPerSuccess(hours, chance);
  if (found === undefined || hours === undefined || chance === undefined) return {};
  const value =
    found.max === undefined
      ? `${rangeInWords({ min: found.min, max: found.min }, true)} hours or more, without end`
      : `${rangeInWords({ min: found.min, max: found.max }, true)} hours`;
  return {
    perSuccess: {
      value,
      formula: `${rangeInWords(hours, true)} h ÷ ${rangeInWords(chance)} % = ${value}`,
      from: fromWords(hours.basis === 'estimate' ? 'estimated' : hours.basis, chance.from),
    },
  };
}

function fromWords(hours: string, chance: 'measured' | 'estimate'): string {
  if (chance === 'measured') return `hours ${hours}, chance from tries`;
  return hours === 'estimated' ? 'both estimated' : `hours ${hours}, chance estimated`;
}

function tryView(one: Option['tries'][number], library: Library): TryView[] {
  const run = library.run.get(one.run);
  if (run === undefined) return [];
  return [
    {
      outcome: outcomeOf(one, library),
      result: linkTo(library, 'run', one.run, one.result),
      date: runDateInWords(run),
      card: cardOf(run, library),
      recordedFrom: run.provenance.recordedFrom,
      from: run.provenance.sources.map(({ title, path, url, format }) => ({
        title: title ?? path ?? url ?? format,
        ...(url === undefined ? {} : { url }),
      })),
    },
  ];
}

function settledBy(option: Option, library: Library): Link[] {
  const about = findingsAbout(library, 'options', option.id).flatMap(({ link }) =>
    'id' in link.target ? [link.target.id] : [],
  );
  const claims = [...new Set([...option.findingsFor, ...option.findingsAgainst, ...about])];
  const links = claims.flatMap((id) => experimentsFor(id, library));
  return [...new Map(links.map((link) => [JSON.stringify(link.target), link])).values()];
}

function cells(
  { complexity, chance, hours }: Option,
  library: Library,
): Pick<OptionPage, 'complexity' | 'chance' | 'hours'> {
  return {
    ...(complexity === undefined
      ? {}
      : { complexity: cell(complexity.value.replace('-', ' '), complexity, library) }),
    ...(chance === undefined
      ? {}
      : {
          chance: cell(
            `${chance.percent} %`,
            { ...chance, evidence: behindChance(chance) },
            library,
          ),
        }),
    ...(hours === undefined
      ? {}
      : { hours: cell(hours.text ?? `${range(hours)} hours`, hours, library) }),
  };
}

/** Where the author of an estimate put it, then what else it rests on. */
function behindChance({ by, evidence }: NonNullable<Option['chance']>): EvidenceLink[] {
  const rest = evidence.filter(({ source, where }) => source !== by.source || where !== by.where);
  return [by, ...rest];
}

function cell(
  value: string,
  source: Pick<NonNullable<Option['complexity']>, 'basis' | 'evidence' | 'note'>,
  library: Library,
): CellView {
  return {
    value,
    basis: source.basis,
    evidence: source.evidence.map((link) => evidenceView(link, library)),
    ...(source.note === undefined ? {} : { note: source.note }),
  };
}

function range({ min, max }: { min: number; max: number }): string {
  return min === max ? String(min) : `${min} to ${max}`;
}

function costInWords(cost: Option['costs'][number]): string {
  if (cost.max === 0) return 'free';
  const money = (amount: number) => (Number.isInteger(amount) ? String(amount) : amount.toFixed(2));
  const { min, max, unit } = cost;
  const amount = min === max ? money(min) : `${money(min)} to ${money(max)}`;
  return `${amount} ${unit === 'USD/h' ? 'USD an hour' : 'USD'}`;
}
