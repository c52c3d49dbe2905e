import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as yaml from 'yaml';
import { measured, type Usage } from './process-tree.ts';
import { addRuns, scriptOf } from './project-copy.ts';

/** Something that happens to an archive between two builds. */
export interface Change {
  readonly name: string;
  /** Makes the change in a copy of the project. */
  readonly make: (project: string, round: number) => Promise<Made>;
}

/** What a change did. */
export interface Made {
  /** What the change itself cost, where that is a command of its own. */
  readonly usage?: Usage;
  /** A file of the site, and a text that stands in it only if the build saw the change. */
  readonly proof?: { readonly file: string; readonly text: string };
}

/** The changes that are measured, in the order in which they are made. */
export function changes(runs: number): readonly Change[] {
  return [
    { name: 'no change', make: () => Promise.resolve({}) },
    { name: 'one more run', make: (project, round) => addRun(project, runs + round) },
    { name: 'one changed finding', make: (project, round) => changeFinding(project, round) },
    { name: 'one changed source', make: (project, round) => changeSource(project, round) },
    { name: 'a new edition', make: (project, round) => freezeEdition(project, round) },
  ];
}

async function addRun(project: string, index: number): Promise<Made> {
  await addRuns(project, { runs: 1, first: index, day: '2026-11-20' });
  const runs = readdirSync(join(project, 'content/runs/2026'));
  const file = runs.find((name) => name.endsWith(`-${String(index).padStart(6, '0')}.json`)) ?? '';
  const id = file.replace(/\.json$/, '');
  return { proof: { file: 'index.json', text: `"${id}"` } };
}

function changeFinding(project: string, round: number): Promise<Made> {
  const text = `So measured in round ${round}.`;
  const id = edit(project, 'findings', 'claim', text);
  return Promise.resolve({ proof: { file: `findings/${id}/index.html`, text } });
}

function changeSource(project: string, round: number): Promise<Made> {
  const text = `Read again in round ${round}.`;
  const id = edit(project, 'sources', 'summary', text);
  return Promise.resolve({ proof: { file: `sources/${id}/index.html`, text } });
}

/** Adds a sentence to a field of the middle one of these files; returns its id. */
export function edit(project: string, folder: string, field: string, sentence: string): string {
  const names = readdirSync(join(project, 'content', folder)).toSorted();
  const name = names[Math.floor(names.length / 2)] ?? '';
  const file = join(project, 'content', folder, name);
  const document = yaml.parseDocument(readFileSync(file, 'utf8'));
  document.set(field, `${String(document.get(field)).trim()} ${sentence}`);
  writeFileSync(file, document.toString());
  return name.replace(/\.yaml$/, '');
}

async function freezeEdition(project: string, round: number): Promise<Made> {
  const day = `2026-12-${String(round + 1).padStart(2, '0')}`;
  const args = [...scriptOf('freeze'), day, '--title', 'Measured', '--summary', 'Made to measure.'];
  const usage = await measured(process.execPath, [...args, '--as-of', day, '--frozen-on', day], {
    cwd: project,
  });
  return { usage, proof: { file: `v/${day}/index.html`, text: '</html>' } };
}
