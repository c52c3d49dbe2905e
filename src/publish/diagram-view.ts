import type { Target } from './urls.ts';

/** A diagram as a page shows it, drawn or not. */
export interface DiagramView {
  /** Mermaid text. */
  readonly text: string;
  /** What it is, in one line. */
  readonly title: string;
  /** What it shows, in a few sentences. */
  readonly description: string;
  /** Where nodes lead, by their names in the text. */
  readonly nodes: Readonly<Record<string, Target>>;
}
