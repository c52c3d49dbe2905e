import type { Run } from '../../schema/run.ts';
import { OVERRIDE } from './gfx-target.ts';
import type { FoundGpu } from './gpus-of.ts';

type Gpu = Run['machine']['gpus'][number];

/** What can differ between what somebody says of a GPU and what files show. */
export const COMPARED = ['gfx', 'gfxReported', 'gcVersion', 'pciId', 'vramBytes'] as const;

/** A GPU as files show it, as somebody names it, or both. */
export interface JoinedGpu {
  readonly found?: FoundGpu | undefined;
  readonly said?: Gpu | undefined;
}

/** Each GPU that somebody names with the one that was found, then the others that were. */
export function joinGpus(found: readonly FoundGpu[], said: readonly Gpu[]): JoinedGpu[] {
  const rest = [...found];
  const joined = said.map((mine) => {
    const single = said.length === 1 && found.length === 1;
    const at = single ? 0 : rest.findIndex(({ gpu }) => isSame(mine, gpu));
    const [other] = at < 0 ? [] : rest.splice(at, 1);
    return { found: other, said: mine };
  });
  return [...joined, ...rest.map((one) => ({ found: one }))];
}

function isSame(a: Gpu, b: Gpu): boolean {
  return (['pciId', 'gfx', 'gfxReported', 'name'] as const).some(
    (key) => a[key] !== undefined && a[key] === b[key],
  );
}

/**
 * What is to be told of how a GPU was put together.
 * @param at JSON pointer to it in the record
 */
export function gpuDeviations(
  { gpu, overridden, gfxFromPciId, origins }: FoundGpu,
  said: Gpu | undefined,
  at: string,
): Run['provenance']['deviations'] {
  const deviations: Run['provenance']['deviations'][number][] = [];
  const { gfx = '', gfxReported = '', pciId = '' } = gpu;
  if (overridden) {
    const from = origins.get('gfxReported');
    const where = from === undefined ? '' : ` (${from.what}, ${from.file}:${from.line})`;
    const note = `User space was told ${gfxReported}${where}, but the chip is ${gfx}${pciId && `, ${pciId}`}: the fingerprint of ${OVERRIDE}.`;
    deviations.push({ code: 'override-fingerprint', at: `${at}/gfxReported`, note });
  }
  if (gfxFromPciId && said?.gfx === undefined) {
    const note = `No file tells what the chip is; every known card with the PCI id ${pciId} is a ${gfx}.`;
    deviations.push({ code: 'gfx-from-pci-id', at: `${at}/gfx`, note });
  }
  return deviations;
}
