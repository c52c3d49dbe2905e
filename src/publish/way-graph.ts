import { decide, type Question, rowsBehind } from '../model/decision.ts';
import type { Library } from '../model/library.ts';
import { wayOf } from '../model/request-way.ts';
import type { Decision } from '../schema/decision.ts';
import type { DiagramView } from './diagram-view.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { explainerData } from './explainer.ts';
import { answerWords } from './explanation.ts';
import { linkTo } from './links.ts';
import { accessibleLine, nodeName, quotedLabel } from './mermaid-text.ts';
import type { Link } from './urls.ts';

type Step = Decision['steps'][number];

/** The way of a request through the steps of a decision, as a diagram and as a list that says the same. */
export interface WayGraph {
  /** The id of the decision. */
  readonly decision: string;
  readonly diagram: DiagramView;
  /** On the way first, from who asks to what obeys; then those beside it. */
  readonly steps: readonly WayGraphStep[];
}

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

/**
 * The graph of a decision; undefined where nothing joins its steps.
 * @param question for which it is drawn; left out: whatever is asked
 */
export function wayGraph(
  decision: Decision,
  library: Library,
  question?: Question,
): WayGraph | undefined {
  if (decision.edges.length === 0) return undefined;
  const steps = stepsOf(decision, library, question);
  const title = accessibleLine(decision.title);
  const description = describe(steps);
  return {
    decision: decision.id,
    steps,
    diagram: {
      title,
      description,
      text: mermaidText(steps, title, description),
      nodes: Object.fromEntries(
        steps.flatMap(({ id, layer }) =>
          layer === undefined ? [] : [[nodeName(id), layer.target] as const],
        ),
      ),
    },
  };
}

function stepsOf(decision: Decision, library: Library, question?: Question): WayGraphStep[] {
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

/** What the picture shows, in a few sentences. */
function describe(steps: readonly WayGraphStep[]): string {
  const titles = (list: readonly WayGraphStep[]) => list.map(({ title }) => title).join('; ');
  const way = steps.filter(({ onWay }) => onWay);
  const beside = steps.filter(({ onWay }) => !onWay);
  const deciding = steps.filter(({ decides }) => decides);
  const gives = deciding.find((step) => step.gives !== undefined)?.gives;
  return accessibleLine(
    [
      ...(way.length === 0 ? [] : [`On the way of a request: ${titles(way)}.`]),
      ...(beside.length === 0 ? [] : [`Beside it: ${titles(beside)}.`]),
      ...(deciding.length === 0 ? [] : [`The last word: ${titles(deciding)}.`]),
      ...(gives === undefined ? [] : [`What comes of it: ${gives}.`]),
    ].join(' '),
  );
}

function mermaidText(steps: readonly WayGraphStep[], title: string, description: string): string {
  const arrow = (from: WayGraphStep, to: WayGraphStep) => (from.onWay && to.onWay ? '-->' : '-.->');
  const nodes = steps.map(({ id, title: label, gives }) => {
    const lines = [label, ...(gives === undefined ? [] : [gives])].map((one) =>
      one.replaceAll('`', ''),
    );
    return `${nodeName(id)}[${quotedLabel(...lines)}]`;
  });
  const edges = steps.flatMap((from) =>
    from.edges.flatMap(({ label, to }) => {
      const end = steps.find(({ id }) => id === to);
      if (end === undefined) return [];
      const words = label === undefined ? '' : `|${quotedLabel(label.replaceAll('`', ''))}|`;
      return [`${nodeName(from.id)} ${arrow(from, end)}${words} ${nodeName(end.id)}`];
    }),
  );
  const marked = (name: string, which: (step: WayGraphStep) => boolean, style: string) => {
    const names = steps.filter(which).map(({ id }) => nodeName(id));
    return names.length === 0
      ? []
      : [`classDef ${name} ${style}`, `class ${names.join(',')} ${name}`];
  };
  return [
    'flowchart TB',
    ...[
      `accTitle: ${title}`,
      `accDescr: ${description}`,
      ...nodes,
      ...edges,
      ...marked('decides', ({ decides }) => decides, 'stroke-width:3px'),
      ...marked('beside', ({ onWay }) => !onWay, 'stroke-dasharray:5 4'),
    ].map((line) => `  ${line}`),
  ].join('\n');
}
