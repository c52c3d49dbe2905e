import { spawn } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf } from '../src/archive.ts';
import { SITE, temporaryFolder } from './content-copy.ts';
import './fuzz/budget.ts';
import { script, scriptAlone } from './warm/script.ts';

const ROOT = join(import.meta.dirname, '..');
const PARTS = ['src', 'scripts', 'public', 'astro.config.mjs', 'package.json', 'package-lock.json'];
/** More by hand: FAULTLINE_SEQUENCES=20. */
const SEQUENCES = Number(process.env['FAULTLINE_SEQUENCES'] ?? 1);

/** A copy of the project that a test may change, with a small content folder. */
class Project {
  readonly root = temporaryFolder();
  #runs = 0;

  constructor() {
    for (const part of [...PARTS, 'tsconfig.json']) {
      cpSync(join(ROOT, part), join(this.root, part), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(this.root, 'node_modules'));
    cpSync(SITE, this.at('content'), { recursive: true });
  }

  at(path: string): string {
    return join(this.root, path);
  }

  edit(path: string, change: (text: string) => string): void {
    writeFileSync(this.at(path), change(readFileSync(this.at(path), 'utf8')));
  }

  addRun(): void {
    this.#runs += 1;
    const id = `run-${this.#runs}`;
    const text = readFileSync(this.at('content/runs/2025/first-run.json'), 'utf8');
    const run = JSON.parse(text) as { id: string; time: unknown; results: { outcome: string }[] };
    run.id = id;
    run.time = { start: `2025-12-0${(this.#runs % 9) + 1}T10:00:00Z`, precision: 'second' };
    writeFileSync(this.at(`content/runs/2025/${id}.json`), JSON.stringify(run, null, 2));
  }

  removeRun(): void {
    const folder = this.at('content/runs/2025');
    const last = readdirSync(folder)
      .filter((file) => file.startsWith('run-'))
      .at(-1);
    if (last !== undefined) rmSync(join(folder, last));
  }

  /** Freezes an edition of what is there. */
  freeze(id: string, day: string): void {
    const words = ['--title', 'Frozen', '--summary', 'As it was.'];
    const days = ['--as-of', day, '--frozen-on', day];
    const args = [id, ...words, ...days];
    const frozen = script('freeze', args, this.#place());
    expect(frozen.stderr).toBe('');
    expect(frozen.status).toBe(0);
  }

  build(out: string, ...options: string[]): string {
    return this.#buildBy(scriptAlone, out, ...options);
  }

  /** The same in a process that may have built before. */
  buildOn(out: string, ...options: string[]): string {
    return this.#buildBy(script, out, ...options);
  }

  /** Starts a build and kills it after so many ms. */
  async killedBuild(out: string, after: number): Promise<void> {
    const child = spawn(process.execPath, ['scripts/build.ts', '--out', out], {
      cwd: this.root,
      env: { ...process.env, ...this.#place().env, ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await Promise.race([ended, wait(after)]);
    child.kill('SIGKILL');
    await ended;
  }

  record(): string {
    const folder = this.at('.cache/builds');
    const [file] = existsSync(folder) ? readdirSync(folder) : [];
    return file === undefined ? '' : join(folder, file);
  }

  #buildBy(run: typeof script, out: string, ...options: string[]): string {
    const { status, stdout, stderr } = run('build', ['--out', out, ...options], this.#place());
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return stdout;
  }

  #place() {
    return { root: this.root, env: { SITE: 'https://example.org' } };
  }
}

/** Every file below a folder with its digest. */
function treeOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .toSorted();
  return Object.fromEntries(
    files.map((file) => [file, digestOf(readFileSync(join(folder, file)))]),
  );
}

/** What a maintainer, a machine or an accident may do between two builds. */
const CHANGES: Readonly<
  Record<string, (project: Project, chance: number) => void | Promise<void>>
> = {
  'a new run': (project) => {
    project.addRun();
  },
  'a run taken out': (project) => {
    project.removeRun();
  },
  'a finding says something else': (project, chance) => {
    project.edit('content/findings/conv-hangs.yaml', (text) =>
      text.replace(/^claim: .*$/m, `claim: A 3×3 convolution hangs on gfx1010, ${chance}.`),
    );
  },
  'a source has another title': (project, chance) => {
    project.edit('content/sources/report.yaml', (text) =>
      text.replace(/^title: .*$/m, `title: Report ${chance}`),
    );
  },
  'a result came out otherwise': (project, chance) => {
    project.edit('content/runs/2025/first-run.json', (text) =>
      text.replace(/"title": "[^"]*"/, `"title": "Run, told anew ${chance}"`),
    );
  },
  'a new source': (project, chance) => {
    project.edit('content/sources/report.yaml', (text) => {
      const other = text.replace('id: report', `id: report-${chance}`);
      writeFileSync(project.at(`content/sources/report-${chance}.yaml`), other);
      return text;
    });
  },
  'a page is drawn otherwise': (project, chance) => {
    project.edit(
      'src/components/Outcome.astro',
      (text) => `${text}<span hidden>${chance}</span>\n`,
    );
  },
  'a style changes': (project, chance) => {
    appendFileSync(project.at('src/styles/base.css'), `.x${chance} { color: red; }\n`);
  },
  'a file of the site is damaged, and its times are set back': (project) => {
    const file = project.at('dist/findings/conv-hangs/index.html');
    const { atime, mtime } = statSync(file);
    project.edit('dist/findings/conv-hangs/index.html', (text) => text.replace('hangs', 'sings'));
    utimesSync(file, atime, mtime);
  },
  'a file of the site is lost': (project) => {
    rmSync(project.at('dist/layers/index.html'), { force: true });
  },
  'the record is damaged': (project) => {
    if (project.record() !== '') truncateSync(project.record(), 1000);
  },
  'the record tells a lie': (project) => {
    if (project.record() === '') return;
    const text = readFileSync(project.record(), 'utf8');
    writeFileSync(
      project.record(),
      text.replace(/"finding\/conv-hangs","[0-9a-f]{4}/, (found) => `${found.slice(0, -4)}0000`),
    );
  },
  'a build is killed': async (project, chance) => project.killedBuild('dist', 200 + chance * 20),
};

test('an incremental build gives what a clean one gives, whatever happened between', async () => {
  const project = new Project();
  mkdirSync(project.at('.cache'), { recursive: true });
  project.build('dist');
  const step = fc.record({
    what: fc.constantFrom(...Object.keys(CHANGES)),
    chance: fc.integer({ min: 0, max: 99 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
      async (rounds) => {
        for (const steps of rounds) {
          for (const { what, chance } of steps) await CHANGES[what]?.(project, chance);
          project.build('dist');
          project.build('clean', '--clean');
          expect(treeOf(project.at('dist'))).toEqual(treeOf(project.at('clean')));
        }
      },
    ),
    { numRuns: SEQUENCES, endOnFailure: true },
  );
}, 600_000);

test('what has not changed is left as it was, and what has is not', () => {
  const project = new Project();
  project.addRun();
  project.buildOn('dist');
  const stamps = (path = 'runs/first-run/index.html') => {
    const { ino, mtimeMs } = statSync(project.at(`dist/${path}`));
    return `${ino} ${mtimeMs}`;
  };
  const before = stamps();
  // Of a later run they say nothing, though it asks the same questions.
  const lasting = [
    'runs/first-run/lineage.json',
    'runs/run-1/lineage.json',
    'compare/first-run/run-1/index.html',
    'compare/first-run/run-1/index.json',
    'sources/report/index.html',
  ];
  const lastingBefore = lasting.map((path) => stamps(path));
  project.addRun();
  expect(project.buildOn('dist')).toMatch(/\d{2,} files as they were/);
  expect(stamps()).toBe(before);
  expect(lasting.map((path) => stamps(path))).toEqual(lastingBefore);
  expect(readFileSync(project.at('dist/runs/index.html'), 'utf8')).toContain('/runs/run-2/');

  // An edition has no pages of runs, so it is no reason to make them again.
  const ofRuns = ['runs/first-run/index.html', 'runs/first-run/index.md', ...lasting.slice(0, -1)];
  const ofRunsBefore = ofRuns.map((path) => stamps(path));
  project.edit('content/runs/2025/run-2.json', (text) =>
    text.replace(/"title": "[^"]*"/, '"title": "Run, told anew"'),
  );
  project.freeze('2027-01', '2027-01-31');
  expect(project.buildOn('dist')).toMatch(/\d{2,} files as they were/);
  expect(ofRuns.map((path) => stamps(path))).toEqual(ofRunsBefore);
  expect(readFileSync(project.at('dist/runs/run-2/index.html'), 'utf8')).toContain('told anew');
  expect(readFileSync(project.at('dist/findings/conv-hangs/index.html'), 'utf8')).toContain(
    '/v/2027-01/findings/conv-hangs/',
  );
  project.build('clean', '--clean');
  expect(treeOf(project.at('dist'))).toEqual(treeOf(project.at('clean')));
}, 300_000);

test('another folder, day and time zone make no difference', () => {
  const one = new Project();
  const other = new Project();
  one.build('dist');
  const spare = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Kiritimati';
  try {
    for (const file of ['content/findings/conv-hangs.yaml', 'src/site.ts']) {
      utimesSync(other.at(file), new Date('2031-01-01'), new Date('2031-01-01'));
    }
    other.build('elsewhere');
  } finally {
    if (spare === undefined) delete process.env['TZ'];
    else process.env['TZ'] = spare;
  }
  const [here, there] = [treeOf(one.at('dist')), treeOf(other.at('elsewhere'))];
  for (const path of Object.keys(here).filter((path) => path.endsWith('.html'))) {
    if (here[path] === there[path]) continue;
    // A digest alone would not tell what differs.
    const text = readFileSync(other.at(`elsewhere/${path}`), 'utf8');
    expect(text).toBe(readFileSync(one.at(`dist/${path}`), 'utf8'));
  }
  expect(there).toEqual(here);
}, 300_000);
