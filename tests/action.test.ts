import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SITE, temporaryFolder } from './content-copy.ts';

const ROOT = join(import.meta.dirname, '..');

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<
    Record<string, { description: string; required?: boolean; default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { description: string; value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

/** What is wrong with an action: what GitHub would refuse, or what would let an input run as code. */
function faultsOf({ name, description, inputs, outputs, runs }: Action): string[] {
  const faults: string[] = [];
  if (name === '' || description === '') faults.push('it has no name or description');
  if (runs.using !== 'composite') faults.push('it is not composite');
  const used = JSON.stringify(runs.steps);
  for (const [input, { description: words, required, default: preset }] of Object.entries(inputs)) {
    if (words === '') faults.push(`${input} is not described`);
    if ((required === true) === (preset !== undefined))
      faults.push(`${input}: default or required`);
    if (!used.includes(`\${{ inputs.${input} }}`)) faults.push(`${input} is not used`);
  }
  for (const [, input = ''] of used.matchAll(/inputs\.([\w-]+)/g)) {
    if (!(input in inputs)) faults.push(`there is no input ${input}`);
  }
  for (const { uses, run, shell, env = {} } of runs.steps) {
    if ((uses === undefined) === (run === undefined)) faults.push('a step runs or uses');
    if (uses !== undefined && !/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/.test(uses)) {
      faults.push(`${uses} is not pinned to a commit`);
    }
    if (run === undefined) continue;
    if (shell !== 'bash') faults.push('a step has no shell');
    if (run.includes('${{')) faults.push('an expression stands in a script');
    for (const variable of Object.keys(env)) {
      // Read by the build itself.
      if (variable === 'SITE' || variable === 'BASE') continue;
      if (!run.includes(`"$${variable}`) && !run.includes(`<<< "$${variable}"`)) {
        faults.push(`${variable} is not used in quotes`);
      }
    }
  }
  for (const [output, { value }] of Object.entries(outputs)) {
    const [, step, named = ''] = /^\$\{\{ steps\.(\w+)\.outputs\.(\w+) \}\}$/.exec(value) ?? [];
    const writes = runs.steps.find(({ id }) => id === step)?.run ?? '';
    if (!writes.includes(`'${named}=%s\\n'`)) faults.push(`nothing writes ${output}`);
  }
  return faults;
}

describe('the action', () => {
  test('is one that GitHub takes, and lets no input run as code', () => {
    expect(faultsOf(action)).toEqual([]);
  });

  const [step] = steps;
  const run = step?.run ?? '';
  const withStep = (changed: Partial<Step>): Action => ({
    ...action,
    runs: { using: 'composite', steps: [{ ...step, ...changed }] },
  });
  test.each<[string, Action, string]>([
    [
      'an input in a script',
      withStep({ run: `${run}\necho \${{ inputs.out }}` }),
      'an expression stands in a script',
    ],
    ['a step without a shell', withStep({ shell: undefined as never }), 'a step has no shell'],
    [
      'a tag in place of a commit',
      { ...action, runs: { using: 'composite', steps: [...steps, { uses: 'actions/cache@v4' }] } },
      'actions/cache@v4 is not pinned to a commit',
    ],
    [
      'an input that nobody reads',
      { ...action, inputs: { ...action.inputs, more: { description: 'x', default: '' } } },
      'more is not used',
    ],
    [
      'an input that is not declared',
      withStep({ env: { ...step?.env, DATE: '${{ inputs.day }}' } }),
      'there is no input day',
    ],
    [
      'an output that nothing writes',
      withStep({ run: run.replace('site=%s', 'folder=%s') }),
      'nothing writes site',
    ],
    [
      'a variable without quotes',
      withStep({ run: run.replaceAll('"$DATE"', '$DATE') }),
      'DATE is not used in quotes',
    ],
  ])('with %s would be refused', (_, broken, fault) => {
    expect(faultsOf(broken)).toContain(fault);
  });

  test('of the guide names inputs that there are', () => {
    const guide = readFileSync(join(ROOT, 'docs/deploying.md'), 'utf8');
    const blocks = [...guide.matchAll(/^```yaml\n(.*?)^```/gms)].map(
      ([, text = '']) =>
        parse(text) as { jobs?: Record<string, { steps?: { uses?: string; with?: object }[] }> },
    );
    const calls = blocks
      .flatMap(({ jobs = {} }) => Object.values(jobs).flatMap(({ steps: of = [] }) => of))
      .filter(({ uses }) => uses?.includes('faultline'));
    expect(calls).not.toEqual([]);
    for (const { with: given = {} } of calls) {
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(given).toHaveProperty('results');
    }
  });
});

const report = (name: string) =>
  `<testsuite name="s" timestamp="2025-11-06T10:00:00"><testcase classname="t" name="${name}"/></testsuite>`;

/** A workspace with a content folder, and an npm that only notes that it was called. */
function workspace() {
  const folder = temporaryFolder();
  cpSync(SITE, join(folder, 'content'), { recursive: true });
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "$PWD: npm $*" >> "$NPM_NOTES"\n');
  chmodSync(join(folder, 'bin/npm'), 0o755);
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const runs = () =>
    readdirSync(join(folder, 'content/runs'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.json'),
    );
  const env = {
    ...process.env,
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    NPM_NOTES: join(folder, 'npm.txt'),
    GITHUB_OUTPUT: join(folder, 'output.txt'),
    ASTRO_TELEMETRY_DISABLED: '1',
    SITE: '',
    BASE: '',
  };
  return { folder, write, runs, env };
}

/** Runs the step of the action as a runner does. */
function runStep(at: ReturnType<typeof workspace>, inputs: Record<string, string>) {
  const given = Object.entries(action.inputs).map(([name, { default: preset = '' }]) => [
    `\${{ inputs.${name} }}`,
    inputs[name] ?? preset,
  ]);
  const values = new Map([...given, ['${{ github.action_path }}', ROOT]] as [string, string][]);
  const [{ run = '', env = {} } = {}] = steps;
  const filled = Object.entries(env).map(([name, value]) => [name, values.get(value) ?? value]);
  return spawnSync('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
    cwd: at.folder,
    encoding: 'utf8',
    env: { ...at.env, ...(Object.fromEntries(filled) as Record<string, string>) },
  });
}

describe('results dropped', () => {
  test('become a site, whatever the files are called', () => {
    const at = workspace();
    const trap = join(at.folder, 'trapped');
    const names = [
      'plain.xml',
      'with blanks  and "quotes".xml',
      `$(touch ${trap.replaceAll('/', '\\')}).xml`,
      `;touch trapped;.xml`,
      '--help.xml',
      '[a]*?.xml',
      'two\nlines.xml',
      'ümläut.xml',
    ];
    for (const [index, name] of names.entries()) at.write(`drop/deep/${name}`, report(`c${index}`));
    at.write('drop/.hidden', 'not a report');
    at.write('drop/.git/config', 'nor this');
    at.write('[b].xml', report('bracket'));
    at.write('-dash.xml', report('dash'));
    const results = ['drop', '[b].xml', '-dash*.xml'];
    const done = runStep(at, { results: `${results.join('\n')}\n`, out: 'my site' });
    expect(done.stderr).toBe('');
    expect(done.status).toBe(0);
    expect(at.runs()).toHaveLength(1 + names.length + 2);
    expect(done.stdout).toMatch(/links checked, 0 problems\n/);
    expect(done.stdout).toMatch(
      /\nruns: 11 known\nfiles: \d+ in SHA256SUMS\n.*\/my site: whole, and as promised\.\n$/,
    );
    expect(existsSync(join(at.folder, 'my site/index.html'))).toBe(true);
    expect(existsSync(trap)).toBe(false);
    expect(existsSync(join(ROOT, 'trapped'))).toBe(false);
    expect(readFileSync(join(at.folder, 'npm.txt'), 'utf8')).toBe(`${ROOT}: npm ci\n`);
    expect(readFileSync(join(at.folder, 'output.txt'), 'utf8')).toBe('site=my site\n');

    at.write('bad.xml', 'no report at all');
    const before = readFileSync(join(at.folder, 'my site/SHA256SUMS'), 'utf8');
    const refused = runStep(at, { results: 'bad.xml', out: 'my site' });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('bad.xml');
    expect(readFileSync(join(at.folder, 'my site/SHA256SUMS'), 'utf8')).toBe(before);
  });

  test.each([
    [{ results: 'none/*.xml' }, 'error: nothing is called none/*.xml'],
    [{ results: '\n' }, 'error: no results are named'],
    [{ results: 'empty' }, 'holds no file'],
    [{ results: 'x.xml', content: 'nowhere' }, 'error: there is no folder '],
    [{ results: 'x.xml', out: 'a\nsite=b' }, 'error: out is one line'],
    [{ results: 'x.xml', content: '' }, 'error: --content is empty'],
  ])('as %j are told of, and nothing is done', (inputs, words) => {
    const at = workspace();
    mkdirSync(join(at.folder, 'empty'));
    at.write('x.xml', report('a'));
    const { status, stderr } = runStep(at, inputs);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
    expect(at.runs()).toHaveLength(1);
    expect(existsSync(join(at.folder, 'npm.txt'))).toBe(false);
    expect(existsSync(join(at.folder, 'output.txt'))).toBe(false);
  });

  test('with an option that there is none of say so', () => {
    const script = join(ROOT, 'scripts/results-to-site.sh');
    const call = (...args: string[]) => spawnSync(script, args, { encoding: 'utf8' });
    expect(call('--contents', 'x')).toMatchObject({
      status: 2,
      stderr: 'error: there is no option --contents\n',
    });
    expect(call('--out')).toMatchObject({ status: 2, stderr: 'error: --out needs a value\n' });
    expect(call('--help').stdout).toMatch(/^Usage: results-to-site\.sh/);
  });
});
