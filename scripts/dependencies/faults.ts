import satisfies from 'spdx-satisfies';
import type { LockedPackage } from './lock.ts';
import { INSTALL_SCRIPTS, LICENCES } from './policy.ts';

/** Against what the packages are held. */
export interface DependencyRules {
  /** SPDX names of licences. */
  readonly licences: readonly string[];
  /** Names of packages. */
  readonly installScripts: readonly string[];
}

const RULES: DependencyRules = {
  licences: Object.keys(LICENCES),
  installScripts: Object.keys(INSTALL_SCRIPTS),
};

/** Why packages may not come with the project as they are, each with the package. */
export function dependencyFaults(packages: readonly LockedPackage[], rules = RULES): string[] {
  const faults = packages.flatMap((one) => {
    const of = `${one.name} ${one.version}`;
    const found: string[] = [];
    if (one.uncertain !== undefined) found.push(`${of} is ${one.uncertain}`);
    if (one.licence === undefined) found.push(`${of} does not say its licence`);
    else if (!isAllowed(one.licence, rules)) found.push(`${of} has the licence ${one.licence}`);
    if (one.hasInstallScript && !rules.installScripts.includes(one.name)) {
      found.push(`${of} runs a script when it is installed`);
    }
    return found;
  });
  const stale = rules.installScripts.filter(
    (name) => !packages.some((one) => one.name === name && one.hasInstallScript),
  );
  return [
    ...faults,
    ...stale.map((name) => `${name} runs no script any more: take it off the list`),
  ];
}

/** The settings of npm that the project relies on, and lacks. */
export function npmrcFaults(npmrc: string): string[] {
  const lines = npmrc.split('\n').map((line) => line.replaceAll(' ', ''));
  return lines.includes('ignore-scripts=true') ? [] : ['.npmrc lets packages run scripts'];
}

/** Requirements of a `package.json` that are not one exact version. */
export function unpinned(manifest: Readonly<Record<string, unknown>>): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((key) =>
    Object.entries((manifest[key] ?? {}) as Record<string, string>)
      .filter(([, wanted]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(wanted))
      .map(([name, wanted]) => `${name} is not pinned: ${wanted}`),
  );
}

function isAllowed(licence: string, { licences }: DependencyRules): boolean {
  try {
    return satisfies(licence, [...licences]);
  } catch {
    // Not SPDX: "SEE LICENSE IN …", "UNLICENSED".
    return false;
  }
}
