import { env } from 'node:process';
import { defineConfig } from 'astro/config';
import { contentReload } from './scripts/content-reload.ts';

const { SITE, BASE } = env;

// Vite would take it from the environment and give every link another base.
delete env['BASE_URL'];

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
    plugins: [contentReload()],
  },
});
