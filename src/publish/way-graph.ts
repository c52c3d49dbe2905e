import type { Library } from '../model/library.ts';
import type { Decision } from '../schema/decision.ts';
import type { DiagramView } from './diagram-view.ts';
import { accessibleLine, nodeName, quotedLabel } from './mermaid-text.ts';
import { stepsOf, type WayGraphStep } from './way-steps.ts';

/** The way of a request through the steps of a decision, as a diagram and as a list that says the same. */
export interface WayGraph {
  /** The id of the decision. */
  readonly decision: string;
  readonly diagram: DiagramView;
  /** On the way first, from who asks to what obeys; then those beside it. */
  readonly steps: readonly WayGraphStep[];
}

/** The graph of a decision; undefined where nothing joins its steps. */
export function wayGraph(decision: Decision, library: Library): WayGraph | undefined {
  if (decision.edges.length === 0) return undefined;
  const steps = stepsOf(decision, library);
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

/** What the picture shows, in a few sentences. */
function describe(steps: readonly WayGraphStep[]): string {
  const titles = (list: readonly WayGraphStep[]) => list.map(({ title }) => title).join('; ');
  const way = steps.filter(({ onWay }) => onWay);
  const beside = steps.filter(({ onWay }) => !onWay);
  const deciding = steps.filter(({ decides }) => decides);
  return accessibleLine(
    [
      ...(way.length === 0 ? [] : [`On the way of a request: ${titles(way)}.`]),
      ...(beside.length === 0 ? [] : [`Beside it: ${titles(beside)}.`]),
      ...(deciding.length === 0 ? [] : [`The last word: ${titles(deciding)}.`]),
    ].join(' '),
  );
}

function mermaidText(steps: readonly WayGraphStep[], title: string, description: string): string {
  const arrow = (from: WayGraphStep, to: WayGraphStep) => (from.onWay && to.onWay ? '-->' : '-.->');
  const nodes = steps.map(
    ({ id, title: label }) => `${nodeName(id)}[${quotedLabel(label.replaceAll('`', ''))}]`,
  );
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
