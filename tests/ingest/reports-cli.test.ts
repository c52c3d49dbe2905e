import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { contentCopy, temporaryFolder } from '../content-copy.ts';
import { script } from '../warm/script.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/ingest.ts');

const suite = (body: string, timestamp = ' timestamp="2026-03-04T10:00:00Z"') =>
  `<testsuite name="conv" tests="1"${timestamp}>${body}</testsuite>\n`;
const PASSING = suite('<testcase classname="t" name="a"/>');
const DATELESS = suite('<testcase classname="t" name="a"/>', '');

function setting() {
  const content = contentCopy();
  const folder = temporaryFolder();
  const given = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  const ingest = (args: readonly string[], input = '') => {
    const all = ['--content', content, ...args];
    const options = { cwd: folder, encoding: 'utf8', input } as const;
    const { status, stdout, stderr } =
      input === ''
        ? script('ingest', all, { cwd: folder })
        : spawnSync(process.execPath, [SCRIPT, ...all], options);
    const short = (text: string) => text.replaceAll(content, 'content');
    return { status, stdout: short(stdout), stderr: short(stderr) };
  };
  const runs = () =>
    readdirSync(join(content, 'runs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json') && !name.endsWith('first-run.json'))
      .map((name) => join(content, 'runs', name));
  return { content, folder, given, ingest, runs };
}

test('a report becomes a run; the same bytes are the same run, whatever the file is called', () => {
  const { given, ingest, runs } = setting();
  const first = ingest([given('a.xml', PASSING)]);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(
    /^a\.xml: added as content\/runs\/2026\/2026-03-04-junit-\w{8}\.json\n/,
  );
  const before = runs().map((file) => readFileSync(file, 'utf8'));
  expect(ingest([given('b.tap', PASSING)]).stdout).toMatch(/already there, unchanged/);
  expect(runs().map((file) => readFileSync(file, 'utf8'))).toEqual(before);
});

test('standard input is read as a file is', () => {
  const { given, ingest } = setting();
  const { stdout } = ingest(['-'], PASSING);
  expect(stdout).toMatch(/^-: added as content\/runs\/2026\//);
  expect(ingest([given('a.xml', PASSING)]).stdout).toContain('unchanged');
  expect(ingest(['-', '-']).stderr).toBe(
    'error: standard input can be read once, and not be watched\n',
  );
});

describe('a report that does not say when', () => {
  test('is refused until somebody does', () => {
    const { given, ingest } = setting();
    const file = given('a.xml', DATELESS);
    expect(ingest([file])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        'This file does not say when the run took place.\n',
      ) as string,
    });
    const { stdout } = ingest(['--date', '2026-03-04T10:00:00+01:00', file]);
    expect(stdout).toContain('date-given: the date was given by hand; the file has no exact one\n');
    expect(stdout).toContain('runs/2026/2026-03-04-junit-');
  });

  test.each(['yesterday', '2026-02-30', '2026-3-4'])('%s is no date', (date) => {
    const { given, ingest } = setting();
    expect(ingest(['--date', date, given('a.xml', DATELESS)])).toEqual({
      status: 2,
      stdout: '',
      stderr: `error: "${date}" is no date such as 2025-11-06 or 2025-11-06T14:03:00Z\n`,
    });
  });
});

describe('--context', () => {
  test('adds what a report cannot say', () => {
    const { given, ingest } = setting();
    given(
      'context.yaml',
      [
        'id: my-run',
        'title: Convolutions on the bench',
        'date: 2026-03-05',
        'machine: { kernel: 6.12.0, gpus: [{ gfx: gfx1010 }] }',
        'stack: [{ component: ROCm, installed: 6.2.4 }]',
        'settings: [{ kind: env, name: HSA_XNACK, unset: true }]',
        '',
      ].join('\n'),
    );
    const args = ['--dry-run', '--json', '--context', 'context.yaml', given('a.xml', DATELESS)];
    const { files } = JSON.parse(ingest(args).stdout) as { files: readonly unknown[] };
    expect(files[0]).toMatchObject({
      status: 'would-add',
      format: 'JUnit XML',
      record: {
        id: 'my-run',
        title: 'Convolutions on the bench',
        time: { start: '2026-03-05' },
        machine: { kernel: '6.12.0', gpus: [{ gfx: 'gfx1010' }] },
        stack: [{ component: 'ROCm', installed: '6.2.4' }],
        settings: [{ kind: 'env', name: 'HSA_XNACK', unset: true }],
      },
    });
  });

  test('that is wrong is told before anything is read', () => {
    const { given, ingest, runs } = setting();
    given('context.yaml', 'machin: {}\n');
    const { status, stderr } = ingest(['--context', 'context.yaml', given('a.xml', PASSING)]);
    expect(status).toBe(2);
    expect(stderr).toContain('context.yaml:1  [unknown-key]  /machin\n');
    expect(runs()).toEqual([]);
  });
});

test('--dry-run prints the record and writes nothing', () => {
  const { given, ingest, runs } = setting();
  const { stdout } = ingest(['--dry-run', given('a.xml', PASSING.replace('"a"', '"&#x202E;a"'))]);
  expect(stdout).toMatch(
    /^a\.xml: would be added as .*\n(?: {2}\S.*\n)*\{\n {2}"schema": "faultline\.run\/1",\n/,
  );
  expect(stdout).toContain('"question": "t › \\u202ea"');
  expect(runs()).toEqual([]);
});

test('several files are summed up side by side', () => {
  const { given, ingest } = setting();
  given('a.xml', PASSING);
  given('b.tap', '1..3\nok 1 - x\nnot ok 2 - y\nok 3 - z\n');
  given('c.txt', 'nothing of the kind\n');
  given('d.tap', '1..3\nok 1 - x\n');
  const files = ['a.xml', 'b.tap', 'c.txt', 'd.tap'];
  const { status, stdout } = ingest(['--date', '2026-03-04', ...files]);
  expect(status).toBe(1);
  expect(stdout.slice(stdout.indexOf('\nfile '))).toMatchInlineSnapshot(`
    "
    file   format     outcome                results              deviations  status
    a.xml  JUnit XML  pass                   1 pass                           added
    b.tap  TAP        fail                   1 fail, 2 pass       1           added
    c.txt                                                                     refused
    d.tap  TAP        no-result, incomplete  1 pass, 2 no-result  2           added

    3 added, 1 refused
    "
  `);
});

test('--watch takes what appears or changes, until interrupted', async () => {
  const { content, folder, given, runs } = setting();
  given('old.xml', 'seen before, and never changed');
  const child = spawn(process.execPath, [SCRIPT, '--content', content, '--watch', '.'], {
    cwd: folder,
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const until = async (done: () => boolean) => {
    for (let n = 0; n < 200 && !done(); n += 1) await after(100);
    expect(done(), said).toBe(true);
  };
  const ended = new Promise((resolve) => child.on('exit', resolve));
  await until(() => said.includes('Waiting for files'));
  given('new.xml', PASSING);
  await until(() => runs().length === 1);
  given('new.xml', PASSING.replace('"a"', '"b"'));
  await until(() => runs().length === 2);
  child.kill('SIGINT');
  expect(await ended).toBe(0);
});

test('killed at any moment, it leaves no record or a whole one', async () => {
  const { content, folder, given, runs } = setting();
  const cases = Array.from({ length: 4000 }, (_, n) => `<testcase classname="t" name="c${n}"/>`);
  given('a.xml', suite(cases.join('\n')).replace('tests="1"', 'tests="4000"'));
  const start = () =>
    spawn(process.execPath, [SCRIPT, '--content', content, 'a.xml'], {
      cwd: folder,
      stdio: 'ignore',
    });
  const exit = (child: ReturnType<typeof start>) =>
    new Promise<void>((resolve) =>
      child.on('exit', () => {
        resolve();
      }),
    );

  const started = performance.now();
  await exit(start());
  const long = performance.now() - started;
  const [file = ''] = runs();
  const whole = readFileSync(file, 'utf8');
  for (let n = 1; n <= 8; n += 1) {
    if (existsSync(file)) spawnSync('rm', [file]);
    const child = start();
    const done = exit(child);
    await after((long * (n + 4)) / 11);
    child.kill('SIGKILL');
    await done;
    const left = runs().map((one) => readFileSync(one, 'utf8'));
    expect([[], [whole]]).toContainEqual(left);
  }
});
