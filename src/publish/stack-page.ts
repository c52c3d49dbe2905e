import type { Library } from '../model/library.ts';
import { layersTopDown } from '../model/strata.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { type FindingRow, findingRow } from './finding-row.ts';
import { linkTo } from './links.ts';
import { newestStanding } from './run-row.ts';
import { strataOfRun, type StrataView } from './strata-view.ts';
import type { Link } from './urls.ts';

/** The stack from the top down: what each layer may ask for, what it decides, where things broke. */
export interface StackPage {
  readonly layers: readonly {
    readonly id: string;
    readonly link: Link;
    readonly role: string;
    /** Its part in choosing a memory type. */
    readonly memoryType?: string;
    readonly requests: readonly StatementView[];
    readonly decides: readonly StatementView[];
    readonly statements: readonly StatementView[];
  }[];
  /** The newest run in which a fault was recorded for a layer. */
  readonly broke?: { readonly run: Link; readonly strata: StrataView };
  readonly decisions: readonly DecisionView[];
}

/** Who has the last word on the memory type, as one account tells it. */
export interface DecisionView {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** The finding that says whether this account holds. */
  readonly finding?: FindingRow;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly layer?: Link;
    readonly statement: StatementView;
  }[];
  readonly rows: readonly {
    readonly id: string;
    /** Title of an axis and the values for which it holds; an axis left out may have any. */
    readonly when: readonly (readonly [string, string])[];
    readonly gives: Link;
    readonly decidedBy: Link;
    readonly statement: StatementView;
  }[];
}

const MEMORY_TYPE_ROLE = {
  asks: 'may ask for a memory type',
  'passes-on': 'hands the request down',
  decides: 'decides the memory type',
  obeys: 'obeys what was decided',
} as const;

/** The page of the whole stack. */
export function stackPage(library: Library): StackPage {
  const statements = (list: Parameters<typeof statementView>[0][]) =>
    list.map((statement) => statementView(statement, library));
  const broken = newestStanding(library).find((run) =>
    run.results.some((result) => (result.fault ?? []).length > 0),
  );
  return {
    layers: layersTopDown(library).map((layer) => ({
      id: layer.id,
      link: linkTo(library, 'layer', layer.id),
      role: layer.role,
      ...(layer.memoryType === undefined ? {} : { memoryType: MEMORY_TYPE_ROLE[layer.memoryType] }),
      requests: statements(layer.requests),
      decides: statements(layer.decides),
      statements: statements(layer.statements),
    })),
    decisions: decisionViews(library),
    ...(broken === undefined
      ? {}
      : {
          broke: { run: linkTo(library, 'run', broken.id), strata: strataOfRun(broken, library) },
        }),
  };
}

function standingOf(id: string | undefined, library: Library): Pick<DecisionView, 'finding'> {
  const finding = id === undefined ? undefined : library.finding.get(id);
  return finding === undefined ? {} : { finding: findingRow(finding, library) };
}

/** Every decision table of the library. */
export function decisionViews(library: Library): DecisionView[] {
  return [...library.decision.values()].map((decision) => {
    const axis = (id: string) => decision.axes.find((a) => a.id === id);
    const value = (id: string, one: string) =>
      axis(id)?.values.find((v) => v.id === one)?.title ?? one;
    return {
      id: decision.id,
      title: decision.title,
      summary: decision.summary,
      ...standingOf(decision.finding, library),
      steps: decision.steps.map(({ id, title, text, layer, basis, evidence }) => ({
        id,
        title,
        statement: statementView({ text: text ?? '', basis, evidence }, library),
        ...(layer === undefined ? {} : { layer: linkTo(library, 'layer', layer) }),
      })),
      rows: decision.rows.map((row) => ({
        id: row.id,
        when: decision.axes.flatMap(({ id, title }): (readonly [string, string])[] => {
          const wanted = row.when[id];
          if (wanted === undefined) return [];
          const values = [wanted].flat().map((one) => value(id, one));
          return [[title, values.join(' or ')]];
        }),
        gives: linkTo(library, 'memory-type', row.gives),
        decidedBy: linkTo(library, 'layer', row.decidedBy),
        statement: statementView(
          { text: row.note ?? '', basis: row.basis, evidence: row.evidence },
          library,
        ),
      })),
    };
  });
}
