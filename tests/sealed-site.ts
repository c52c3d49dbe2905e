import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { SITE } from './content-copy.ts';
import { script } from './warm/script.ts';

/**
 * Makes a content folder with a sealed edition, and a site of it.
 * @param folder where both go: `content` and `site`
 * @param build makes a site of a content folder, and says what it complains of
 */
export function buildSealedSite(
  folder: string,
  build: (content: string, out: string) => string,
): void {
  const content = join(folder, 'content');
  cpSync(SITE, content, { recursive: true });
  const head = ['--title', 'First', '--summary', 'What was held.', '--as-of', '2025-11-06'];
  const rest = ['--frozen-on', '2025-11-07', '--content', content, '--seal'];
  const frozen = script('freeze', ['first', ...head, ...rest]);
  expect(frozen.stderr).toBe('');
  expect(build(content, join(folder, 'site'))).toBe('');
}
