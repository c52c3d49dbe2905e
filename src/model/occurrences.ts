import type { Result, Run, RunSetting } from '../schema/run.ts';
import { standingRuns } from './correction.ts';
import type { Library } from './library.ts';
import { type Occurrence, oldestFirst } from './lineage.ts';
import { once } from './kept.ts';
import { signatureFor } from './signature.ts';

/** What a result can be looked up by: its probe, the error it printed, the layers at fault, the variables of its command. */
export type Trait = 'probe' | 'signature' | 'layer' | 'variable';

/** Every result of a run that stands and has a trait, the oldest run first. Looked up, not searched for. */
export function occurrencesOf(library: Library, trait: Trait, key: string): readonly Occurrence[] {
  return index(library)[trait].get(key) ?? [];
}

/** A setting with the run that names it. */
export interface SettingOccurrence {
  readonly run: Run;
  readonly setting: RunSetting;
}

/** Every run that stands and names a setting, in the order of the library. */
export function settingOccurrences(
  library: Library,
  { kind, name }: Pick<RunSetting, 'kind' | 'name'>,
): readonly SettingOccurrence[] {
  return settings(library).get(`${kind} ${name}`) ?? [];
}

const settings = once((library) =>
  Map.groupBy(
    standingRuns(library).flatMap((run) =>
      run.settings.map((setting): SettingOccurrence => ({ run, setting })),
    ),
    ({ setting: { kind, name } }) => `${kind} ${name}`,
  ),
);

const index = once((library) => {
  const found: Record<Trait, Map<string, Occurrence[]>> = {
    probe: new Map(),
    signature: new Map(),
    layer: new Map(),
    variable: new Map(),
  };
  const signatures = new Map<string | undefined, string | undefined>();
  const signatureOf = (printed: string | undefined) => {
    if (!signatures.has(printed)) signatures.set(printed, signatureFor(printed, library)?.id);
    return signatures.get(printed);
  };
  for (const run of oldestFirst(standingRuns(library))) {
    for (const result of run.results) {
      for (const [trait, key] of traitsOf(result, signatureOf(result.reason?.signature))) {
        const list = found[trait].get(key);
        if (list === undefined) found[trait].set(key, [{ run, result }]);
        else list.push({ run, result });
      }
    }
  }
  return found;
});

function* traitsOf(
  { probe, fault, command }: Result,
  signature: string | undefined,
): Generator<readonly [Trait, string]> {
  if (probe !== undefined) yield ['probe', probe];
  if (signature !== undefined) yield ['signature', signature];
  for (const layer of new Set(fault?.map((one) => one.layer))) yield ['layer', layer];
  for (const variable of Object.keys(command?.env ?? {})) yield ['variable', variable];
}
