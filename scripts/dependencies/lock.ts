import { z } from 'zod';

const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
});

const lockfile = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), entry),
});

/** A package that `npm ci` installs. */
export interface LockedPackage {
  /** Where: `node_modules/a/node_modules/b`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** As its package says, in SPDX; undefined where it says nothing. */
  readonly licence: string | undefined;
  readonly production: boolean;
  readonly hasInstallScript: boolean;
  /** Why its content is not certain: undefined where the lock holds its digest and names no host. */
  readonly uncertain: string | undefined;
}

/** The packages of a `package-lock.json`, sorted by name and version. Throws if it is not one of version 3. */
export function lockedPackages(text: string): LockedPackage[] {
  const { packages } = lockfile.parse(JSON.parse(text));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, one]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version: one.version ?? '',
      licence: one.license,
      production: one.dev !== true && one.devOptional !== true,
      hasInstallScript: one.hasInstallScript === true,
      uncertain: uncertainty(one),
    }))
    .toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function uncertainty({ link, resolved, integrity, inBundle }: z.infer<typeof entry>) {
  if (link === true) return 'a folder of this machine';
  if (resolved !== undefined) return `fixed to one host: ${resolved}`;
  return integrity === undefined && inBundle !== true ? 'without a digest' : undefined;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
