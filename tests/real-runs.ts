import { join } from 'node:path';
import { readItems } from '../src/library.ts';
import type { Library } from '../src/model/library.ts';
import type { Run } from '../src/schema/run.ts';

/** The library that the site is built from. */
export const realLibrary: Library = readItems(join(import.meta.dirname, '../content')).library;

/** The runs of the investigation, by the numbers they go by. */
const NUMBERED = {
  R1: '2025-11-06-rdna1-mtype-nc',
  R2: '2025-11-09-rx5600xt-rocm57-sizes',
  R3: '2025-11-09-rx5600xt-rocm52-sizes',
  R4: '2025-11-09-rx5600xt-implicit-gemm',
  R5: '2025-11-15-rx5600xt-readme-setup',
} as const;

export type Number = keyof typeof NUMBERED;

export function realRun(number: Number): Run {
  const run = realLibrary.run.get(NUMBERED[number]);
  if (run === undefined) throw new Error(`content/runs has no ${NUMBERED[number]}`);
  return run;
}
