import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redactText } from './redact-text.ts';

const files = ['runs', 'signatures', 'settings', 'sources'].flatMap((folder) =>
  readdirSync(join('content', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name)),
);

test('in what is published already there is nothing to take out', () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    redactText(readFileSync(file, 'utf8')).redactions.map((one) => ({ file, ...one })),
  );
  expect(found).toEqual([]);
});
