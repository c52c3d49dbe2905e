import type { Library } from '../../model/library.ts';
import type { Run } from '../../schema/run.ts';
import type { Fact, GpuAddress, GpuKey, Origin } from './fact.ts';
import { type Disagreement, settled, type Told } from './settled.ts';

type Gpu = Run['machine']['gpus'][number];
type GpuFact = Extract<Fact, { about: 'gpu' | 'address' }>;

/** A GPU put together from facts. */
export interface FoundGpu {
  readonly gpu: Gpu;
  /** Where each value was read. */
  readonly origins: ReadonlyMap<GpuKey, Origin>;
  readonly disagreements: readonly Disagreement[];
  /** The chip is another than the one that user space was told. */
  readonly overridden: boolean;
  /** The ISA is not told by the kernel, but known of all cards with this PCI id. */
  readonly gfxFromPciId: boolean;
}

/** What files tell of a GPU. */
export const GPU_KEYS = ['name', 'gfx', 'gfxReported', 'gcVersion', 'pciId', 'vramBytes'] as const;

/** The GPUs that facts are about, in the order of their PCI addresses. */
export function gpusOf(facts: readonly Fact[], library: Pick<Library, 'gpu'>): FoundGpu[] {
  const about = facts.filter((fact) => fact.about === 'gpu' || fact.about === 'address');
  return groups(about)
    .filter((group) => group.some((fact) => fact.about === 'gpu'))
    .map((group) => gpuOf(group, library));
}

function gpuOf(facts: readonly GpuFact[], library: Pick<Library, 'gpu'>): FoundGpu {
  const origins = new Map<GpuKey, Origin>();
  const disagreements: Disagreement[] = [];
  const values = new Map<GpuKey, string>();
  for (const key of GPU_KEYS) {
    const told = facts.flatMap((fact): Told[] =>
      fact.about === 'gpu' && fact.key === key ? [fact] : [],
    );
    const { value, from, disagreement } = settled(key, told);
    if (disagreement !== undefined) disagreements.push(disagreement);
    if (value !== undefined) values.set(key, value);
    if (from !== undefined) origins.set(key, from);
  }
  const pciId = values.get('pciId');
  const known = pciId === undefined ? undefined : gfxOfPciId(pciId, library);
  const disputed = disagreements.some(({ key }) => key === 'gfx');
  const gfx = values.get('gfx') ?? (disputed ? undefined : known);
  const reported = values.get('gfxReported');
  const vram = values.get('vramBytes');
  const optional = <K extends string>(key: K, value: string | undefined) =>
    (value === undefined ? {} : { [key]: value }) as Partial<Record<K, string>>;
  return {
    gpu: {
      ...optional('family', familyOfGfx(gfx, library)),
      ...optional('name', values.get('name')),
      ...optional('gfx', gfx),
      ...optional('gfxReported', reported),
      ...optional('gcVersion', values.get('gcVersion')),
      ...optional('pciId', pciId),
      ...(vram === undefined ? {} : { vramBytes: Number(vram) }),
    },
    origins,
    disagreements,
    overridden: gfx !== undefined && reported !== undefined && gfx !== reported,
    gfxFromPciId: gfx !== undefined && !values.has('gfx'),
  };
}

/** The family that has a chip, by its ISA. */
export function familyOfGfx(
  gfx: string | undefined,
  library: Pick<Library, 'gpu'>,
): string | undefined {
  if (gfx === undefined) return undefined;
  return [...library.gpu.values()].find((family) => family.gfx.includes(gfx))?.id;
}

/** The ISA of all known products with a PCI id, if it is one. */
function gfxOfPciId(pciId: string, library: Pick<Library, 'gpu'>): string | undefined {
  const products = [...library.gpu.values()].flatMap((family) => family.products);
  const all = new Set(products.filter((one) => one.pciId === pciId).map((one) => one.gfx));
  const [only] = all;
  return all.size === 1 ? only : undefined;
}

/** Facts about the same GPU together. */
function groups(facts: readonly GpuFact[]): GpuFact[][] {
  const found: { keys: Set<string>; facts: GpuFact[] }[] = [];
  for (const fact of facts) {
    const keys = new Set(keysOf(fact.gpu));
    const same = found.filter((group) => [...group.keys].some((key) => keys.has(key)));
    const joined = { keys, facts: [] as GpuFact[] };
    for (const group of same) {
      for (const key of group.keys) joined.keys.add(key);
      joined.facts.push(...group.facts);
      found.splice(found.indexOf(group), 1);
    }
    joined.facts.push(fact);
    found.push(joined);
  }
  const slot = ({ keys }: { keys: Set<string> }) =>
    [...keys].find((key) => key.startsWith('slot ')) ?? '~';
  const [first, second] = found;
  // With one GPU told by its address and one told without, there is one GPU.
  if (found.length === 2 && first !== undefined && second !== undefined) {
    const addressed = [first, second].filter((group) => slot(group) !== '~').length;
    if (addressed < 2) return [[...first.facts, ...second.facts]];
  }
  return found.toSorted((a, b) => (slot(a) < slot(b) ? -1 : 1)).map((group) => group.facts);
}

function keysOf({ slot, node, folder }: GpuAddress): string[] {
  const keys = Object.entries({ slot, node, folder })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} ${String(value)}`);
  return keys.length === 0 ? ['somewhere'] : keys;
}
