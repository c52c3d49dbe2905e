import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importedRun, type ReportedRun } from '../../src/ingest/index.ts';
import { readFile } from '../../src/ingest/reading.ts';
import type { Run } from '../../src/schema/run.ts';
import { contentCopy, temporaryFolder } from '../content-copy.ts';
import { libraryOf } from '../library-of.ts';
import { script } from '../warm/script.ts';

const APERTURE =
  ':0:rocdevice.cpp            :3018: 1us:  Callback: Queue 0x7fa730c00000 aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: x. code: 0x29';

const REPORT = `<testsuite name="t" timestamp="2026-01-02T03:04:05Z" tests="3" failures="2">
<testcase classname="t" name="good"><system-out>${APERTURE}</system-out></testcase>
<testcase classname="t" name="conv"><failure message="it died">${APERTURE}</failure></testcase>
<testcase classname="t" name="sum"><failure message="1 is not 2"/></testcase>
</testsuite>`;

const CAPTURE = {
  'capture/kfd.txt':
    '==> /sys/class/kfd/kfd/topology/nodes/1/properties <==\nsimd_count 72\ngfx_target_version 100100\nvendor_id 4098\ndevice_id 29471\nlocation_id 2560\n',
  'capture/sys/module/amdgpu/parameters/mtype_local': '1\n',
  'capture/sys/module/amdgpu/parameters/dpm': '-1\n',
  'capture/modprobe.conf': 'options amdgpu mtype_local=1\n',
  'capture/rocm/.info/version': '7.0.2\n',
  'capture/dmesg.txt': '[    0.000000] Linux version 6.14.0-34-generic (x) #34\n',
  'capture/rocminfo.txt':
    'Agent 2\n  Name:   gfx1030\n  Device Type:   GPU\n  Chip ID:   29471(0x731f)\n  BDFID:   2560\n',
};

function setting(files: Readonly<Record<string, string>>) {
  const content = contentCopy();
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const ingest = (...args: string[]) =>
    script('ingest', ['--content', content, ...args], { cwd: folder });
  const added = (): Run => {
    const [file = ''] = readdirSync(join(content, 'runs/2026'));
    return JSON.parse(readFileSync(join(content, 'runs/2026', file), 'utf8')) as Run;
  };
  return { content, folder, ingest, added };
}

describe('files from the machine', () => {
  test('of a folder tell what the report does not, and are kept', () => {
    const { content, ingest, added } = setting({ 'report.xml': REPORT, ...CAPTURE });
    const first = ingest('--with', 'capture', '--', 'report.xml');
    expect({ stderr: first.stderr, status: first.status }).toEqual({ stderr: '', status: 0 });
    const run = added();
    expect(run.machine).toEqual({
      kernel: '6.14.0-34-generic',
      gpus: [{ family: 'rdna1', gfx: 'gfx1010', gfxReported: 'gfx1030', pciId: '1002:731f' }],
    });
    expect(run.stack).toEqual([{ component: 'ROCm', installed: '7.0.2' }]);
    expect(run.settings).toEqual([
      {
        kind: 'modparam',
        name: 'mtype_local',
        via: 'capture/modprobe.conf',
        requested: '1',
        readback: { value: '1', evidence: 'amdgpu-parameters-mtype-local' },
      },
    ]);
    expect(run.provenance.deviations.map(({ code }) => code)).toEqual(['override-fingerprint']);
    expect(run.account).toEqual([
      'The runtime reported status 0x29, and the kernel log that came along has no page fault: that fits an address error.',
    ]);
    const pieces = run.evidence.map(({ id, kind, name }) => `${id} ${kind} ${name ?? ''}`);
    expect(pieces).toEqual([
      'original original report.xml',
      'output-t-conv command-output ',
      'output-t-sum command-output ',
      'dmesg kernel-log dmesg.txt',
      'kfd command-output kfd.txt',
      'modprobe-conf config modprobe.conf',
      'version command-output version',
      'rocminfo command-output rocminfo.txt',
      'amdgpu-parameters-mtype-local command-output mtype_local',
    ]);
    for (const { path, sha256, bytes } of run.evidence) {
      if (path === undefined) continue;
      const file = readFileSync(join(content, path));
      expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
      expect(file.length).toBe(bytes);
    }
    expect(ingest('--with', 'capture', '--', 'report.xml').stdout).toContain(
      'already there, unchanged',
    );
  });

  test('are told from reports by their content', () => {
    const { ingest, added } = setting({ 'report.xml': REPORT, ...CAPTURE });
    const { stdout, status } = ingest('capture/dmesg.txt', 'report.xml', 'capture/rocminfo.txt');
    expect(status).toBe(0);
    expect(stdout).toMatch(/1 added\n$/);
    expect(added().machine).toMatchObject({ kernel: '6.14.0-34-generic' });
  });

  test('alone are no report, and are told what they look like', () => {
    const { ingest } = setting(CAPTURE);
    const { stderr, status } = ingest('capture/dmesg.txt');
    expect(status).toBe(1);
    expect(stderr).toContain('it looks like a kernel log');
  });

  test('that cannot be read refuse the report, in their own name', () => {
    const { ingest } = setting({ 'report.xml': REPORT });
    const { stderr, status } = ingest('--with', 'nope', '--', 'report.xml');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nope {2}\[unreadable-file\]/);
  });

  test('that the context contradicts refuse it too', () => {
    const context = 'machine:\n  kernel: 6.12.1\n  gpus: [{ gfx: gfx1012 }]\n';
    const { ingest } = setting({ 'report.xml': REPORT, 'c.yaml': context, ...CAPTURE });
    const { stderr, status } = ingest(
      '--context',
      'c.yaml',
      '--with',
      'capture',
      '--',
      'report.xml',
    );
    expect(status).toBe(1);
    expect(stderr).toBe(
      [
        'c.yaml  [context-contradicted]  /machine/gpus/0/gfx',
        '  The context says "gfx1012", but capture/kfd.txt:3 (KFD properties) says "gfx1010".',
        '  Correct the context, or leave it out there; or leave out the file, if it is of another machine or time.',
        '',
        'c.yaml  [context-contradicted]  /machine/kernel',
        '  The context says "6.12.1", but capture/dmesg.txt:1 (kernel log) says "6.14.0-34-generic".',
        '  Correct the context, or leave it out there; or leave out the file, if it is of another machine or time.',
        '',
      ].join('\n'),
    );
  });
});

test('every result has its place in the original, one that went wrong its output too', () => {
  const { content, ingest, added } = setting({
    'report.xml': REPORT.replace('<failure message="it', '<failure message="/home/zaphodb: it'),
  });
  ingest('report.xml');
  const run = added();
  const original = run.evidence.find(({ id }) => id === 'original');
  const text = readFileSync(join(content, original?.path ?? ''), 'utf8');
  expect(original?.path).toMatch(/\.txt$/);
  for (const { question = '', raw } of run.results) {
    const name = question.split(' › ').at(-1) ?? '';
    expect(text.slice(raw?.offset).startsWith(`<testcase classname="t" name="${name}"`)).toBe(true);
    expect(text.split('\n')[(raw?.line ?? 0) - 1]).toContain(`name="${name}"`);
  }
  expect(run.results.map((result) => (result as Partial<typeof result>).evidence ?? [])).toEqual([
    [],
    ['output-t-conv'],
    ['output-t-sum'],
  ]);
});

describe('signatures of the library', () => {
  const library = libraryOf({
    layer: [{ id: 'runtime', name: 'Runtime', role: 'It runs.' }],
    signature: [
      {
        id: 'sky',
        text: 'SKY_IS_FALLING',
        aliases: ['code: sky'],
        summary: 'x',
        layer: 'runtime',
        patterns: [{ line: 'SKY_IS_FALLING|aborting, code: sky', tells: 'crash' }],
      },
      { id: 'rain', text: 'RAIN', summary: 'x', patterns: [{ line: 'RAIN' }] },
    ],
  });

  async function imported(report: string): Promise<Run> {
    async function* bytes() {
      yield await Promise.resolve(new TextEncoder().encode(report));
    }
    const tells = (line: string) => /SKY/.exec(line)?.[0];
    const reading = await readFile(bytes(), 'r.xml', tells);
    const reported = (reading as { reported: ReportedRun }).reported;
    const original = { sha256: '0'.repeat(64), bytes: 1 };
    const { run, problems } = importedRun(reported, 'r.xml', {
      context: {},
      original,
      library,
      strict: false,
    });
    expect(problems).toEqual([]);
    return run as Run;
  }
  const report = (...cases: string[]) =>
    `<testsuite name="t" timestamp="2026-01-02T03:04:05Z">${cases.map((one, index) => `<testcase name="c${index}">${one}</testcase>`).join('')}</testsuite>`;

  test('turn a failure into what they tell, and say by what', async () => {
    const { results } = await imported(report('<failure>x\naborting, code: sky now</failure>'));
    expect(results[0]).toMatchObject({
      outcome: 'crash',
      reason: { signature: 'code: sky' },
      fault: [{ layer: 'runtime', role: 'raised', basis: 'shown' }],
      raw: { status: 'failure' },
      mapping: { rule: 'signature', matched: 'aborting, code: sky' },
    });
  });

  test('that tell nothing of how it ended are named, and change nothing', async () => {
    const { results } = await imported(report('<failure>RAIN</failure>'));
    expect(results[0]).toMatchObject({ outcome: 'fail', reason: { signature: 'RAIN' } });
    expect(results[0]?.fault).toBeUndefined();
  });

  test('make nothing of a test that passed or was skipped', async () => {
    const { results } = await imported(
      report('<system-out>SKY_IS_FALLING</system-out>', '<skipped>SKY_IS_FALLING</skipped>'),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(['pass', 'skipped']);
    expect(results.map(({ reason }) => reason?.signature)).toEqual([undefined, undefined]);
  });

  test('stay in an excerpt of a long output', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `line ${index}`);
    const log = [...lines, 'SKY_IS_FALLING', ...lines].join('\n');
    const { evidence } = await imported(report(`<failure>${log}</failure>`));
    const [output] = evidence;
    expect(output).toMatchObject({ kind: 'command-output', truncated: true });
    expect(output?.excerpt).toContain('\nSKY_IS_FALLING\n');
    expect(output?.excerpt).toMatch(/\[\d+ lines, \d+ bytes left out where \[…\] stands\]$/);
  });
});

describe('--rescan', () => {
  test('tells what a new signature recognises in old evidence, and changes no run', () => {
    const { content, ingest } = setting({
      'report.xml': REPORT.replaceAll(APERTURE, 'SKY_IS_FALLING'),
    });
    ingest('report.xml');
    mkdirSync(join(content, 'signatures'), { recursive: true });
    const file = join(content, 'signatures/sky.yaml');
    writeFileSync(file, 'id: sky\ntext: SKY_IS_FALLING\nsummary: It falls.\n');
    const before = stateOf(content);
    const { stdout, stderr, status } = ingest('--rescan');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(
      /^2026-01-02-junit-[0-9a-f]{8}\n {2}sky: "SKY_IS_FALLING" in line 2 of original\n {2}sky: "SKY_IS_FALLING" in line \d of output-t-conv, of t-conv\n2 recognised that no result names, 0 that one does; no run was changed\n$/,
    );
    expect(stateOf(content)).toEqual(before);
    expect(JSON.parse(ingest('--rescan', '--json').stdout)).toMatchObject([
      { signature: 'sky', evidence: 'original', recorded: false },
      { signature: 'sky', results: ['t-conv'], recorded: false },
    ]);
  });
});

function stateOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path, statSync(path).mtimeMs, readFileSync(path, 'utf8')]);
}

test('--template prints a context that may be handed in', () => {
  const { folder, ingest } = setting({ 'report.xml': REPORT });
  const { stdout, status } = ingest('--template');
  expect(status).toBe(0);
  writeFileSync(join(folder, 'context.yaml'), stdout);
  expect(ingest('--context', 'context.yaml', 'report.xml').status).toBe(0);
});
