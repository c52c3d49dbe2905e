import type { Library } from '../../model/library.ts';
import type { Run, RunSetting } from '../../schema/run.ts';
import type { SettingFact } from './fact.ts';
import { type Disagreement, settled } from './settled.ts';

/** A setting put together from facts. */
export interface FoundSetting {
  readonly setting: RunSetting;
  readonly disagreements: readonly (Disagreement & { readonly field: SettledField })[];
}

/** What files may disagree on. */
export type SettledField = 'requested' | 'readback' | 'effective';

/**
 * The settings that facts are about. A module has many parameters: of those that were only read back, just
 * the ones that are asked for, or that the library knows.
 * @param asked names of settings that somebody asked for
 * @param evidenceOf the local id of the evidence that a file became
 */
export function settingsOf(
  facts: readonly SettingFact[],
  library: Pick<Library, 'setting' | 'layer'>,
  asked: ReadonlySet<string>,
  evidenceOf: (file: string) => string,
): FoundSetting[] {
  const names = new Map<string, SettingFact[]>();
  for (const fact of facts) {
    const key = `${fact.kind} ${fact.name}`;
    names.set(key, [...(names.get(key) ?? []), fact]);
  }
  const known = new Set([...library.setting.values()].map(({ kind, name }) => `${kind} ${name}`));
  return [...names]
    .filter(
      ([key, all]) =>
        known.has(key) ||
        asked.has(all[0]?.name ?? '') ||
        all.some(({ field }) => field === 'requested' || field === 'ignored'),
    )
    .map(([, all]) => settingOf(all, library, evidenceOf));
}

function settingOf(
  facts: readonly SettingFact[],
  library: Pick<Library, 'layer'>,
  evidenceOf: (file: string) => string,
): FoundSetting {
  const { kind, name } = facts[0] ?? { kind: 'env', name: '' };
  const told = (field: SettledField) =>
    facts.flatMap((fact) => (fact.field === field ? [{ value: fact.value, from: fact.from }] : []));
  const denied = facts.filter(({ field }) => field === 'unset');
  const requested = settled(`${name} requested`, [
    ...told('requested'),
    ...denied.map(({ from }) => ({ value: undefined, from })),
  ]);
  const readback = settled(`${name} readback`, told('readback'));
  const effective = settled(`${name} effective`, told('effective'));
  const via = facts.find((fact) => fact.field === 'requested' && fact.via !== undefined);
  const ignored = facts.find(({ field }) => field === 'ignored');
  const evidence = (from: SettingFact['from'] | undefined) => evidenceOf(from?.file ?? '');
  const setting: RunSetting = {
    kind,
    ...(kind === 'modparam' && library.layer.has('amdgpu') ? { layer: 'amdgpu' } : {}),
    name,
    ...(via?.field === 'requested' && requested.value !== undefined ? { via: via.via } : {}),
    ...(requested.value === undefined ? {} : { requested: requested.value }),
    ...(requested.value === undefined && requested.from !== undefined ? { unset: true } : {}),
    ...(readback.value === undefined
      ? {}
      : { readback: { value: readback.value, evidence: evidence(readback.from) } }),
    ...effect(),
  };
  const disagreements = Object.entries({ requested, readback, effective }).flatMap(
    ([field, { disagreement }]) =>
      disagreement === undefined ? [] : [{ ...disagreement, field: field as SettledField }],
  );
  return { setting, disagreements };

  function effect(): Pick<RunSetting, 'effective'> | Record<string, never> {
    if (ignored !== undefined) {
      return { effective: { state: 'shown-not', evidence: evidence(ignored.from) } };
    }
    if (effective.value === undefined) return {};
    const { value, from } = effective;
    return { effective: { state: 'shown', value, evidence: evidence(from) } };
  }
}

/** The settings of two lists; those of the first that the second has too are joined field by field. */
export function joinSettings(
  found: readonly RunSetting[],
  said: readonly Run['settings'][number][],
): RunSetting[] {
  const same = (a: RunSetting, b: RunSetting) => a.kind === b.kind && a.name === b.name;
  const joined = found.map((one) => ({ ...one, ...said.find((other) => same(one, other)) }));
  return [...joined, ...said.filter((one) => !found.some((other) => same(one, other)))];
}
