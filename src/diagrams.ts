import type { Archive } from './model/archive.ts';
import { drawnText } from './model/diagram-text.ts';
import type { Library, Place } from './model/library.ts';
import { stringsIn } from './model/string-walk.ts';
import { diagramsOf } from './publish/diagrams.ts';
import { diagramFences } from './render/fences.ts';
import { ALL_KINDS } from './schema/kinds.ts';

/** A diagram of a library, and where it comes from. */
export interface PlacedDiagram {
  readonly text: string;
  readonly at: Place;
  /** The line (from 1) of the Markdown at that place on which it begins; absent for one made from data. */
  readonly line?: number;
}

/** Every diagram that the pages of a library show. */
export function diagramsIn(library: Library): PlacedDiagram[] {
  const made = diagramsOf(library).map(({ decision, diagram }): PlacedDiagram => ({
    text: diagram.text,
    at: { kind: 'decision', id: decision, path: [] },
  }));
  return [...made, ...writtenDiagrams(library)];
}

/** The diagrams in Markdown. Text in runs is no Markdown. */
export function writtenDiagrams(library: Library): PlacedDiagram[] {
  return ALL_KINDS.filter((kind) => kind !== 'run').flatMap((kind) =>
    [...library[kind]].flatMap(([id, item]) =>
      [...stringsIn(item)].flatMap(({ text: markdown, path }) =>
        diagramFences(markdown).map((fence) => ({ ...fence, at: { kind, id, path } })),
      ),
    ),
  );
}

/** What is to be drawn for every diagram of today, of all editions, and of what is said of them. */
export function diagramTexts({ library, editions }: Archive): Set<string> {
  const libraries = [library, ...editions.map((edition) => edition.library)];
  const summaries = editions.flatMap(({ manifest }) => diagramFences(manifest.summary));
  return new Set(
    [...libraries.flatMap(diagramsIn), ...summaries].map(({ text }) => drawnText(text)),
  );
}
