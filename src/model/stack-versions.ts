import type { Run } from '../schema/run.ts';

/**
 * By component: its versions, of each entry the loaded one where that was captured. There are several where
 * a run records a component in several places.
 */
export function versionsOf({ stack }: Pick<Run, 'stack'>): Map<string, readonly string[]> {
  const versions = new Map<string, string[]>();
  for (const { component, loaded, installed } of stack) {
    const version = loaded ?? installed;
    if (version === undefined) continue;
    const known = versions.get(component) ?? [];
    if (!known.includes(version)) versions.set(component, [...known, version]);
  }
  return versions;
}
