import { describe, expect, test } from 'vitest';
import { accompanied } from '../../src/ingest/accompanied.ts';
import { accompaniment, type AccompanyingFile, tells } from '../../src/ingest/accompaniment.ts';
import type { ReportedCase, RunContext } from '../../src/ingest/index.ts';
import { type Along, importedRun } from '../../src/ingest/imported.ts';
import { recordOf } from '../../src/ingest/record.ts';
import { signatureMatcher } from '../../src/model/signature-match.ts';
import { libraryOf } from '../library-of.ts';
import { cases, printed, reportOf } from './a-report.ts';

const library = libraryOf({
  layer: [{ id: 'hsa', name: 'HSA', role: 'A runtime.' }],
  signature: [
    {
      id: 'aperture',
      text: 'MEMORY_APERTURE_VIOLATION',
      aliases: ['HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION', 'code: 0x29'],
      patterns: [
        { line: '\\bMEMORY_APERTURE_VIOLATION\\b.*', tells: 'crash' },
        { line: 'code: 0x29' },
      ],
      layer: 'hsa',
      summary: 'An address.',
    },
    {
      id: 'hang',
      text: 'GPU Hang',
      patterns: [{ line: 'GPU Hang', tells: 'hang' }],
      summary: 'It hangs.',
    },
    { id: 'odd', text: 'odd kernel', summary: 'An oddity.' },
    {
      id: 'memory',
      text: 'out of memory',
      aliases: ['hipError: out of memory'],
      patterns: [{ line: '.*out of memory.*' }],
      summary: 'No room.',
    },
  ],
});
const matcher = signatureMatcher(library.signature.values());
const ORIGINAL = { sha256: 'a'.repeat(64), bytes: 10 };

const DIED = { outcome: 'fail', rule: 'status' } as const;
const CRASHED = { outcome: 'crash', rule: 'text', matched: 'Segmentation fault' } as const;

/** A file that came along. */
const file = (path: string, text: string): AccompanyingFile => ({
  path,
  text,
  sha256: 'b'.repeat(64),
  bytes: text.length,
});

function made(
  of: readonly ReportedCase[],
  files: readonly AccompanyingFile[] = [],
  context: RunContext = {},
) {
  const came = accompaniment(files, context, [], library, matcher);
  const recorded = recordOf(reportOf(of), came.context, ORIGINAL);
  if (recorded === undefined) throw new Error('It has no time.');
  const kept = { accompaniment: came, redactions: undefined, deviations: [] };
  return { run: accompanied(recorded, kept, library, matcher), recorded, came };
}

/** The one result of a case with that output, and what is kept of the output. */
function resultOf(mapped: ReportedCase['mapped'], text: string, rest: Partial<ReportedCase> = {}) {
  const { run } = made(cases({ mapped, outputs: [printed(text)], ...rest }));
  const [{ outcome, mapping, reason, fault, evidence } = {}] = run.results;
  return {
    outcome,
    mapping,
    reason,
    fault,
    evidence,
    excerpts: run.evidence?.map((one) => one.excerpt),
  };
}

describe('the output of a test', () => {
  test('that did not go well is kept', () => {
    const { run } = made(cases({ name: 'a b', mapped: DIED, outputs: [printed('1 is not 2')] }));
    expect(run.evidence).toEqual([
      { id: 'output-a-b', kind: 'command-output', excerpt: '1 is not 2', strength: 'captured' },
    ]);
    expect(run.results[0]?.evidence).toEqual(['output-a-b']);
    expect(run.results[0]?.outcome).toBe('fail');
  });

  test.each(['pass', 'skipped', 'observed'] as const)('that is %s speaks for itself', (outcome) => {
    const found = resultOf({ outcome, rule: 'status' }, 'MEMORY_APERTURE_VIOLATION');
    expect(found).toMatchObject({ outcome, reason: undefined, evidence: undefined, excerpts: [] });
  });

  test('that is empty is not kept', () => {
    expect(resultOf(DIED, ' \n')).toMatchObject({ evidence: undefined, excerpts: [] });
  });

  test('has its parts under headings, without what a terminal would do', () => {
    const outputs = [
      printed('\u001b[31mred\u001b[0m', 'message'),
      printed(' '),
      printed('last\r\nwords', 'stderr'),
    ];
    expect(resultOf(DIED, '', { outputs }).excerpts).toEqual([
      '--- message ---\nred\n--- stderr ---\nlast\nwords',
    ]);
    expect(resultOf(DIED, '\u001b[31mred').excerpts).toEqual(['red']);
  });

  test('says where it was cut, here or by the reader', () => {
    const kept = (text: string, cut: number) =>
      made(cases({ mapped: DIED, outputs: [printed('short'), printed(text, 'stderr', cut)] })).run
        .evidence;
    expect(kept('text', 0)?.[0]).not.toHaveProperty('truncated');
    expect(kept('text', 3)?.[0]?.truncated).toBe(true);
    expect(kept('a line\n'.repeat(5000), 0)?.[0]?.truncated).toBe(true);
  });

  test('is left out beyond what a record holds, and that is told', () => {
    const long = `${'x'.repeat(15_999)}\n`;
    const given = Array.from({ length: 265 }, () => ({
      mapped: DIED,
      outputs: [printed(`${long}MEMORY_APERTURE_VIOLATION`.slice(-16_000))],
    }));
    const { run } = made(cases(...given));
    expect(run.evidence).toHaveLength(262);
    expect(run.provenance.deviations).toEqual([
      {
        code: 'excerpts-left-out',
        at: '',
        note: 'the output of 3 results stands in the original alone',
      },
    ]);
    const last = run.results.at(-1);
    expect(last?.evidence).toBeUndefined();
    expect(last?.outcome).toBe('crash');
  });
});

describe('a known error in the output', () => {
  test('makes a failure what it tells, in the form that was printed', () => {
    expect(resultOf(DIED, 'x HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION')).toMatchObject({
      outcome: 'fail',
    });
    expect(resultOf(DIED, 'x MEMORY_APERTURE_VIOLATION: code: 0x29')).toMatchObject({
      outcome: 'crash',
      mapping: { rule: 'signature', matched: 'MEMORY_APERTURE_VIOLATION: code: 0x29' },
      reason: { signature: 'MEMORY_APERTURE_VIOLATION' },
      fault: [{ layer: 'hsa', role: 'raised', basis: 'shown' }],
    });
  });

  test('that tells nothing leaves a failure one, without a layer to blame', () => {
    expect(resultOf(DIED, 'code: 0x29')).toMatchObject({
      outcome: 'fail',
      mapping: { rule: 'status' },
      reason: { signature: 'code: 0x29' },
      fault: undefined,
    });
  });

  test('says which layer raised a crash', () => {
    expect(resultOf(CRASHED, 'code: 0x29')).toMatchObject({
      outcome: 'crash',
      mapping: { rule: 'text', matched: 'Segmentation fault' },
      reason: { signature: 'code: 0x29' },
      fault: [{ layer: 'hsa', role: 'raised', basis: 'shown' }],
    });
    const hung = { outcome: 'hang', rule: 'status' } as const;
    expect(resultOf(hung, 'code: 0x29').fault).toHaveLength(1);
    expect(resultOf(hung, 'an odd kernel')).toMatchObject({
      reason: { signature: 'odd kernel' },
      fault: undefined,
    });
  });

  test('that tells the outcome goes before others, one that tells before one that does not', () => {
    const all = 'MEMORY_APERTURE_VIOLATION\nGPU Hang\nan odd kernel';
    const hung = { outcome: 'hang', rule: 'status' } as const;
    expect(resultOf(hung, all).reason).toEqual({ signature: 'GPU Hang' });
    expect(resultOf(CRASHED, all).reason).toEqual({ signature: 'MEMORY_APERTURE_VIOLATION' });
    expect(resultOf(DIED, 'an odd kernel\nGPU Hang')).toMatchObject({
      outcome: 'hang',
      reason: { signature: 'GPU Hang' },
    });
  });

  test('leaves a crash a crash, whatever else it tells', () => {
    const found = resultOf(CRASHED, 'reason: GPU Hang');
    expect(found).toMatchObject({ outcome: 'crash', reason: { signature: 'GPU Hang' } });
  });

  test('is called by the longest of its forms that was printed', () => {
    const signatureOf = (text: string) => resultOf(DIED, text).reason?.signature;
    expect(signatureOf('at 3: hipError: out of memory')).toBe('hipError: out of memory');
    expect(signatureOf('at 3: out of memory')).toBe('out of memory');
  });

  test('that the report names is the one it says; its words stay', () => {
    const line = 'aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: x. code: 0x29';
    const output = printed(line);
    const { matched = '' } = output.telling ?? {};
    const mapped = { outcome: 'crash', rule: 'text', matched } as const;
    const found = resultOf(mapped, '', { outputs: [output], reason: 'It died.' });
    expect(found.reason).toEqual({ signature: matched, text: 'It died.' });
    expect(found.fault).toEqual([{ layer: 'hsa', role: 'raised', basis: 'shown' }]);
  });

  test('of a part makes its group as grave', () => {
    const aperture = [printed('MEMORY_APERTURE_VIOLATION')];
    const { run } = made(
      cases(
        { name: 'root', mapped: DIED },
        { name: 'group', parent: 0, mapped: DIED },
        { name: 'part', parent: 1, mapped: DIED, outputs: aperture },
        { name: 'skipped group', mapped: { outcome: 'skipped', rule: 'status' } },
        { name: 'its part', parent: 3, mapped: DIED, outputs: aperture },
        { name: 'group of passes', mapped: DIED },
        { name: 'its pass', parent: 5 },
      ),
    );
    expect(run.results.map(({ outcome, mapping }) => [outcome, mapping?.rule])).toEqual([
      ['crash', 'worst-of-parts'],
      ['crash', 'worst-of-parts'],
      ['crash', 'signature'],
      ['skipped', 'status'],
      ['crash', 'signature'],
      ['fail', 'status'],
      ['pass', 'status'],
    ]);
    expect(run.results[0]?.mapping?.matched).toBe('MEMORY_APERTURE_VIOLATION');
  });
});

describe('files that came along', () => {
  const evidenceOf = (...files: AccompanyingFile[]) =>
    accompaniment(files, {}, [], library, matcher).evidence;

  test('are kept by digest, under an id and a name', () => {
    expect(evidenceOf(file('a/b/run log.txt', 'text\n'))).toEqual([
      {
        id: 'run-log',
        kind: 'log',
        name: 'run log.txt',
        path: `evidence/${'b'.repeat(64)}.txt`,
        sha256: 'b'.repeat(64),
        bytes: 5,
        excerpt: 'text\n',
        strength: 'captured',
      },
    ]);
  });

  test.each([
    ['a.txt', 'nothing known', 'log'],
    ['a.txt', 'Jan 1 00:00:00 box kernel: amdgpu: x', 'kernel-log'],
    ['dmesg', '[    3.600000] [drm] amdgpu version: 6.14.14', 'kernel-log'],
    ['dmesg', 'first\n<6>[ 3.600] x', 'kernel-log'],
    ['log', 'amdgpu 0000:0d:00.0: amdgpu: x', 'kernel-log'],
    ['log', '[drm] amdgpu kernel modesetting enabled.', 'kernel-log'],
    ['log', ':0:rocdevice.cpp:1: aborting with error : X', 'log'],
    ['x.conf', 'options amdgpu mtype_local=1', 'config'],
    ['os-release', 'PRETTY_NAME="Ubuntu 24.04"', 'config'],
    ['rocminfo.txt', 'Agent 1', 'command-output'],
    ['uname.txt', 'Linux box 6.14.0 #1 SMP', 'command-output'],
  ])('%s: %s is %s', (path, text, kind) => {
    expect(evidenceOf(file(path, text)).map((one) => one.kind)).toEqual([kind]);
  });

  test.each([
    ['capture/sys/class/kfd/topology/nodes/1/properties', 'nodes-1-properties', 'properties'],
    ['proc/cmdline', 'proc-cmdline', 'cmdline'],
    ['a\\b\\dmesg.log', 'dmesg', 'dmesg.log'],
    ['a/b/dmesg.txt', 'dmesg', 'dmesg.txt'],
    ['a/b/dmesg.txt.gz', 'dmesg-txt-gz', 'dmesg.txt.gz'],
    ['a/☢', 'file', '☢'],
    ['/', 'file', '/'],
  ])('%s has the id %s', (path, id, name) => {
    expect(evidenceOf(file(path, 'text')).map((one) => [one.id, one.name])).toEqual([[id, name]]);
  });

  test('of one name are kept apart', () => {
    const ids = evidenceOf(file('a/x.txt', '1'), file('b/x.log', '2')).map(({ id }) => id);
    expect(ids).toEqual(['x', 'x-2']);
  });

  test('that hold one value are kept where something rests on it', () => {
    const parameter = (name: string) => file(`/sys/module/amdgpu/parameters/${name}`, '1\n');
    const options = file('x.conf', 'options amdgpu mtype_local=1\n');
    const kept = evidenceOf(parameter('mtype_local'), parameter('dpm'), options);
    expect(kept.map(({ id }) => id)).toEqual(['amdgpu-parameters-mtype-local', 'x-conf']);
  });

  test('that hold more than one value are kept', () => {
    const parameter = '==> /sys/module/amdgpu/parameters/dpm <==\n-1\n';
    const cmdline = '==> /proc/cmdline <==\nBOOT_IMAGE=/vmlinuz root=/dev/sda1 quiet\n';
    expect(evidenceOf(file('values.txt', parameter))).toEqual([]);
    expect(evidenceOf(file('values.txt', parameter + cmdline)).map(({ id }) => id)).toEqual([
      'values',
    ]);
  });

  test('are cut where they are long, and what they tell is kept', () => {
    const lines = Array.from({ length: 5000 }, (_, n) => `line ${n}`);
    lines[2500] = 'MEMORY_APERTURE_VIOLATION';
    lines[3000] = 'Segmentation fault';
    const [kept] = evidenceOf(file('log', lines.join('\n')));
    expect(kept?.truncated).toBe(true);
    expect(kept?.excerpt).toContain('MEMORY_APERTURE_VIOLATION');
    expect(kept?.excerpt).toContain('Segmentation fault');
  });

  test('take their ids before outputs do', () => {
    const { run } = made(cases({ name: 'x', mapped: DIED, outputs: [printed('text')] }), [
      file('output x', 'text'),
    ]);
    expect(run.evidence?.map(({ id }) => id)).toEqual(['output-x-2', 'output-x']);
    expect(run.results[0]?.evidence).toEqual(['output-x-2']);
  });

  test('are followed by what somebody notes', () => {
    const { run } = made(cases({}), [file('note', 'text')], {
      notes: ['It was warm.', 'And loud.'],
    });
    expect(run.evidence?.slice(1)).toEqual([
      { id: 'note-2', kind: 'statement', excerpt: 'It was warm.', strength: 'recalled' },
      { id: 'note-3', kind: 'statement', excerpt: 'And loud.', strength: 'recalled' },
    ]);
  });

  test('tell the machine, and what happened to it', () => {
    const { run, came } = made(cases({}), [
      file('uname', 'Linux box 6.14.0-34-generic #34 SMP'),
      file(
        'stderr',
        ':0: aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: x. code: 0x29',
      ),
    ]);
    expect(run.machine?.kernel).toBe('6.14.0-34-generic');
    expect(run.account).toEqual(came.account);
    expect(run.account).toHaveLength(1);
    expect(made(cases({})).run).not.toHaveProperty('account');
  });

  test('tell of page faults only where a kernel log came along', () => {
    const error =
      ':0: aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: x. code: 0x29';
    const accountOf = (...more: AccompanyingFile[]) =>
      made(cases({}), [file('stderr', error), ...more]).run.account?.join(' ');
    const quiet = file('dmesg', '[    3.600000] [drm] amdgpu version: 6.14.14');
    expect(accountOf(quiet)).toContain('the kernel log that came along has no page fault');
    expect(accountOf()).not.toContain('the kernel log that came along has no page fault');
    expect(accountOf(file('other', 'text'))).toBe(accountOf());
  });
});

test('what a line tells is a signature of the library, or what tells a crash', () => {
  const told = tells(matcher);
  expect(told('x MEMORY_APERTURE_VIOLATION')).toBe('aperture');
  expect(told('Segmentation fault')).toBe('Segmentation fault');
  expect(told('all is well')).toBeUndefined();
});

describe('a report that is taken in', () => {
  const imported = (
    report: ReturnType<typeof reportOf>,
    {
      context = {},
      strict = false,
      along = {},
    }: { context?: RunContext; strict?: boolean; along?: Along } = {},
  ) => importedRun(report, 'report.json', { context, original: ORIGINAL, library, strict, along });

  test('is a record that was checked', () => {
    const reading = imported(reportOf(cases({})));
    expect(reading.problems).toEqual([]);
    expect(reading.run?.results.map(({ id }) => id)).toEqual(['case-0']);
    expect(reading.id).toBe('2026-01-02-ctrf-aaaaaaaa');
    expect(reading.wanted).toEqual([]);
    expect(reading.placeOf(['results', 0])).toEqual({ file: 'report.json', pointer: '/results/0' });
  });

  test('without a date is refused', () => {
    const { run, problems, placeOf, wanted, repairs } = imported(reportOf(cases({}), { time: {} }));
    expect(run).toBeUndefined();
    expect(problems.map(({ code, file: at }) => [code, at])).toEqual([['no-date', 'report.json']]);
    expect({ wanted, repairs, place: placeOf([]) }).toEqual({
      wanted: [],
      repairs: [],
      place: { file: 'report.json' },
    });
  });

  test('is refused where the context names what is not there, with no line of the record', () => {
    const { problems } = imported(reportOf(cases({ name: 'a' })), {
      context: { probes: { a: 'nowhere' } },
    });
    expect(problems.map(({ code, line }) => [code, line])).toEqual([['dangling-id', undefined]]);
  });

  test('keeps its original, and wants no file for it', () => {
    const original = {
      name: 'report.json',
      path: `evidence/${'a'.repeat(64)}.json`,
      sha256: 'a'.repeat(64),
      bytes: 10,
    };
    const redactions = [{ kind: 'ip-address', count: 2 }] as const;
    const deviations = [{ code: 'original-left-out', at: '', note: 'too large' }];
    const reading = imported(reportOf(cases({})), {
      along: { original, redactions: [...redactions], deviations },
    });
    expect(reading.wanted).toEqual([]);
    expect(reading.run?.evidence).toEqual([
      { id: 'original', kind: 'original', ...original, strength: 'captured' },
    ]);
    expect(reading.run?.provenance.redactions).toEqual(redactions);
    expect(reading.run?.provenance.deviations).toEqual(deviations);
  });

  test('has its deviations as problems where it is strict, apart from what was left out', () => {
    const deviations = [
      { code: 'odd', at: '/x', note: 'odd thing' },
      ...['environment-left-out', 'excerpts-left-out', 'original-left-out', 'kept-on-request'].map(
        (code) => ({ code, at: '', note: 'n' }),
      ),
      ...['override-fingerprint', 'gfx-from-pci-id'].map((code) => ({ code, at: '', note: 'n' })),
    ];
    const report = reportOf(cases({}), { deviations });
    expect(imported(report).problems).toEqual([]);
    const { problems } = imported(report, { strict: true });
    expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual([['deviation', '/x']]);
    expect(JSON.stringify(problems)).toContain('odd, odd thing');
  });

  test('knows its kernel by its environment, on Linux', () => {
    const of = (environment: Record<string, string>) =>
      imported(reportOf(cases({}), { environment })).run?.machine.kernel;
    expect(of({ osPlatform: 'Linux', osRelease: ' 6.14.0\n' })).toBe('6.14.0');
    expect(of({ osPlatform: 'win32', osRelease: '10.0' })).toBeUndefined();
    expect(of({ osPlatform: 'not linux', osRelease: '10.0' })).toBeUndefined();
    expect(of({ osRelease: '10.0' })).toBeUndefined();
    expect(of({ osPlatform: 'linux' })).toBeUndefined();
  });

  test('contradicts its context where it says something else', () => {
    const environment = { osPlatform: 'linux', osRelease: '6.14.0' };
    const given = { context: { machine: { kernel: '6.12.1', gpus: [] } } };
    const report = reportOf(cases({}), { environment });
    const [at, other] = [
      imported(report, given),
      imported(report, { ...given, along: { contextFile: 'context.yaml' } }),
    ];
    expect(at.problems.map(({ code, file: in_, pointer }) => [code, in_, pointer])).toEqual([
      ['context-contradicted', 'report.json', '/machine/kernel'],
    ]);
    expect(other.problems.map(({ file: in_ }) => in_)).toEqual(['context.yaml']);
    const text = JSON.stringify(at.problems);
    for (const part of ['6.12.1', '6.14.0', 'environment of the report', 'report.json']) {
      expect(text).toContain(part);
    }
  });

  test('tells what the runtime printed in tests that did not go well', () => {
    const outputs = [
      printed('all is well'),
      printed(
        'first\n:0: aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: x. code: 0x29',
      ),
    ];
    const accountOf = (mapped: ReportedCase['mapped']) =>
      imported(reportOf(cases({ mapped, outputs }))).run?.account?.length;
    expect(accountOf(CRASHED)).toBe(1);
    expect(accountOf({ outcome: 'pass', rule: 'status' })).toBeUndefined();
    expect(accountOf({ outcome: 'skipped', rule: 'status' })).toBeUndefined();
  });
});
