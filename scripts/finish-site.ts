import { rmSync } from 'node:fs';
import { type Origins, recordFile, writeRecord } from '../src/build-record.ts';
import { formatProblem, type Problem, problem } from '../src/model/problem.ts';
import { brokenPromises } from '../src/promises.ts';
import { writeSums } from '../src/site-sums.ts';
import type { BuildInputs } from './build-inputs.ts';
import type { BuildPlace } from './build-place.ts';
import { shortPath } from './failure.ts';
import { moveNext, swapIn } from './swap.ts';

/**
 * Checks a whole site against what editions promised, lists its files, puts it in its place and keeps what
 * the next build can go by.
 * @param holds pages, by their path, that are known to keep what was promised of them
 */
export async function finishSite(
  place: BuildPlace,
  { plain, generator }: Pick<BuildInputs, 'plain' | 'generator'>,
  site: Origins,
  {
    holds,
    stop,
  }: {
    readonly holds: (path: string) => boolean;
    readonly stop: (problems: readonly Problem[]) => never;
  },
): Promise<void> {
  const broken = brokenPromises(plain, place.made, holds);
  if (broken.length > 0) stop(broken);
  writeSums(place.made, site.files);
  await putInPlace(place);
  keepRecord(place, { generator, ...site });
}

/** Puts what was made where it belongs; what was there before is gone then. */
export async function putInPlace(place: BuildPlace): Promise<void> {
  rmSync(recordFile('.cache', place.out), { force: true });
  await moveNext(place.made, place);
  const left = swapIn(place);
  if (left === undefined) return;
  const file = shortPath(place.old);
  console.error(`${formatProblem(problem('not-cleared', { cause: left }, { file }))}\n`);
}

/** Keeps what the next build can go by. */
export function keepRecord(
  { out }: BuildPlace,
  site: Origins & { readonly generator: string },
): void {
  try {
    writeRecord(recordFile('.cache', out), out, site);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    console.error(
      `What the next build could go by was not kept, so it makes everything anew: ${cause}`,
    );
  }
}
