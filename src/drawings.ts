import type { Browser } from 'playwright-core';
import { diagramsIn, diagramTexts, type PlacedDiagram } from './diagrams.ts';
import { readItems } from './library.ts';
import type { Archive } from './model/archive.ts';
import { drawnText } from './model/diagram-text.ts';
import { type Problem, problem, sortProblems } from './model/problem.ts';
import { type DrawingCache, drawingKey } from './render/drawing-cache.ts';
import { RENDER_ID } from './render/drawing-config.ts';
import { DrawingPage } from './render/drawing-page.ts';
import { cleanSvg } from './render/svg-cleaning.ts';
import { KINDS } from './schema/kinds.ts';

/** What came of drawing. */
export interface DrawingReport {
  /** How many were drawn now; the others were kept from before. */
  readonly drawn: number;
  /** Diagrams of today that cannot be drawn. */
  readonly problems: readonly Problem[];
  /** What a reader can do without: no browser, and diagrams of editions that Mermaid no longer draws. */
  readonly warnings: readonly Problem[];
}

/**
 * Draws every diagram of an archive that the cache lacks, with one browser, started only if one is needed.
 * @param root the folder of `content/`
 */
export async function drawDiagrams(
  root: string,
  archive: Archive,
  cache: DrawingCache,
  launch: () => Promise<Browser>,
): Promise<DrawingReport> {
  const missing = [...diagramTexts(archive)].filter(
    (text) => cache.read(drawingKey(text)) === undefined,
  );
  if (missing.length === 0) return { drawn: 0, problems: [], warnings: [] };

  let browser: Browser;
  try {
    browser = await launch();
  } catch (error) {
    const words = { count: missing.length, cause: launchCause(error) };
    const warning = problem('no-browser', words, { file: root });
    return { drawn: 0, problems: [], warnings: [warning] };
  }
  const causes = new Map<string, string>();
  try {
    const page = await DrawingPage.open(browser);
    for (const text of missing) {
      const cause = await keepDrawing(text, page, cache);
      if (cause !== undefined) causes.set(text, cause);
    }
  } finally {
    await browser.close();
  }
  const drawn = missing.length - causes.size;
  const { placeOf } = causes.size > 0 ? readItems(root) : { placeOf: undefined };
  const told = (diagrams: readonly PlacedDiagram[], known: typeof placeOf) =>
    diagrams.flatMap(({ text, at, line }) => {
      const cause = causes.get(drawnText(text));
      if (cause === undefined) return [];
      return [problem('diagram-not-drawn', { cause }, known?.(at, line) ?? { file: root })];
    });
  return {
    drawn,
    problems: sortProblems(told(diagramsIn(archive.library), placeOf)),
    warnings: archive.editions.flatMap(({ manifest, library: frozen }) =>
      told(diagramsIn(frozen), ({ kind, id }) => ({
        file: `${root}/editions/${manifest.id}/${KINDS[kind].folder}/${id}${KINDS[kind].ending}`,
      })),
    ),
  };
}

/** Draws one diagram and keeps the drawing; says why where that cannot be done. */
async function keepDrawing(
  text: string,
  page: DrawingPage,
  cache: DrawingCache,
): Promise<string | undefined> {
  let raw: string;
  try {
    raw = await page.draw(text);
  } catch (error) {
    return firstLine(error);
  }
  const { svg, lost } = cleanSvg(raw, RENDER_ID);
  if (lost.length > 0) {
    return `it needs ${lost.map((name) => `<${name}>`).join(', ')}, which a page does not show`;
  }
  cache.write(drawingKey(text), svg);
  return undefined;
}

/** Why a browser did not start. What a linker says of it stands further down in the message. */
function launchCause(error: unknown): string {
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(String(error))?.[1];
  return library === undefined ? firstLine(error) : `the library ${library} is missing`;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/^[\w.]+: (?:Error: )?/, '').replace(/\.$/, '');
}
