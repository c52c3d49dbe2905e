import { resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Diagrams are drawn once nothing has changed for so long, in milliseconds: the page comes first. */
const QUIET = 1500;

/** Draws diagrams and reloads every page in development when a file in `content/` changes. */
export function contentReload(): Plugin {
  const content = process.env['FAULTLINE_CONTENT'] ?? 'content';
  const folder = resolve(content);
  return {
    name: 'faultline:content-reload',
    apply: 'serve',
    async configureServer(server) {
      const reload = () => {
        for (const environment of Object.values(server.environments)) {
          environment.moduleGraph.invalidateAll();
        }
        server.ws.send({ type: 'full-reload' });
      };
      const draw = async () => {
        const { drawn, told } = await drawAnew(content);
        for (const message of told) server.config.logger.warn(message);
        if (drawn > 0) reload();
      };
      const { keepFiles } = await import('../src/kept-files.ts');
      keepFiles();
      let later: NodeJS.Timeout | undefined;
      server.watcher.add(folder);
      server.watcher.on('all', (_event, path) => {
        if (!resolve(path).startsWith(folder + sep)) {
          // What files are read as may have changed.
          keepFiles();
          return;
        }
        reload();
        clearTimeout(later);
        later = setTimeout(() => void draw(), QUIET);
      });
      await draw();
    },
  };
}

/** Draws what is not kept yet. What is wrong with `content/` itself, the pages tell. */
async function drawAnew(content: string): Promise<{ drawn: number; told: readonly string[] }> {
  // Only development needs these, and every build reads this file.
  const { readArchive } = await import('../src/archive.ts');
  const { formatProblem } = await import('../src/model/problem.ts');
  const { prepareDiagrams } = await import('./prepare-diagrams.ts');
  const { archive } = readArchive(content);
  if (archive === undefined) return { drawn: 0, told: [] };
  const { drawn, problems, warnings } = await prepareDiagrams(content, archive);
  return { drawn, told: [...problems, ...warnings].map(formatProblem) };
}
