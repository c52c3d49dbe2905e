import type { Library } from '../model/library.ts';
import { tallyOf } from '../model/tally.ts';
import type { Option } from '../schema/option.ts';
import {
  evidenceView,
  type EvidenceView,
  statementView,
  type StatementView,
} from './evidence-view.ts';
import { type FindingRow, findingRow, findingsAbout } from './finding-row.ts';
import { linksTo, linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** A cell of the comparison: its value in words, its basis, what it rests on. Absent: unknown. */
export interface CellView {
  readonly value: string;
  readonly basis: StatementView['basis'];
  readonly note?: string;
  readonly evidence: readonly EvidenceView[];
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
  readonly why?: string;
  readonly complexity?: CellView;
  readonly chance?: CellView;
  readonly hours?: CellView;
  /** How many of the runs that tried it worked; absent: none tried it. */
  readonly rate?: {
    readonly worked: number;
    readonly of: number;
    readonly results: readonly Link[];
  };
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
  return {
    id: option.id,
    title: option.title,
    link: linkTo(library, 'option', option.id),
    summary: option.summary,
    status: option.status,
    statusMeans: STATUS[option.status],
    statusEvidence: option.statusEvidence.map((link) => evidenceView(link, library)),
    ...cells(option, library),
    ...rateOf(option, library),
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
  };
}

function rateOf({ tries }: Option, library: Library): Pick<OptionPage, 'rate'> {
  if (tries.length === 0) return {};
  const outcomes = tries.map(({ run: id, result }) => {
    const run = library.run.get(id);
    if (run === undefined) return undefined;
    return result === undefined
      ? tallyOf(run).worst
      : run.results.find((r) => r.id === result)?.outcome;
  });
  const results = tries.map(({ run, result }) => linkTo(library, 'run', run, result));
  return {
    rate: { worked: outcomes.filter((o) => o === 'pass').length, of: tries.length, results },
  };
}

function cells(
  { complexity, chance, hours }: Option,
  library: Library,
): Pick<OptionPage, 'complexity' | 'chance' | 'hours'> {
  return {
    ...(complexity === undefined
      ? {}
      : { complexity: cell(complexity.value.replace('-', ' '), complexity, library) }),
    ...(chance === undefined ? {} : { chance: cell(`${chance.percent} %`, chance, library) }),
    ...(hours === undefined
      ? {}
      : { hours: cell(hours.text ?? `${range(hours)} hours`, hours, library) }),
  };
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
