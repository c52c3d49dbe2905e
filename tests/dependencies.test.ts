import { describe, expect, test } from 'vitest';
import { dependencyFaults, npmrcFaults, unpinned } from '../scripts/dependencies/faults.ts';
import { dependencyListing } from '../scripts/dependencies/listing.ts';
import { lockedPackages } from '../scripts/dependencies/lock.ts';

const good = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const lock = (packages: Record<string, object>) =>
  lockedPackages(JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...packages } }));
const rules = { licences: ['MIT', 'ISC'], installScripts: [] };
const faults = (one: object) =>
  dependencyFaults(lock({ 'node_modules/a': { ...good, ...one } }), rules);

describe('a package', () => {
  test.each([
    [{ license: 'GPL-3.0-only' }, 'a 1.0.0 has the licence GPL-3.0-only'],
    [{ license: 'MIT AND GPL-3.0-only' }, 'a 1.0.0 has the licence MIT AND GPL-3.0-only'],
    [{ license: 'UNLICENSED' }, 'a 1.0.0 has the licence UNLICENSED'],
    [{ license: 'SEE LICENSE IN x' }, 'a 1.0.0 has the licence SEE LICENSE IN x'],
    [{ license: undefined }, 'a 1.0.0 does not say its licence'],
    [{ hasInstallScript: true }, 'a 1.0.0 runs a script when it is installed'],
    [{ integrity: undefined }, 'a 1.0.0 is without a digest'],
    [{ link: true }, 'a 1.0.0 is a folder of this machine'],
    [
      { resolved: 'git+ssh://git@example.org/a.git' },
      'a 1.0.0 is fixed to one host: git+ssh://git@example.org/a.git',
    ],
  ])('with %j is refused', (one, fault) => {
    expect(faults(one)).toEqual([fault]);
  });

  test.each([[{}], [{ license: '(MIT OR GPL-3.0-only)' }], [{ license: 'ISC AND MIT' }]])(
    'with %j is taken',
    (one) => {
      expect(faults(one)).toEqual([]);
    },
  );
});

test('a script that is allowed but is not there any more is told', () => {
  const packages = lock({ 'node_modules/a': good });
  expect(dependencyFaults(packages, { ...rules, installScripts: ['a'] })).toEqual([
    'a runs no script any more: take it off the list',
  ]);
});

test('scripts at installation have to be off, and versions exact', () => {
  expect(npmrcFaults('fund=false\nignore-scripts = true\n')).toEqual([]);
  expect(npmrcFaults('ignore-scripts=false\n')).toEqual(['.npmrc lets packages run scripts']);
  expect(
    unpinned({ dependencies: { a: '1.2.3', b: '^1.2.3' }, devDependencies: { c: 'latest' } }),
  ).toEqual(['b is not pinned: ^1.2.3', 'c is not pinned: latest']);
});

test('the list holds what a build needs, by licence, each version once', () => {
  const listing = dependencyListing(
    lock({
      'node_modules/b': { ...good, license: 'OFL-1.1' },
      'node_modules/@x/a': good,
      'node_modules/b/node_modules/@x/a': good,
      'node_modules/c': { ...good, dev: true },
    }),
  );
  expect(listing).toContain('## MIT (1)\n\n@x/a 1.0.0.\n');
  expect(listing).toContain('## OFL-1.1 (1)\n\nFonts: may be served');
  expect(listing).not.toContain('c 1.0.0');
});
