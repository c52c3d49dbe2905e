import { diagramProblems } from '../src/diagram-problems.ts';
import { type DrawingReport, drawDiagrams } from '../src/drawings.ts';
import type { Archive } from '../src/model/archive.ts';
import { DEFAULT_CACHE, DrawingCache } from '../src/render/drawing-cache.ts';

/** Checks the diagrams of `content/` and draws those that are not kept yet, where the build looks for them. */
export async function prepareDiagrams(content: string, archive: Archive): Promise<DrawingReport> {
  const problems = await diagramProblems(content, archive.library);
  if (problems.length > 0) return { drawn: 0, problems, warnings: [] };
  const cache = new DrawingCache(process.env['FAULTLINE_CACHE'] ?? DEFAULT_CACHE);
  return drawDiagrams(content, archive, cache, async () => {
    const { launchBrowser } = await import('./browser.ts');
    return launchBrowser();
  });
}
