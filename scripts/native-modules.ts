import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroIntegration } from 'astro';

const SOURCE = resolve(import.meta.dirname, '../src');

/** Modules of plain TypeScript, which Node loads as they are. */
const PLAIN = /^(?:model|publish|schema|render|ingest|client)\/[^?]*\.ts$|^[^/?]+\.ts$/;

/** What only Vite can load, since it is told there what it is built for. */
const VITE = /^client\/search-|^middleware\.ts$/;

/**
 * Leaves all modules but pages and components out of the bundle that draws pages: it imports the very
 * modules that this process has loaded, with everything that was computed in them.
 */
export function nativeModules(): AstroIntegration {
  return {
    name: 'faultline:native-modules',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [
              {
                name: 'faultline:native-modules',
                enforce: 'pre',
                applyToEnvironment: ({ name }) => name === 'prerender' || name === 'ssr',
                resolveId(source, importer) {
                  if (importer === undefined || !source.startsWith('.')) return null;
                  const file = resolve(dirname(importer), source);
                  if (!file.startsWith(`${SOURCE}/`) || !existsSync(file)) return null;
                  const path = file.slice(SOURCE.length + 1);
                  if (!PLAIN.test(path) || VITE.test(path)) return null;
                  return { id: pathToFileURL(file).href, external: true };
                },
              },
            ],
          },
        });
      },
    },
  };
}
