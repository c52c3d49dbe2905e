import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The small content folder that the tests share. */
export const SITE = join(import.meta.dirname, 'site');

/** A folder that lives as long as the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A copy of `tests/site/` that a test may change. */
export function contentCopy(): string {
  const content = join(temporaryFolder(), 'content');
  cpSync(SITE, content, { recursive: true });
  return content;
}
