import { type PlacedDiagram, writtenDiagrams } from './diagrams.ts';
import { readItems } from './library.ts';
import { directivesIn, drawnText } from './model/diagram-text.ts';
import type { Library } from './model/library.ts';
import { type Problem, problem, sortProblems } from './model/problem.ts';
import { type Violation, violation } from './model/violation.ts';
import { mermaidError } from './render/mermaid-syntax.ts';

/**
 * What is wrong with the diagrams written in `content/`, as far as that can be told without drawing them.
 * @param root the folder of the library
 */
export async function diagramProblems(root: string, library: Library): Promise<Problem[]> {
  const found: { violation: Violation; line: number }[] = [];
  for (const diagram of writtenDiagrams(library)) {
    for await (const { line, ...mistake } of mistakesIn(diagram)) {
      found.push({ ...mistake, line: (diagram.line ?? 1) + line - 1 });
    }
  }
  if (found.length === 0) return [];
  const { placeOf } = readItems(root);
  return sortProblems(
    found.map(({ violation: { code, args, at }, line }) => problem(code, args, placeOf(at, line))),
  );
}

/** What is wrong with one diagram, by the lines (from 1) of its text. */
async function* mistakesIn({
  text,
  at: { kind, id, path },
}: PlacedDiagram): AsyncGenerator<{ violation: Violation; line: number }> {
  const directives = [...directivesIn(text)];
  for (const { found, line } of directives) {
    yield { violation: violation('diagram-directive', { found }, kind, id, path), line };
  }
  const error = directives.length > 0 ? undefined : await mermaidError(drawnText(text));
  if (error === undefined) return;
  const args = { language: 'Mermaid', cause: error.cause };
  yield { violation: violation('syntax', args, kind, id, path), line: error.line };
}
