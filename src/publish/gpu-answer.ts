import type { Library } from '../model/library.ts';
import { countTries } from '../model/option-chance.ts';
import type { Gpu } from '../schema/gpu.ts';
import type { OptionPage } from './option-page.ts';
import { optionsPage } from './options-page.ts';
import { linkTo } from './links.ts';
import { newestStanding } from './run-row.ts';
import type { Link, Target } from './urls.ts';

/** A product of a family: what was tried on it, and which of the ways forward. */
export interface ProductAnswer {
  readonly anchor: string;
  readonly name: string;
  /** What tools call it: "gfx1010, 1002:731f". */
  readonly ids: string;
  /** The newest alone, and how many there are. */
  readonly runs: readonly Link[];
  readonly runCount: number;
  readonly allRuns: Target;
  /** Ways forward that were tried on this very product. */
  readonly tried: readonly {
    readonly option: OptionPage['link'];
    readonly worked: number;
    readonly of: number;
  }[];
}

/** "What should I do?", for a family of cards: ways forward in the editors’ order, and its products. */
export interface GpuAnswer {
  /** Ways that are open, were tried or are recommended. */
  readonly ways: readonly OptionPage[];
  /** Ways that rest on something refuted. */
  readonly refuted: readonly OptionPage[];
  readonly products: readonly ProductAnswer[];
}

/** The newest runs alone stand under a product. */
const RUNS_SHOWN = 3;

/** What to do with a card of this family; without ways forward where none is said to be for it. */
export function gpuAnswer(gpu: Gpu, library: Library): GpuAnswer {
  const options = optionsPage(library).all.filter(({ gpus }) =>
    gpus.some(({ target }) => 'id' in target && target.id === gpu.id),
  );
  return {
    ways: options.filter(({ status }) => status !== 'refuted'),
    refuted: options.filter(({ status }) => status === 'refuted'),
    products: gpu.products.map(({ name, gfx, pciId }) => {
      const runs = newestStanding(library).filter((run) =>
        run.machine.gpus.some((one) => one.name === name),
      );
      return {
        anchor: productAnchor(name),
        name,
        ids: [gfx, pciId].filter((known) => known !== undefined).join(', '),
        runs: runs.slice(0, RUNS_SHOWN).map(({ id }) => linkTo(library, 'run', id)),
        runCount: runs.length,
        allRuns: { find: { card: name } },
        tried: options.flatMap(({ link, tries }) => {
          const here = tries.filter(({ card }) => card === name);
          const { worked, of } = countTries(here.map(({ outcome }) => outcome));
          return of === 0 ? [] : [{ option: link, worked, of }];
        }),
      };
    }),
  };
}

/** Where a product stands on the page of its family. */
export function productAnchor(name: string): string {
  return `card-${name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;
}
