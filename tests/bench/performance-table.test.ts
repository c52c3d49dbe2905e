import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTables } from '../../scripts/bench/performance-table.ts';
import { temporaryFolder } from '../content-copy.ts';

const [BEGIN, END] = ['<!-- bench: begin -->', '<!-- bench: end -->'];

const table = (runs: string, cost: string) =>
  `### ${runs} runs\n\nA day.\n\n| What | CPU s |\n| ---- | ----: |\n| cold |  ${cost} |\n`;

async function written(before: string, tables: string): Promise<string> {
  const file = join(temporaryFolder(), 'performance.md');
  writeFileSync(file, before);
  await writeTables(file, tables);
  return readFileSync(file, 'utf8');
}

test('a table takes the place of the one of as many runs, and no other', async () => {
  const page = (...tables: readonly string[]) =>
    `# Costs\n\nWords.\n\n${BEGIN}\n\n${tables.join('\n')}\n${END}\n\nMore words.\n`;
  const before = page(table('200', '1.00'), table('5,000', '5.00'));
  expect(await written(before, table('5,000', '4.00'))).toBe(
    page(table('200', '1.00'), table('5,000', '4.00')),
  );
  expect(await written(before, table('1,000', '2.00'))).toBe(
    page(table('200', '1.00'), table('1,000', '2.00'), table('5,000', '5.00')),
  );
  expect(await written(`${BEGIN}\n${END}\n`, table('200', '1.00'))).toContain('### 200 runs');
});

test('a file without the marks is refused', async () => {
  await expect(written('# Costs\n', table('200', '1.00'))).rejects.toThrow('bench: begin');
});
