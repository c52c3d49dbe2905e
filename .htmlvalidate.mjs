import { defineConfig } from 'html-validate';

export default defineConfig({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Astro writes the pages of its redirects with a lower-case doctype.
    'doctype-style': 'off',
    // A page is titled by what it shows, and a run's title may be long.
    'long-title': 'off',
    // A log keeps the spaces that it was captured with.
    'no-trailing-whitespace': 'off',
    // Whatever comes from this origin came with the page.
    'require-sri': ['error', { target: 'crossorigin' }],
    // An anchor is an id of the library, which may begin with a digit.
    'valid-id': ['error', { relaxed: true }],
  },
});
