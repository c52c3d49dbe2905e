import type { LockedPackage } from './lock.ts';
import { INSTALL_SCRIPTS, LICENCES } from './policy.ts';

const HEADER = `<!-- Written by npm run dependencies from package-lock.json. Do not edit. -->

# Dependencies

What \`npm ci\` installs to build the site, by licence. Tools for tests and checks are held to the same
licences but not listed. On one system only some of these are installed: others are for other systems.
`;

/** \`docs/dependencies.md\`: the packages that a build needs, by licence, and who may run what when installed. */
export function dependencyListing(packages: readonly LockedPackage[]): string {
  const production = packages.filter((one) => one.production);
  const byLicence = Map.groupBy(production, ({ licence = 'none' }) => licence);
  const groups = [...byLicence].toSorted(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  const sections = groups.map(([licence, members]) => {
    const names = [...new Set(members.map(({ name, version }) => `${name} ${version}`))];
    const why = LICENCES[licence];
    const note = why === undefined || why === '' ? '' : `\n${capital(why)}.\n`;
    return `## ${licence} (${names.length})\n${note}\n${wrapped(names.join(', '))}\n`;
  });
  const scripts = Object.entries(INSTALL_SCRIPTS).map(
    ([name, why]) => `- \`${name}\` asks to; it ${why}.`,
  );
  const tail = `## Scripts at installation\n\nNone runs: \`.npmrc\` says so.\n\n${scripts.join('\n')}\n`;
  return [HEADER, ...sections, tail].join('\n');
}

/** Lines of about 100 characters, broken between names. */
function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(', ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${word}`.length < 100)
      lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(word);
  }
  return `${lines.join(',\n')}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
