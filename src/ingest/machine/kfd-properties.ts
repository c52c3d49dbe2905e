import type { Capture } from './capture.ts';
import type { Fact } from './fact.ts';
import { gfxOfTargetVersion } from './gfx-target.ts';
import { pciId, pciSlot } from './pci.ts';

const NODE = /(?:^|\/)nodes\/(\d{1,4})\/properties$/;

/** `properties` of a node of the KFD topology: lines of a name and a decimal number. A CPU gives nothing. */
export function kfdProperties({ file, path = '', lines }: Capture): Fact[] {
  const values = new Map(
    lines.flatMap(({ text, number }) => {
      const match = /^(\w+) (\d{1,20})\s*$/.exec(text);
      return match === null ? [] : [[match[1] ?? '', { value: Number(match[2]), number }] as const];
    }),
  );
  const of = (name: string) => values.get(name)?.value;
  const from = (name: string) => ({
    file,
    line: values.get(name)?.number ?? lines[0]?.number ?? 1,
    what: 'KFD properties',
  });
  if ((of('simd_count') ?? 0) === 0) return [];
  const node = NODE.exec(path)?.[1];
  const location = of('location_id') ?? 0;
  const gpu = {
    ...(location === 0 ? {} : { slot: pciSlot(location, of('domain')) }),
    ...(node === undefined ? {} : { node: Number(node) }),
  };
  const facts: Fact[] = [{ about: 'address', gpu, from: from('location_id') }];
  const gfx = gfxOfTargetVersion(of('gfx_target_version') ?? 0);
  if (gfx !== undefined) {
    facts.push({ about: 'gpu', gpu, key: 'gfx', value: gfx, from: from('gfx_target_version') });
  }
  const [vendor, device] = [of('vendor_id'), of('device_id')];
  if (vendor !== undefined && device !== undefined && device > 0) {
    const value = pciId(vendor, device);
    facts.push({ about: 'gpu', gpu, key: 'pciId', value, from: from('device_id') });
  }
  return facts;
}
