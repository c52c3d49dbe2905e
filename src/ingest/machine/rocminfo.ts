import type { Capture, CapturedLine } from './capture.ts';
import type { Fact, GpuKey } from './fact.ts';
import { pciId, pciSlot } from './pci.ts';

/** AMD's PCI vendor number; rocminfo prints the device alone. */
const VENDOR = 0x1002;

/** One agent: its own keys, none of those of its pools and ISAs. */
type Agent = ReadonlyMap<string, CapturedLine>;

/** rocminfo's text: what user space was told of each GPU, and which chip it is. */
export function rocminfo({ file, lines }: Capture): Fact[] {
  return agentsIn(lines).flatMap((agent) => {
    const of = (key: string) => agent.get(key)?.text;
    if (of('Device Type') !== 'GPU') return [];
    const number = (key: string) => /^\d{1,10}/.exec(of(key) ?? '')?.[0];
    const [location, node] = [number('BDFID'), number('Internal Node ID') ?? number('Node')];
    const gpu = {
      ...(location === undefined
        ? {}
        : { slot: pciSlot(Number(location), Number(number('Domain') ?? 0)) }),
      ...(node === undefined ? {} : { node: Number(node) }),
    };
    const from = (key: string) => ({ file, line: agent.get(key)?.number ?? 1, what: 'rocminfo' });
    const facts: Fact[] = [{ about: 'address', gpu, from: from('Name') }];
    const add = (key: GpuKey, value: string, name: string) =>
      facts.push({ about: 'gpu', gpu, key, value, from: from(name) });
    const reported = /^gfx[0-9a-f]{3,6}$/.exec(of('Name') ?? '')?.[0];
    if (reported !== undefined) add('gfxReported', reported, 'Name');
    const chip = /\((0x[0-9a-f]{1,4})\)|^(\d{1,5})$/i.exec(of('Chip ID') ?? '');
    if (chip !== null) add('pciId', pciId(VENDOR, Number(chip[1] ?? chip[2])), 'Chip ID');
    const name = of('Marketing Name');
    if (name !== undefined && name !== '') add('name', name, 'Marketing Name');
    return facts;
  });
}

function agentsIn(lines: readonly CapturedLine[]): Agent[] {
  const agents: Map<string, CapturedLine>[] = [];
  for (const { text, number } of lines) {
    if (/^Agent \d+\s*$/.test(text)) agents.push(new Map());
    const [, key = '', value = ''] = /^ {2}(\S[^:]{0,40}):\s*(.*?)\s*$/.exec(text) ?? [];
    const agent = agents.at(-1);
    if (key !== '' && agent?.has(key) === false) agent.set(key, { text: value, number });
  }
  return agents;
}
