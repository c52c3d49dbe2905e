import { once } from '../model/kept.ts';
import type { Library } from '../model/library.ts';
import { signatureFor } from '../model/signature.ts';
import { versionsOf } from '../model/stack-versions.ts';
import type { Run } from '../schema/run.ts';
import { PAGE } from './run-filter.ts';
import { cardOf, type RunRow, runRow } from './run-row.ts';

/** A run in one line, with what it can be found by. */
export interface FacetedRun extends RunRow {
  /** By facet: every value that the run has. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Something runs can be found by: its name in an address, what it is called, its values with how many runs have each. */
export interface Facet {
  readonly param: string;
  readonly title: string;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly count: number;
  }[];
}

/** At most this many components of a stack are facets of their own: those that most runs give a version of. */
const COMPONENTS = 2;

/** The components that most runs give a version of, the release that spans several layers first. */
export const leadingComponents = once((library): readonly string[] => {
  const counts = new Map<string, { runs: number; spans: boolean }>();
  for (const run of library.run.values()) {
    for (const component of versionsOf(run).keys()) {
      const spans = run.stack.some((one) => one.component === component && one.layer === undefined);
      const before = counts.get(component) ?? { runs: 0, spans };
      counts.set(component, { runs: before.runs + 1, spans: before.spans && spans });
    }
  }
  return [...counts]
    .toSorted(([a, x], [b, y]) => y.runs - x.runs || (a < b ? -1 : 1))
    .slice(0, COMPONENTS)
    .toSorted(([, x], [, y]) => Number(y.spans) - Number(x.spans))
    .map(([name]) => name);
});

/** The facets that every site has, and what each is called; those of components come after the chip. */
const ABOUT_CARD = { card: 'Card', family: 'GPU family', gfx: 'Chip' };
const ABOUT_RESULTS = { setting: 'Setting', error: 'Error', outcome: 'Outcome', probe: 'Probe' };

/** The leading components, each with its name in an address: "PyTorch" → "pytorch". */
const componentParams = once((library): readonly (readonly [param: string, name: string])[] => {
  const taken = new Set([PAGE, ...Object.keys({ ...ABOUT_CARD, ...ABOUT_RESULTS })]);
  return leadingComponents(library).map((name) => {
    const words = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    let param = words;
    for (let number = 2; taken.has(param); number += 1) param = `${words}-${number}`;
    taken.add(param);
    return [param, name];
  });
});

/** A run with its values by facet. */
export function facetedRun(run: Run, library: Library): FacetedRun {
  const versions = versionsOf(run);
  const components = componentParams(library).map(
    ([param, name]) => [param, versions.get(name) ?? []] as const,
  );
  const names = (list: readonly (string | undefined)[]) => [
    ...new Set(list.filter((one) => one !== undefined)),
  ];
  return {
    ...runRow(run, library),
    values: {
      card: names(
        run.machine.gpus.map((gpu) => cardOf({ ...run, machine: { gpus: [gpu] } }, library)),
      ),
      family: names(run.machine.gpus.map(({ family }) => family)),
      gfx: names(run.machine.gpus.map(({ gfx }) => gfx)),
      ...Object.fromEntries(components),
      setting: names([
        ...run.settings.filter(({ unset }) => unset !== true).map(({ name }) => name),
        ...run.results.flatMap(({ command }) => Object.keys(command?.env ?? {})),
      ]),
      error: names(run.results.map(({ reason }) => signatureFor(reason?.signature, library)?.id)),
      outcome: names(run.results.map(({ outcome }) => outcome)),
      probe: names(run.results.map(({ probe }) => probe)),
    },
  };
}

/** 5.7 before 5.10. */
const byNumbers = new Intl.Collator('en', { numeric: true });

/** Every facet of a library with the values that its runs have. */
export function facetsOf(library: Library): Facet[] {
  const titles = [
    ...Object.entries(ABOUT_CARD),
    ...componentParams(library),
    ...Object.entries(ABOUT_RESULTS),
  ];
  const counts = new Map<string, Map<string, number>>();
  for (const run of library.run.values()) {
    for (const [param, values] of Object.entries(facetedRun(run, library).values)) {
      const byValue = counts.get(param) ?? new Map<string, number>();
      for (const value of values) byValue.set(value, (byValue.get(value) ?? 0) + 1);
      counts.set(param, byValue);
    }
  }
  return titles.map(([param, title]) => ({
    param,
    title,
    values: [...(counts.get(param) ?? [])]
      .map(([value, count]) => ({ value, count, label: labelOf(param, value, library) }))
      .toSorted((a, b) => byNumbers.compare(a.label, b.label)),
  }));
}

function labelOf(param: string, value: string, library: Library): string {
  if (param === 'error') return library.signature.get(value)?.text ?? value;
  if (param === 'probe') return library.probe.get(value)?.question ?? value;
  return param === 'family' ? (library.gpu.get(value)?.name ?? value) : value;
}
