import { decide, type Question, rowsBehind } from '../model/decision.ts';
import type { Library } from '../model/library.ts';
import { wayOf } from '../model/request-way.ts';
import type { Decision } from '../schema/decision.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { explainerData } from './explainer.ts';
import { answerWords } from './explanation.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

type Step = Decision['steps'][number];

/** One step of a decision, as its graph shows it. */
export interface WayGraphStep {
  readonly id: string;
  readonly title: string;
  readonly layer?: Link;
  readonly onWay: boolean;
  /** Without a question, whether it has the last word; with one, whether it decides that. */
  readonly decides: boolean;
  /** What comes of the question, at the step that decides it: `NC`. */
  readonly gives?: string;
  /** What it makes of the question; several where an open axis leaves several possible. */
  readonly becomes: readonly StatementView[];
  /** What it does to other steps. */
  readonly edges: readonly {
    readonly label?: string;
    readonly to: string;
    readonly title: string;
  }[];
}

/** The steps on the way of a request, from who asks to what obeys, then those that something joins to them. */
export function stepsOf(decision: Decision, library: Library, question?: Question): WayGraphStep[] {
  const { edges, way } = decision;
  const answer = question === undefined ? undefined : decide(decision, question);
  const deciders = answer && rowsBehind(answer).map(({ decidedBy }) => decidedBy);
  const made = question === undefined ? [] : wayOf(decision, question);
  const stepOf = (id: string) => decision.steps.find((step) => step.id === id);
  const decides = ({ id, layer }: Step) =>
    deciders === undefined
      ? id === decision.steps[0]?.id
      : layer !== undefined && deciders.includes(layer);
  const joined = ({ id }: Step) => edges.some(({ from, to }) => from === id || to === id);
  const beside = decision.steps.filter((step) => !way.includes(step.id) && joined(step));
  return [...way.map(stepOf), ...beside].flatMap((step) => {
    if (step === undefined) return [];
    const { id, layer } = step;
    const decided = decides(step) && answer !== undefined;
    return [
      {
        id,
        title: step.title,
        ...(layer === undefined ? {} : { layer: linkTo(library, 'layer', layer) }),
        onWay: way.length === 0 || way.includes(id),
        decides: decides(step),
        ...(decided ? { gives: answerWords(answer, explainerData(decision, library)) } : {}),
        becomes: (made.find((one) => one.step.id === id)?.becomes ?? []).map((one) =>
          statementView(one, library),
        ),
        edges: edges
          .filter(({ from }) => from === id)
          .map((edge) => ({
            ...(edge.label === undefined ? {} : { label: edge.label }),
            to: edge.to,
            title: stepOf(edge.to)?.title ?? edge.to,
          })),
      },
    ];
  });
}
