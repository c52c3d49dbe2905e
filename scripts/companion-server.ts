import { extname } from 'node:path';
import type { Plugin } from 'vite';
import { readArchive } from '../src/archive.ts';
import { companions } from '../src/companions.ts';
import { siteLocation } from './site-location.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
};

/** In development, makes a file that is not a page when somebody asks for it. */
export function companionServer(): Plugin {
  const content = process.env['FAULTLINE_CONTENT'] ?? 'content';
  return {
    name: 'faultline:companions',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const location = siteLocation();
        const { pathname } = new URL(request.url ?? '/', 'http://localhost');
        const type = TYPES[extname(pathname)];
        const own = /^\/(?:@|src\/|node_modules\/)/.test(pathname);
        if (type === undefined || own || !pathname.startsWith(location.base)) {
          next();
          return;
        }
        const path = decodeURIComponent(pathname.slice(location.base.length));
        const { archive } = readArchive(content);
        if (archive !== undefined) {
          for (const file of companions(content, archive, location)) {
            if (file.path !== path) continue;
            response.setHeader('content-type', type).end(file.content);
            return;
          }
        }
        next();
      });
    },
  };
}
