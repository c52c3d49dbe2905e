import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Plugin } from 'vite';
import { currentArchive } from '../src/archive.ts';
import { companions } from '../src/companions.ts';
import { formatProblem } from '../src/model/problem.ts';
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
        const { pathname } = new URL(request.originalUrl ?? request.url ?? '/', 'http://localhost');
        const type = TYPES[extname(pathname)];
        const path = pathname.slice(location.base.length);
        const own = /^(?:@|src\/|node_modules\/)/.test(path);
        const isPublic = existsSync(join(server.config.publicDir, path));
        if (type === undefined || own || isPublic || !pathname.startsWith(location.base)) {
          next();
          return;
        }
        const { archive, problems } = currentArchive(content);
        if (archive === undefined) {
          response.statusCode = 500;
          response.setHeader('content-type', 'text/plain; charset=utf-8');
          response.end(`${problems.map(formatProblem).join('\n\n')}\n`);
          return;
        }
        for (const file of companions(content, archive, location)) {
          if (encodeURI(file.path) !== path) continue;
          response.setHeader('content-type', type).end(file.content);
          return;
        }
        next();
      });
    },
  };
}
