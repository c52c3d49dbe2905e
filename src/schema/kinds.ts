import { z } from 'zod';
import { decision } from './decision.ts';
import { experiment } from './experiment.ts';
import { finding } from './finding.ts';
import { gpu } from './gpu.ts';
import type { Kind } from './id.ts';
import { layer } from './layer.ts';
import { memoryType } from './memory-type.ts';
import { note } from './note.ts';
import { option } from './option.ts';
import { probe } from './probe.ts';
import { prose } from './prose.ts';
import { retirement } from './retirement.ts';
import { run } from './run.ts';
import { setting } from './setting.ts';
import { signature } from './signature.ts';
import { source } from './source.ts';

/** Every kind of file in `content/`: its folder, the ending of its files, its shape. */
export const KINDS = {
  run: { folder: 'runs', ending: '.json', schema: run },
  layer: { folder: 'layers', ending: '.yaml', schema: layer },
  'memory-type': { folder: 'memory-types', ending: '.yaml', schema: memoryType },
  gpu: { folder: 'gpus', ending: '.yaml', schema: gpu },
  setting: { folder: 'settings', ending: '.yaml', schema: setting },
  signature: { folder: 'signatures', ending: '.yaml', schema: signature },
  probe: { folder: 'probes', ending: '.yaml', schema: probe },
  finding: { folder: 'findings', ending: '.yaml', schema: finding },
  option: { folder: 'options', ending: '.yaml', schema: option },
  experiment: { folder: 'experiments', ending: '.yaml', schema: experiment },
  source: { folder: 'sources', ending: '.yaml', schema: source },
  note: { folder: 'notes', ending: '.yaml', schema: note },
  prose: { folder: 'prose', ending: '.md', schema: prose },
  decision: { folder: 'decision', ending: '.yaml', schema: decision },
  retirement: { folder: 'retirements', ending: '.yaml', schema: retirement },
} as const satisfies Record<Kind, { folder: string; ending: string; schema: z.ZodType }>;

/** What one file of that kind holds, once validated. */
export type Item<K extends Kind> = z.infer<(typeof KINDS)[K]['schema']>;

export const ALL_KINDS = Object.keys(KINDS) as Kind[];
