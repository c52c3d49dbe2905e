import type { Library } from '../model/library.ts';
import type { MemoryType } from '../schema/memory-type.ts';
import { statementView, type StatementView } from './evidence-view.ts';

type Cache = NonNullable<MemoryType['cache']>;
type Lane = keyof Cache['steps'][number]['holds'];
type Held = 'old' | 'new' | 'none';

/** What a cache does with memory of one type: a write and a read, step by step. */
export interface CacheFigure {
  /** For which GPU and which memory it was read. */
  readonly scope: string;
  /** The places that have a part in it, from the GPU outwards. */
  readonly lanes: readonly { readonly id: Lane; readonly title: string }[];
  readonly steps: readonly {
    readonly statement: StatementView;
    /** From which lane to which the value goes, by index. */
    readonly moves?: { readonly from: number; readonly to: number };
    /** What each lane holds afterwards; absent: nothing is said of it yet. */
    readonly held: readonly (Held | undefined)[];
    /** The same in words. */
    readonly words: string;
  }[];
}

const LANES: readonly { readonly id: Lane; readonly title: string }[] = [
  { id: 'gpu', title: 'GPU' },
  { id: 'cache', title: 'its L2 cache' },
  { id: 'memory', title: 'memory' },
  { id: 'other', title: 'the other side' },
];

const WORDS: Readonly<Record<Held, string>> = {
  old: 'the old value',
  new: 'the new value',
  none: 'no copy',
};

/** The figure of a memory type; undefined where nothing is known of what a cache does with it. */
export function cacheFigure({ cache }: MemoryType, library: Library): CacheFigure | undefined {
  if (cache === undefined) return undefined;
  const lanes = LANES.filter(({ id }) =>
    cache.steps.some(({ from, to, holds }) => from === id || to === id || holds[id] !== undefined),
  );
  const held = new Map<Lane, Held>();
  return {
    scope: cache.scope,
    lanes,
    steps: cache.steps.map(({ from, to, holds, ...statement }) => {
      for (const { id } of lanes) {
        const value = holds[id];
        if (value !== undefined) held.set(id, value);
      }
      const at = (lane: Lane | undefined) => lanes.findIndex(({ id }) => id === lane);
      const known = lanes.flatMap(({ id, title }) => {
        const value = held.get(id);
        return value === undefined ? [] : [`${title}: ${WORDS[value]}`];
      });
      return {
        statement: statementView(statement, library),
        ...(from === undefined || to === undefined
          ? {}
          : { moves: { from: at(from), to: at(to) } }),
        held: lanes.map(({ id }) => held.get(id)),
        words: known.join('; '),
      };
    }),
  };
}
