import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filesBelow } from './library.ts';

/** Everything outside of `content/` that decides what pages look like. */
const FOLDERS = ['src', 'scripts', 'public'];
const FILES = [
  'astro.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  // What is installed, should it not be what is locked.
  'node_modules/.package-lock.json',
];

/**
 * The digest of whatever makes pages: our own code, the libraries, Node, and the settings of a build.
 * @param project the folder of the project
 * @param settings what else decides about pages, such as the address of the site
 */
export function generatorDigest(project: string, settings: object): string {
  const digest = createHash('sha256');
  const files = [
    ...FOLDERS.flatMap((folder) => filesBelow(join(project, folder))),
    ...FILES.map((file) => join(project, file)).filter((file) => existsSync(file)),
  ];
  for (const file of files) {
    const bytes = readFileSync(file);
    digest.update(`${relative(project, file).split(sep).join('/')} ${bytes.length}\n`);
    digest.update(bytes);
  }
  digest.update(JSON.stringify({ settings, versions: process.versions, arch: process.arch }));
  return digest.digest('hex');
}
