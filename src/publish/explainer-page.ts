import type { Library } from '../model/library.ts';
import { layersTopDown } from '../model/strata.ts';
import type { Decision } from '../schema/decision.ts';
import { effectView, statementView, type StatementView } from './evidence-view.ts';
import { explainedDecision, explainerData } from './explainer.ts';
import {
  explain,
  type ExplainerData,
  type ExplainerState,
  type Explanation,
} from './explanation.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

/**
 * The explainer as it stands in the page: everything that any state can show, and which of it the first
 * state does. A browser only hides and shows.
 */
export interface ExplainerPage {
  readonly decision: string;
  readonly data: ExplainerData;
  readonly initial: ExplainerState;
  readonly shown: Explanation;
  readonly strata: readonly {
    readonly id: string;
    readonly link: Link;
    /** Why it has no step, in words, where it has none. */
    readonly stepless?: 'not traced' | 'not on this way';
    /** Its part on the way of a request, in the order of the way; empty: it has none that was traced. */
    readonly steps: readonly ExplainerStep[];
    /** Whether some rule has it decide. */
    readonly mayDecide: boolean;
  }[];
  readonly types: readonly {
    readonly id: string;
    readonly link: Link;
    readonly title: string;
    readonly summary: string;
  }[];
  readonly rules: readonly {
    readonly id: string;
    readonly anchor: string;
    readonly statement: StatementView;
  }[];
  readonly impossible: readonly { readonly id: string; readonly statement: StatementView }[];
  /** What is held of a setting on a family, beside what the rules say. */
  readonly effects: readonly {
    readonly setting: string;
    readonly families: readonly string[];
    readonly scope?: string;
    readonly statement: StatementView;
  }[];
}

interface ExplainerStep {
  readonly id: string;
  readonly title: string;
  readonly statement: StatementView;
  readonly becomes: readonly StatementView[];
}

/** The explainer of a library; undefined where no decision has rows. */
export function explainerPage(library: Library): ExplainerPage | undefined {
  const decision = explainedDecision(library);
  if (decision === undefined) return undefined;
  const data = explainerData(decision, library);
  const initial = initialState(decision, data, library);
  return {
    decision: decision.id,
    data,
    initial,
    shown: explain(data, initial),
    strata: strataOf(decision, library),
    types: [...library['memory-type'].values()].map(({ id, title, summary }) => ({
      id,
      link: linkTo(library, 'memory-type', id),
      title,
      summary,
    })),
    rules: decision.rows.map(({ id, note, basis, evidence }) => ({
      id,
      anchor: `${decision.id}-${id}`,
      statement: statementView({ text: note ?? '', basis, evidence }, library),
    })),
    impossible: decision.impossible.map(({ id, ...statement }) => ({
      id,
      statement: statementView(statement, library),
    })),
    effects: effectsOf(decision, library),
  };
}

/** The card of which there is more than one account, and the case by which they are compared. */
function initialState(decision: Decision, data: ExplainerData, library: Library): ExplainerState {
  const disputed = [...library.gpu.values()].find(
    ({ rows }) => rows.length > 1 && rows.some((row) => row.decision === decision.id),
  );
  const card = data.cards.find(({ family }) => family === disputed?.id) ?? data.cards[0];
  const chosen = Object.entries(decision.example ?? {}).filter(
    ([id]) => !data.settled.includes(id),
  );
  return { ...(card === undefined ? {} : { card: card.key }), chosen: Object.fromEntries(chosen) };
}

function strataOf(decision: Decision, library: Library): ExplainerPage['strata'] {
  const strata = layersTopDown(library).map(({ id }) => ({
    id,
    link: linkTo(library, 'layer', id),
    steps: stepsAt(id, decision, library),
    mayDecide: decision.rows.some(({ decidedBy }) => decidedBy === id),
  }));
  const first = strata.findIndex(({ steps }) => steps.length > 0);
  return strata.map((stratum, index) => {
    if (stratum.steps.length > 0) return stratum;
    // What lies above the layer at which the account begins, or decides all the same, has a part in it.
    const hasPart = index < first || stratum.mayDecide;
    return { ...stratum, stepless: hasPart ? 'not traced' : 'not on this way' };
  });
}

function stepsAt(layer: string, { way, steps }: Decision, library: Library): ExplainerStep[] {
  return way.flatMap((id) => {
    const step = steps.find((one) => one.id === id && one.layer === layer);
    if (step === undefined) return [];
    const { title, text, basis, evidence, becomes } = step;
    return {
      id,
      title,
      statement: statementView({ text: text ?? '', basis, evidence }, library),
      becomes: becomes.map((one) => statementView(one, library)),
    };
  });
}

function effectsOf(decision: Decision, library: Library): ExplainerPage['effects'] {
  return decision.axes.flatMap(({ setting: id }) => {
    const setting = id === undefined ? undefined : library.setting.get(id);
    return (setting?.effects ?? []).map(({ gpus, scope, text, evidence }) => ({
      setting: setting?.id ?? '',
      families: gpus,
      ...(scope === undefined ? {} : { scope }),
      statement: effectView({ text, evidence }, library),
    }));
  });
}
