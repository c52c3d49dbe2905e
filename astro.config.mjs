import { env } from 'node:process';
import { defineConfig } from 'astro/config';
import { companionServer } from './scripts/companion-server.ts';
import { contentReload } from './scripts/content-reload.ts';

const { SITE, BASE } = env;

// Where the environment has these, they would take the place of Vite’s own in import.meta.env.
for (const name of ['BASE_URL', 'MODE', 'DEV', 'PROD', 'SSR']) Reflect.deleteProperty(env, name);

// A module by itself costs a request more than it saves: small ones that are asked for together come together.
const SHARED_MODULES = [
  { name: 'frame', test: /preload-helper|src\/client\/search-preference\./ },
  { name: 'nodes', test: /src\/(?:client\/nodes|model\/visible|publish\/outcomes)\./ },
];

export default defineConfig({
  ...(SITE ? { site: SITE } : {}),
  base: BASE || '/',
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  // The default, 'jsx', also drops spaces between inline elements.
  compressHTML: true,
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  vite: {
    // A strict Content-Security-Policy allows no data: addresses.
    build: { assetsInlineLimit: 0 },
    environments: {
      client: {
        build: { rolldownOptions: { output: { codeSplitting: { groups: SHARED_MODULES } } } },
      },
    },
    plugins: [contentReload(), companionServer()],
  },
});
