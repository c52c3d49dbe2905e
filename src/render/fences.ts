import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';

/** A diagram written in Markdown. */
export interface DiagramFence {
  readonly text: string;
  /** The line (from 1) of the Markdown on which the text begins. */
  readonly line: number;
}

/** The name of the language whose code blocks are drawn. */
export const DIAGRAM_LANGUAGE = 'mermaid';

const parser = unified().use(remarkParse).use(remarkGfm);

/** The fenced blocks of Markdown that hold a diagram. */
export function diagramFences(markdown: string): DiagramFence[] {
  if (!markdown.includes(DIAGRAM_LANGUAGE)) return [];
  const fences: DiagramFence[] = [];
  visit(parser.parse(markdown), 'code', ({ lang, value, position }) => {
    if (lang !== DIAGRAM_LANGUAGE) return;
    fences.push({ text: value, line: (position?.start.line ?? 0) + 1 });
  });
  return fences;
}
