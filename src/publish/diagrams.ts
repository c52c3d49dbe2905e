import type { Library } from '../model/library.ts';
import type { DiagramView } from './diagram-view.ts';
import { wayGraph } from './way-graph.ts';

/** A diagram that pages of a library show, and the decision it is made of. */
export interface MadeDiagram {
  readonly decision: string;
  readonly diagram: DiagramView;
}

/** Every diagram that is made from data: a page may show these and no others, since all are drawn beforehand. */
export function diagramsOf(library: Library): MadeDiagram[] {
  return [...library.decision.values()].flatMap((decision) => wayGraph(decision, library) ?? []);
}
