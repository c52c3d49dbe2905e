import type { TestProject } from 'vitest/node';

/** Says with which seed the property tests run, and gives it to all of them. */
export default function setup(project: TestProject): void {
  const given = process.env['FUZZ_SEED'];
  const seed = given === undefined ? Date.now() % 2 ** 31 : Number(given);
  if (!Number.isInteger(seed))
    throw new Error(`FUZZ_SEED is "${String(given)}", not a whole number.`);
  console.log(`Property tests with the seed ${seed}; again: npm run fuzz -- --seed ${seed}`);
  project.provide('seed', seed);
}
