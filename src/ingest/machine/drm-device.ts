import type { Capture } from './capture.ts';
import type { Fact, GpuAddress, GpuKey } from './fact.ts';

/** A file of a card below `/sys/class/drm/cardN/device/`, or its `uevent`. */
export function drmDevice({ file, path = '', lines }: Capture): Fact[] {
  const [folder, name] = splitPath(path);
  const gpu = { folder };
  const from = (line: number) => ({ file, line, what: name });
  const fact = (key: GpuKey, value: string, line: number, at: GpuAddress = gpu): Fact => ({
    about: 'gpu',
    gpu: at,
    key,
    value,
    from: from(line),
  });
  const first = lines[0];
  if (first === undefined) return [];
  if (name === 'mem_info_vram_total') {
    const bytes = /^\d{1,15}$/.exec(first.text.trim())?.[0];
    return bytes === undefined ? [] : [fact('vramBytes', bytes, first.number)];
  }
  if (name !== 'uevent') return [];
  const entries = lines.map(({ text, number }) => ({ entry: text.split('='), number }));
  const find = (key: string) => entries.find(({ entry }) => entry[0] === key);
  const slot = find('PCI_SLOT_NAME');
  const at = slot === undefined ? gpu : { folder, slot: (slot.entry[1] ?? '').toLowerCase() };
  const id = find('PCI_ID');
  const isGpu = /^0?3[0-9a-f]{4}$/i.test(find('PCI_CLASS')?.entry[1] ?? '30000');
  const value = (id?.entry[1] ?? '').toLowerCase();
  if (id === undefined || !isGpu || !/^[0-9a-f]{4}:[0-9a-f]{4}$/.test(value)) return [];
  return [
    { about: 'address', gpu: at, from: from(id.number) },
    fact('pciId', value, id.number, at),
  ];
}

/** A card's vendor and device files, each one number, as one fact. */
export function drmIds(captures: readonly Capture[]): Fact[] {
  const ids = new Map<string, { vendor?: string; device?: string; file: string; line: number }>();
  for (const { file, path = '', lines } of captures) {
    const [folder, name] = splitPath(path);
    const match = /^0x([0-9a-f]{4})\s*$/i.exec(lines[0]?.text ?? '');
    if (match === null || (name !== 'vendor' && name !== 'device')) continue;
    const known = ids.get(folder) ?? { file, line: lines[0]?.number ?? 1 };
    ids.set(folder, { ...known, [name]: (match[1] ?? '').toLowerCase() });
  }
  return [...ids].flatMap(([folder, { vendor, device, file, line }]): Fact[] => {
    if (vendor === undefined || device === undefined) return [];
    const from = { file, line, what: 'vendor and device' };
    return [{ about: 'gpu', gpu: { folder }, key: 'pciId', value: `${vendor}:${device}`, from }];
  });
}

function splitPath(path: string): [folder: string, name: string] {
  const at = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
}
