import type { Library } from '../model/library.ts';
import type { MemoryType } from '../schema/memory-type.ts';
import { type Accounts, accountsOf } from './accounts.ts';
import { type AnswerTable, answerTables } from './answer-table.ts';
import { type CacheFigure, cacheFigure } from './cache-figure.ts';
import {
  type EvidenceView,
  evidenceView,
  statementView,
  type StatementView,
} from './evidence-view.ts';
import { explainedDecision } from './explainer.ts';
import { type ExplainerPage, explainerPage } from './explainer-page.ts';
import { type FindingRow, findingsAbout } from './finding-row.ts';
import { linkTo } from './links.ts';
import { type DecisionView, decisionViews } from './stack-page.ts';
import { wayGraph, type WayGraph } from './way-graph.ts';
import type { Link } from './urls.ts';

/** One memory type: what it is, its numbers, what is held about it. */
export interface MemoryTypePage {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly numbers: readonly {
    readonly numbering: string;
    readonly value: number;
    readonly setting?: Link;
    readonly evidence: readonly EvidenceView[];
  }[];
  readonly statements: readonly StatementView[];
  /** What a cache does with it. */
  readonly cache?: CacheFigure;
  readonly findings: readonly FindingRow[];
}

/** All memory types beside each other, and who is held to choose between them. */
export interface MemoryTypesPage {
  /** Markdown. */
  readonly intro?: string;
  readonly explainer?: ExplainerPage;
  /** Every answer of the decision that is explained. */
  readonly answers: readonly AnswerTable[];
  /** The way of a request, whatever it asks for. */
  readonly way?: WayGraph;
  /** Accounts of the same request that differ. */
  readonly accounts: readonly Accounts[];
  readonly types: readonly MemoryTypePage[];
  /** For each numbering, the number that each type has in it; absent: it has none. */
  readonly numberings: readonly {
    readonly title: string;
    readonly setting?: Link;
    readonly values: readonly { readonly type: Link; readonly value?: number }[];
  }[];
  readonly decisions: readonly DecisionView[];
}

/** The page of one memory type. */
export function memoryTypePage(type: MemoryType, library: Library): MemoryTypePage {
  const cache = cacheFigure(type, library);
  return {
    id: type.id,
    name: type.name,
    title: type.title,
    summary: type.summary,
    numbers: type.numbers.map(({ numbering, value, setting, evidence }) => ({
      numbering,
      value,
      evidence: evidence.map((link) => evidenceView(link, library)),
      ...(setting === undefined ? {} : { setting: linkTo(library, 'setting', setting) }),
    })),
    statements: type.statements.map((statement) => statementView(statement, library)),
    ...(cache === undefined ? {} : { cache }),
    findings: findingsAbout(library, 'memoryTypes', type.id),
  };
}

/** The page of all memory types. */
export function memoryTypesPage(library: Library): MemoryTypesPage {
  const byNumber = [...library['memory-type'].values()].toSorted(
    (a, b) => (a.numbers[0]?.value ?? 99) - (b.numbers[0]?.value ?? 99),
  );
  const types = byNumber
    .toSorted((a, b) => Number(a.cache === undefined) - Number(b.cache === undefined))
    .map((type) => memoryTypePage(type, library));
  const titles = [...new Set(types.flatMap(({ numbers }) => numbers.map((n) => n.numbering)))];
  const intro = library.prose.get('memory-types')?.body;
  const explained = explainedDecision(library);
  const explainer = explainerPage(library);
  const way = explained && wayGraph(explained, library);
  return {
    ...(intro === undefined ? {} : { intro }),
    ...(explainer === undefined ? {} : { explainer }),
    ...(way === undefined ? {} : { way }),
    answers: explained === undefined ? [] : answerTables(explained, library),
    accounts: accountsOf(library),
    types,
    numberings: titles.map((title) => {
      const setting = types.flatMap((t) => t.numbers).find((n) => n.numbering === title)?.setting;
      return {
        title,
        ...(setting === undefined ? {} : { setting }),
        values: types.map(({ id, numbers }) => {
          const value = numbers.find((n) => n.numbering === title)?.value;
          const type = linkTo(library, 'memory-type', id);
          return value === undefined ? { type } : { type, value };
        }),
      };
    }),
    decisions: decisionViews(library),
  };
}
