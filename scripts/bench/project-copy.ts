import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { measured } from './process-tree.ts';

const ROOT = join(import.meta.dirname, '../..');

/**
 * A copy of the project as it is in the working tree, with nothing that a build leaves behind. Its packages
 * are those of the original, linked one by one, so that what tools keep among them is its own.
 */
export function copyProject(to: string): void {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (listed.status !== 0) throw new Error(`The bench needs a git checkout: ${listed.stderr}`);
  for (const path of listed.stdout.split('\0')) {
    if (path === '' || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(to, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(to, path));
  }
  linkPackages(to);
}

/** What Node is told to run a script of a copy as npm does. */
export function scriptOf(name: string): readonly string[] {
  return ['--import', './scripts/keep-compiled.ts', `scripts/${name}.ts`];
}

/** Adds synthetic runs to the content of a copy. */
export async function addRuns(
  project: string,
  { runs, first = 0, day }: { runs: number; first?: number; day?: string },
): Promise<void> {
  const script = join(import.meta.dirname, 'synthetic-runs.ts');
  const numbers = ['--runs', String(runs), '--first', String(first)];
  const dated = day === undefined ? [] : ['--day', day];
  await measured(process.execPath, [script, '--into', 'content', ...numbers, ...dated], {
    cwd: project,
  });
}

/** Links every installed package into another project. */
export function linkPackages(to: string): void {
  const [from, into] = [join(ROOT, 'node_modules'), join(to, 'node_modules')];
  mkdirSync(into, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === '.bin' || !name.startsWith('.')) symlinkSync(join(from, name), join(into, name));
  }
}
