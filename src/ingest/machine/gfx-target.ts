/** The variable that has user space take a chip for another. */
export const OVERRIDE = 'HSA_OVERRIDE_GFX_VERSION';

/** `gfx_target_version` of KFD as the name of the ISA: 100100 → gfx1010, 90010 → gfx90a; 0 is no GPU. */
export function gfxOfTargetVersion(version: number): string | undefined {
  if (!Number.isSafeInteger(version) || version <= 0) return undefined;
  const major = Math.floor(version / 10_000);
  const minor = Math.floor(version / 100) % 100;
  return gfxName(major, minor, version % 100);
}

/** What `HSA_OVERRIDE_GFX_VERSION` makes user space see: 10.3.0 → gfx1030. */
export function gfxOfOverride(value: string): string | undefined {
  const match = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{1,2})\s*$/.exec(value);
  if (match === null) return undefined;
  return gfxName(Number(match[1]), Number(match[2]), Number(match[3]));
}

function gfxName(major: number, minor: number, step: number): string {
  return `gfx${major}${minor}${step.toString(16)}`;
}
