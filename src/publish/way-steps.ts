import type { Library } from '../model/library.ts';
import type { Decision } from '../schema/decision.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

type Step = Decision['steps'][number];

/** One step of a decision, as its graph shows it. */
export interface WayGraphStep {
  readonly id: string;
  readonly title: string;
  readonly layer?: Link;
  readonly onWay: boolean;
  /** Whether it has the last word. */
  readonly decides: boolean;
  /** What it does, and how that is known; the text may be empty. */
  readonly statement: StatementView;
  /** What it does to other steps. */
  readonly edges: readonly {
    readonly label?: string;
    readonly to: string;
    readonly title: string;
  }[];
}

/** The steps on the way of a request, from who asks to what obeys, then those that something joins to them. */
export function stepsOf(decision: Decision, library: Library): WayGraphStep[] {
  const { edges, way, steps } = decision;
  const stepOf = (id: string) => steps.find((step) => step.id === id);
  const joined = ({ id }: Step) => edges.some(({ from, to }) => from === id || to === id);
  const beside = steps.filter((step) => !way.includes(step.id) && joined(step));
  return [...way.map(stepOf), ...beside].flatMap((step) => {
    if (step === undefined) return [];
    const { id, title, layer, text, basis, evidence } = step;
    return [
      {
        id,
        title,
        ...(layer === undefined ? {} : { layer: linkTo(library, 'layer', layer) }),
        onWay: way.length === 0 || way.includes(id),
        decides: id === steps[0]?.id,
        statement: statementView({ text: text ?? '', basis, evidence }, library),
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
