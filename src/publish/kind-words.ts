import type { PageKind } from './urls.ts';

/** What a thing of a kind is called beside its name. */
export const KIND_WORDS: Readonly<Record<PageKind, string>> = {
  run: 'run',
  layer: 'layer',
  'memory-type': 'memory type',
  gpu: 'GPU family',
  setting: 'setting',
  signature: 'error',
  probe: 'probe',
  finding: 'finding',
  option: 'way forward',
  experiment: 'experiment',
  source: 'source',
};
