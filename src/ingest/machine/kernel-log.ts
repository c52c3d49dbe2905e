import type { Capture } from './capture.ts';
import type { Fact, GpuEvent } from './fact.ts';
import { logLine } from './log-line.ts';
import { commandLineOptions } from './module-parameters.ts';
import { PageFaults } from './page-faults.ts';

type Said = (match: RegExpExecArray, slot: string | undefined) => Bare[];
/** A fact without its origin. */
type Bare = Fact extends infer F ? (F extends Fact ? Omit<F, 'from'> : never) : never;

const event = (one: GpuEvent): Bare[] => [{ about: 'event', event: one }];

/** What the driver says, and what is learnt from it. */
const MESSAGES: readonly (readonly [RegExp, Said])[] = [
  [
    /^ring ([\w.]{1,40}) timeout,(?: but (soft recovered))?/,
    ([, ring = '', soft]) => event({ type: 'ring-timeout', ring, recovered: soft !== undefined }),
  ],
  [/^qcm fence wait loop timeout expired/, () => event({ type: 'queue-timeout' })],
  [/^GPU (?:reset|\S{1,24}) begin!/, () => event({ type: 'reset-begun' })],
  [
    /^(?:GPU )?(BACO|MODE1|MODE2) reset\b/i,
    ([, method = '']) => event({ type: 'reset-method', method: method.toUpperCase() }),
  ],
  [/^GPU reset(?:\(\d+\))? succeeded/, () => event({ type: 'reset-succeeded' })],
  [/^GPU reset(?:\(\d+\))? (?:end with ret = -|failed)/, () => event({ type: 'reset-failed' })],
  [/^VRAM is lost due to GPU reset!/, () => event({ type: 'vram-lost' })],
  [
    /^(?:Kernel c|C)ommand line: (.{1,4000})$/,
    ([, value = '']) => [{ about: 'machine', key: 'cmdline', value: value.trim() }],
  ],
  [/^Linux version (\S{1,100}) /, ([, value = '']) => [{ about: 'machine', key: 'kernel', value }]],
  [
    /^amdgpu version: (\S{1,60})/,
    ([, value = '']) => [
      { about: 'stack', component: 'amdgpu', layer: 'amdgpu', key: 'loaded', value },
    ],
  ],
  [
    /^unknown parameter '(\w{1,64})' ignored/,
    ([, name = '']) => [{ about: 'setting', kind: 'modparam', name, field: 'ignored' }],
  ],
  [
    /^vm size is \d+ GB, .*\bfragment size is (\d{1,2})-bit/,
    ([, value = '']) => [
      { about: 'setting', kind: 'modparam', name: 'vm_fragment_size', field: 'effective', value },
    ],
  ],
  [
    /^initializing kernel modesetting \([^)0]{0,40} 0x([0-9a-f]{4}):0x([0-9a-f]{4}) 0x/i,
    ([, vendor = '', device = ''], slot) => [
      { about: 'address', gpu: { slot } },
      { about: 'gpu', gpu: { slot }, key: 'pciId', value: `${vendor}:${device}`.toLowerCase() },
    ],
  ],
];

const PROCESS = /^\s*Process(?: information: process)? (\S{1,64}) pid \d/;

/** A kernel log, or a part of one: faults, hangs, resets, and what the driver says when it is loaded. */
export function kernelLog({ file, lines }: Capture): Fact[] {
  const faults = new PageFaults();
  const facts: Fact[] = [];
  for (const { text, number } of lines) {
    const line = logLine(text);
    const from = { file, line: number, what: 'kernel log' };
    const last = facts.at(-1);
    // The process that hung stands in a line of its own, right after the timeout.
    const program = PROCESS.exec(line.message)?.[1];
    if (program !== undefined && last?.about === 'event' && last.event.type === 'ring-timeout') {
      facts[facts.length - 1] = { ...last, event: { ...last.event, program } };
      continue;
    }
    if (faults.add(line, number)) continue;
    for (const [pattern, said] of MESSAGES) {
      const match = pattern.exec(line.message);
      if (match === null) continue;
      for (const bare of said(match, line.slot)) {
        facts.push({ ...bare, from });
        if (bare.about === 'machine' && bare.key === 'cmdline') {
          facts.push(...commandLineOptions(bare.value, from));
        }
      }
      break;
    }
  }
  const found = faults.end().map(({ line, fault }): Fact => {
    return { about: 'event', event: fault, from: { file, line, what: 'kernel log' } };
  });
  return [...facts, ...found].toSorted((a, b) => a.from.line - b.from.line);
}
