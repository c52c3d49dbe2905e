import type { Kind } from '../schema/id.ts';

/** The version of the shapes of all files in `content/`, the frozen ones included. */
export const CONTENT_VERSION = 1;

/** Turns a file of one version into the next. Every version ever published keeps its function. */
export type Upgrade = (kind: Kind, data: unknown) => unknown;

/** By the version that a function starts from. */
const UPGRADES: Readonly<Record<number, Upgrade>> = {};

/** A file of an older version as one of today’s. */
export function upgrade(
  kind: Kind,
  data: unknown,
  from: number,
  upgrades: Readonly<Record<number, Upgrade>> = UPGRADES,
): unknown {
  const next = upgrades[from];
  return next === undefined ? data : upgrade(kind, next(kind, data), from + 1, upgrades);
}
