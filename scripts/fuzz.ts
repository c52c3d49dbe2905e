import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, program } from 'commander';

const whole = (text: string) => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
};

const { runs, minutes, seed } = program
  .description('Runs the property tests longer than npm test does.')
  .argument('[part...]', 'only test files whose path holds one of these')
  .option('--runs <number>', 'cases for each property in a round', whole, 5000)
  .option('--minutes <number>', 'rounds with new seeds until this much time is over', whole, 0)
  .option('--seed <number>', 'the seed of the first round', whole)
  .parse()
  .opts<{ runs: number; minutes: number; seed?: number }>();

const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join('tests', file))
  .filter((file) => readFileSync(file, 'utf8').includes('fast-check'))
  .filter((file) => program.args.length === 0 || program.args.some((part) => file.includes(part)));
if (files.length === 0) program.error('No property test has such a path.');

const end = Date.now() + minutes * 60_000;
const first = seed ?? Date.now() % 2 ** 31;
for (let round = 0; round === 0 || Date.now() < end; round += 1) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=0', ...files],
    {
      stdio: 'inherit',
      env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_SEED: String(first + round) },
    },
  );
  if (status !== 0) {
    console.error(`A property does not hold with the seed ${first + round}.`);
    process.exitCode = 1;
    break;
  }
}
