import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Diagrams are drawn once nothing has changed for so long, in milliseconds: the page comes first. */
const QUIET = 1500;

/** All that pages know of `content/` comes through this module; what is made of it is kept by what it gives. */
const THROUGH = fileURLToPath(new URL('../src/site.ts', import.meta.url));

/** Draws diagrams and reloads every page in development when a file in `content/` changes. */
export function contentReload(): Plugin {
  const content = process.env['FAULTLINE_CONTENT'] ?? 'content';
  const folder = resolve(content);
  return {
    name: 'faultline:content-reload',
    apply: 'serve',
    async configureServer(server) {
      const reload = () => {
        for (const { moduleGraph } of Object.values(server.environments)) {
          for (const module of moduleGraph.getModulesByFile(THROUGH) ?? []) {
            moduleGraph.invalidateModule(module);
          }
        }
        server.ws.send({ type: 'full-reload' });
      };
      const draw = async () => {
        const { drawn, told } = await drawAnew(content);
        for (const message of told) server.config.logger.warn(message);
        if (drawn > 0) reload();
      };
      const { filesChanged, keepFiles } = await import('../src/kept-files.ts');
      keepFiles();
      let later: NodeJS.Timeout | undefined;
      server.watcher.add(folder);
      server.watcher.on('all', (_event, path) => {
        if (!resolve(path).startsWith(folder + sep)) {
          // What files are read as may have changed.
          keepFiles();
          return;
        }
        filesChanged();
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
  const { currentArchive } = await import('../src/archive.ts');
  const { formatProblem } = await import('../src/model/problem.ts');
  const { prepareDiagrams } = await import('./prepare-diagrams.ts');
  const { archive } = currentArchive(content);
  if (archive === undefined) return { drawn: 0, told: [] };
  const { drawn, problems, warnings } = await prepareDiagrams(content, archive);
  return { drawn, told: [...problems, ...warnings].map(formatProblem) };
}
