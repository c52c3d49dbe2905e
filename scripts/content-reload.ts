import { resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

/** Reloads every page in development when a file in `content/` changes. */
export function contentReload(): Plugin {
  const folder = resolve(process.env['FAULTLINE_CONTENT'] ?? 'content');
  return {
    name: 'faultline:content-reload',
    apply: 'serve',
    configureServer(server) {
      server.watcher.add(folder);
      server.watcher.on('all', (_event, path) => {
        if (!resolve(path).startsWith(folder + sep)) return;
        for (const environment of Object.values(server.environments)) {
          environment.moduleGraph.invalidateAll();
        }
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}
