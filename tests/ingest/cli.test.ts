import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentCopy, temporaryFolder } from '../content-copy.ts';
import { writtenRun } from '../library-of.ts';
import { script } from '../warm/script.ts';

const CASES = join(import.meta.dirname, '../cases');

/** A content folder and, beside it, the folder in which the command runs. */
function setting() {
  const content = contentCopy();
  const folder = temporaryFolder();
  const ingest = (...args: string[]) => ingestIn(folder, '--content', content, ...args);
  const record = (name: string, value: unknown) => {
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
    return name;
  };
  return { content, folder, ingest, record };
}

function ingestIn(folder: string, ...args: string[]) {
  return ingestWith({}, folder, ...args);
}

function ingestWith(variables: Record<string, string>, folder: string, ...args: string[]) {
  return script('ingest', args, {
    cwd: folder,
    env: { FAULTLINE_CONTENT: undefined, ...variables },
  });
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

describe('a new run', () => {
  test('is added with its evidence, the second time left alone', () => {
    const { content, ingest, folder } = setting();
    cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
    const before = filesIn(content);
    const first = ingest('record.json');
    expect({ ...first, stdout: first.stdout.replaceAll(content, 'content') }).toEqual({
      status: 0,
      stdout: [
        'record.json: added as content/runs/2025/evidence-copied.json',
        '  with content/evidence/9b35594c91c7b327ff0cf3322eccc6b29a9d422717e3d36ec13a955e00ae4f95.log',
        '  with content/evidence/cfc151a63b53ac09647ea69d07410784a48c62c857ab6079e2ee8b3a3c9efbbe.bin',
        '  with content/evidence/b5a97d6801f2ef505001d9d6aaf4cee183c73ebe0123063840ce1e72b2022d1e.conf',
        '1 added',
        '',
      ].join('\n'),
      stderr: '',
    });
    const added = filesIn(content).filter((file) => !before.includes(file));
    expect(added).toHaveLength(4);

    const long = new Date('2001-01-01');
    for (const file of added) utimesSync(join(content, file), long, long);
    const again = ingest('record.json');
    expect({ ...again, stdout: again.stdout.replaceAll(content, 'content') }).toEqual({
      status: 0,
      stdout:
        'record.json: already there, unchanged: content/runs/2025/evidence-copied.json\n1 unchanged\n',
      stderr: '',
    });
    expect(added.map((file) => statSync(join(content, file)).mtime)).toEqual(added.map(() => long));
    expect(filesIn(content).filter((file) => !before.includes(file))).toEqual(added);
  });

  test('that was repaired says so', () => {
    const { ingest, record, content } = setting();
    record('late.json', writtenRun('late', { time: { start: '2025-12-31T23:30:00-01:00' } }));
    const { stdout } = ingest('late.json');
    expect(stdout.replaceAll(content, 'content')).toBe(
      [
        'late.json: added as content/runs/2026/late.json',
        '  time-to-utc at /time/start: was 2025-12-31T23:30:00-01:00',
        '1 added',
        '',
      ].join('\n'),
    );
  });

  test('is only announced by --dry-run, which writes nothing', () => {
    const { content, ingest, folder } = setting();
    cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
    const before = filesIn(content);
    const { status, stdout } = ingest('--dry-run', 'record.json', 'record.json');
    expect(status).toBe(0);
    expect(stdout).toContain('record.json: would be added as ');
    expect(stdout).toMatch(/^ {2}with .*\.conf$/m);
    expect(stdout).toMatch(/\n1 would be added, 1 unchanged\n$/);
    expect(filesIn(content)).toEqual(before);
  });

  test('goes to the folder that FAULTLINE_CONTENT names, or content/', () => {
    const { content, folder, record } = setting();
    record('a.json', writtenRun('a'));
    cpSync(content, join(folder, 'content'), { recursive: true });
    expect(ingestIn(folder, 'a.json').stdout).toContain('added as content/runs/2025/a.json');
    const { stdout } = ingestWith({ FAULTLINE_CONTENT: content }, folder, 'a.json');
    expect(stdout).toContain(`added as ${content}/runs/2025/a.json`);
  });

  test('brings back evidence that was lost, and nothing else', () => {
    const { content, ingest, folder } = setting();
    cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
    ingest('record.json');
    const whole = filesIn(content);
    const lost = whole.find((file) => file.endsWith('.conf')) ?? '';
    rmSync(join(content, lost));
    const { stdout } = ingest('record.json');
    expect(stdout).toContain('already there, unchanged');
    expect(stdout).toContain(`  with ${join(content, lost)}\n`);
    expect(filesIn(content)).toEqual(whole);
  });
});

describe('a run that is refused', () => {
  test('has all its problems on stderr and changes nothing', () => {
    const { content, ingest, folder } = setting();
    cpSync(join(CASES, 'three-mistakes'), folder, { recursive: true });
    const before = filesIn(content);
    expect(ingest('record.json')).toEqual({
      status: 1,
      stdout: 'record.json: refused, 3 problems\n1 refused\n',
      stderr: readFileSync(join(CASES, 'three-mistakes/problems.txt'), 'utf8'),
    });
    expect(filesIn(content)).toEqual(before);
  });

  test('because its id is taken, anywhere below runs/, leaves the other as it is', () => {
    const { content, ingest, record } = setting();
    const file = join(content, 'runs/2025/first-run.json');
    const before = readFileSync(file);
    record('b.json', writtenRun('first-run', { time: { start: '1999-01-01' } }));
    const { status, stderr } = ingest('b.json');
    expect(status).toBe(1);
    expect(stderr).toContain('b.json:1  [id-taken]  /id\n');
    expect(stderr).toContain(`other content is already in ${file}.`);
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(join(content, 'runs/1999'))).toBe(false);
  });

  test('because its evidence is a link out of its folder', () => {
    const { ingest, record, folder } = setting();
    const secret = join(temporaryFolder(), 'secret.log');
    writeFileSync(secret, 'secret');
    symlinkSync(secret, join(folder, 'out.log'));
    writeFileSync(join(folder, 'real.log'), 'real');
    symlinkSync('real.log', join(folder, 'in.log'));
    const evidence = (path: string) => [{ id: 'log', kind: 'log', path, strength: 'captured' }];
    record('out.json', writtenRun('out', { evidence: evidence('out.log') }));
    record('in.json', writtenRun('in', { evidence: evidence('in.log') }));
    const { stdout, stderr } = ingest('out.json', 'in.json');
    expect(stderr).toContain('out.json:1  [evidence-outside]  /evidence/0/path\n');
    expect(stdout).toMatch(/1 added, 1 refused\n$/);
  });

  test('leaves no half of it behind where writing fails', () => {
    const { content, ingest, folder } = setting();
    cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
    rmSync(join(content, 'runs/2025'), { recursive: true });
    writeFileSync(join(content, 'runs/2025'), 'no folder');
    const { status, stderr } = ingest('record.json');
    expect(status).toBe(1);
    expect(stderr).toContain('evidence-copied.json  [not-written]');
    expect(stderr).not.toMatch(/^ +at /m);
    const names = filesIn(content);
    expect(names.filter((name) => name.startsWith('runs/'))).toEqual(['runs/2025']);
    expect(names.filter((name) => !/\.(yaml|log|bin|conf)$/.test(name))).toEqual(['runs/2025']);
  });

  test('because a file of another content stands where its evidence belongs', () => {
    const { content, ingest, folder } = setting();
    cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
    ingest('record.json');
    const spoilt = filesIn(content).find((file) => file.endsWith('.conf')) ?? '';
    writeFileSync(join(content, spoilt), 'spoilt');
    const { status, stderr } = ingest('record.json');
    expect(status).toBe(1);
    expect(stderr).toContain('This file could not be written: another file of that name is there.');
    expect(readFileSync(join(content, spoilt), 'utf8')).toBe('spoilt');
  });
});

describe('several files', () => {
  test('are each reported; a bad one does not stop the others', () => {
    const { content, ingest, record, folder } = setting();
    record('good.json', writtenRun('good'));
    record('bad.json', '{');
    record('next.json', writtenRun('next', { replaces: 'good' }));
    record('same-id.json', writtenRun('good', { title: 'Another' }));
    mkdirSync(join(folder, 'folder'));
    writeFileSync(
      join(folder, 'latin1.json'),
      Buffer.from('{"schema": "faultline.run/1", "title": "M\u00fcll"}', 'latin1'),
    );
    const files = ['good.json', 'bad.json', 'next.json', 'same-id.json', 'folder', 'nope.json'];
    const { status, stdout, stderr } = ingest(...files, 'latin1.json');
    expect(status).toBe(1);
    expect(stdout.replaceAll(content, 'content')).toBe(
      [
        'good.json: added as content/runs/2025/good.json',
        'bad.json: refused, 1 problem',
        'next.json: added as content/runs/2025/next.json',
        'same-id.json: refused, 1 problem',
        'folder: refused, 1 problem',
        'nope.json: refused, 1 problem',
        'latin1.json: refused, 1 problem',
        '',
        'file          format  outcome    results  deviations  status',
        'good.json     native  no-result                       added',
        'bad.json      native                                  refused',
        'next.json     native  no-result                       added',
        'same-id.json  native                                  refused',
        'folder                                                refused',
        'nope.json                                             refused',
        'latin1.json                                           refused',
        '',
        '2 added, 5 refused',
        '',
      ].join('\n'),
    );
    expect(stderr.replaceAll(content, 'content')).toMatchInlineSnapshot(`
      "bad.json:1  [syntax]
        This is not valid JSON: close brace expected.
        Mend the syntax at this place; nothing after it was understood.
      same-id.json:1  [id-taken]  /id
        A run with the id "good" and other content is already in content/runs/2025/good.json.
        A run is never edited: give this one its own id, and "replaces" if it corrects the other.
      folder  [is-folder]
        This is a folder, not a record.
        Name the records in it, one by one or as folder/*.json.
      nope.json  [unreadable-file]
        This file cannot be read: ENOENT: no such file or directory, stat 'nope.json'.
        Check that it exists and that you may read it.
      latin1.json  [not-utf8]
        This file is not valid UTF-8: the byte at offset 41 does not fit.
        Save it as UTF-8.
      "
    `);
  });

  test('of one id are one run if they say the same', () => {
    const { ingest, record } = setting();
    record('a.json', writtenRun('twin'));
    record('b.json', `\n${JSON.stringify(writtenRun('twin'), null, 4)}`);
    expect(ingest('a.json', 'b.json').stdout).toMatch(/\n1 added, 1 unchanged\n$/);
  });

  test('from fifty on have their progress told', () => {
    const { ingest, record } = setting();
    const files = Array.from({ length: 60 }, (_, n) => record(`${n}.json`, writtenRun(`run-${n}`)));
    expect(ingest(...files)).toMatchObject({
      status: 0,
      stderr: '0 of 60 files\n50 of 60 files\n',
    });
  });
});

describe('--json', () => {
  test('prints one object with the same fields for each file', () => {
    const { content, ingest, record } = setting();
    record('good.json', writtenRun('good', { time: { start: '2025-11-06T01:00:00+01:00' } }));
    record('bad.json', writtenRun('bad', { titel: 'x' }));
    const { status, stdout, stderr } = ingest('--json', 'good.json', 'bad.json', 'good.json');
    expect([status, stderr]).toEqual([1, '']);
    const deviations = [
      { code: 'time-to-utc', at: '/time/start', note: 'was 2025-11-06T01:00:00+01:00' },
    ];
    const path = join(content, 'runs/2025/good.json');
    const tally = { counts: [], worst: 'no-result', complete: true };
    const kept = { id: 'good', path, evidence: [], tally, redactions: [] };
    const good = { file: 'good.json', format: 'native', ...kept, problems: [], deviations };
    expect(JSON.parse(stdout)).toEqual({
      files: [
        { ...good, status: 'added' },
        {
          file: 'bad.json',
          status: 'refused',
          format: 'native',
          id: 'bad',
          evidence: [],
          problems: [
            {
              code: 'unknown-key',
              file: 'bad.json',
              line: 1,
              pointer: '/titel',
              says: 'The key "titel" is not known here.',
              remedy: 'Rename it to "title" if that is what you meant.',
            },
          ],
          deviations: [],
          redactions: [],
        },
        { ...good, status: 'unchanged' },
      ],
    });
  });

  test('is plain text whatever the files are called', () => {
    const { ingest, record } = setting();
    const name = 'a\u001b[31m\u202e\u{e0041}.json';
    record(name, '{');
    const { stdout } = ingest('--json', name);
    expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(stdout)).toMatchObject({ files: [{ file: name, status: 'refused' }] });
  });
});

test('--strict refuses what would have to be repaired', () => {
  const { ingest, folder } = setting();
  cpSync(join(CASES, 'strict'), folder, { recursive: true });
  expect(ingest('--strict', 'record.json')).toEqual({
    status: 1,
    stdout: [
      'record.json: refused, 4 problems',
      '  time-to-utc at /time/start: was 2025-11-06T10:00:00+01:00',
      '  unit-to-ms at /results/0/measurements/0: was 1.5 s',
      '  unit-to-ms at /results/0/measurements/1: was 2 values in s',
      '  unit-to-bytes at /results/0/measurements/2: was 8 GiB',
      '1 refused',
      '',
    ].join('\n'),
    stderr: readFileSync(join(CASES, 'strict/problems.txt'), 'utf8'),
  });
});

test('a name or a text cannot forge a line', () => {
  const { ingest, record } = setting();
  const name = 'x\n0 problems\u001b[1A.json';
  record(name, writtenRun('Evil\n1 added'));
  const { stdout, stderr } = ingest(name);
  expect(stdout).toBe('x\\u{a}0 problems\\u{1b}[1A.json: refused, 1 problem\n1 refused\n');
  expect(stderr).toBe(
    [
      'x\\u{a}0 problems\\u{1b}[1A.json:1  [bad-id]  /id',
      '  "Evil\\u{a}1 added" is not a valid id.',
      '  Use lower-case letters, digits and single hyphens, for example "evil-1-added".',
      '',
    ].join('\n'),
  );
});

test('nor can the name of a folder', () => {
  const { content, folder } = setting();
  cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
  cpSync(content, join(folder, 'x\u001b[2K\n'), { recursive: true });
  const { stdout } = ingestIn(folder, '--content', 'x\u001b[2K\n', 'record.json');
  expect(stdout.split('\n')).toHaveLength(6);
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('problems that content/ has of its own are mentioned', () => {
  const { content, ingest, record } = setting();
  writeFileSync(join(content, 'layers/kernel.yaml'), 'id: [');
  record('a.json', writtenRun('a', { stack: [{ layer: 'kernel', component: 'amdgpu' }] }));
  const { status, stderr } = ingest('a.json');
  expect(status).toBe(1);
  expect(stderr).toContain(`${content} has 1 problem of its own: npm run check lists it.\n`);
  expect(stderr).toContain('There is no layer with the id "kernel".');
});

describe('arguments that cannot be used end with 2', () => {
  test.each([
    [[], "error: missing required argument 'files'\n"],
    [['--frobnicate', 'a.json'], "error: unknown option '--frobnicate'\n"],
    [['--content', 'nowhere', 'a.json'], 'error: there is no folder "nowhere" to add runs to\n'],
    [['--content', '', 'a.json'], 'error: there is no folder "" to add runs to\n'],
  ])('%j', (args, stderr) => {
    expect(ingestIn(temporaryFolder(), ...args)).toEqual({ status: 2, stdout: '', stderr });
  });
});

test('--help tells the exit codes and the order of files', () => {
  const { status, stdout } = ingestIn(temporaryFolder(), '--help');
  expect(status).toBe(0);
  expect(stdout).toContain(
    [
      'Exit codes:',
      '  0  every file was added, or was there already',
      '  1  at least one file was refused',
      '  2  the arguments cannot be used',
    ].join('\n'),
  );
  expect(stdout).toContain('a run that replaces another comes after it');
});
