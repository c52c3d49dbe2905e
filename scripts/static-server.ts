import { createReadStream, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { basePath } from './site-files.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};

/** A running server. */
export interface StaticServer {
  /** Address of the site's home page, with the base and a closing slash. */
  home: string;
  close(): Promise<void>;
}

const kindOf = (path: string): 'file' | 'folder' | undefined => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return 'file';
  return stat?.isDirectory() === true ? 'folder' : undefined;
};

const send = (response: ServerResponse, status: number, path: string) => {
  const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  response.writeHead(status, { 'content-type': type });
  createReadStream(path).pipe(response);
};

/** The file below `root` that an address names; undefined if it names none or leads out of it. */
const fileFor = (root: string, base: string, pathname: string): string | undefined => {
  if (!pathname.startsWith(base)) return undefined;
  try {
    const path = resolve(root, decodeURIComponent(pathname.slice(base.length)));
    return path === root || path.startsWith(root + sep) ? path : undefined;
  } catch {
    return undefined;
  }
};

/** Serves a built site under a sub-path, as a plain host would, on a free port of this machine. */
export const serve = async (dir: string, subPath: string): Promise<StaticServer> => {
  const root = resolve(dir);
  const base = basePath(subPath);
  const missing = join(root, '404.html');

  const server = createServer((request, response) => {
    const pathname = (request.url ?? '/').replace(/[?#].*$/, '');
    const path = fileFor(root, base, pathname);
    const kind = path === undefined ? undefined : kindOf(path);
    if (path !== undefined && kind === 'file') {
      send(response, 200, path);
    } else if (path !== undefined && kind === 'folder' && !pathname.endsWith('/')) {
      response.writeHead(301, { location: `${pathname}/` }).end();
    } else if (path !== undefined && kindOf(join(path, 'index.html')) === 'file') {
      send(response, 200, join(path, 'index.html'));
    } else if (kindOf(missing) === 'file') {
      send(response, 404, missing);
    } else {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    home: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
};
