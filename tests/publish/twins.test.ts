import { expect, test } from 'vitest';
import { editionSite } from '../../src/publish/edition-site.ts';
import { jsonTwins } from '../../src/publish/json-twin.ts';
import { markdownTwins } from '../../src/publish/markdown-twin.ts';
import { smallArchive } from './small-archive.ts';

const location = { base: '/sub/', origin: 'https://example.org' };

/** Files one after the other, each under its path. */
const written = (
  files: Iterable<{ readonly path: string; readonly content: string | Uint8Array }>,
) => [...files].map(({ path, content }) => `==> ${path} <==\n${content.toString()}`).join('\n');

// Each makes its own archive: what one has found out would be nothing that the other tries.
test('what pages are as text, each in full', async () => {
  const archive = smallArchive();
  const twins = written(markdownTwins(archive, location, editionSite(archive)));
  await expect(twins).toMatchFileSnapshot('golden/twins.md.txt');
});

test('what pages are as data, each in full', async () => {
  const twins = written(jsonTwins(smallArchive(), location));
  await expect(twins).toMatchFileSnapshot('golden/twins.json.txt');
});
