import { describe, expect, test } from 'vitest';
import { rescan } from '../../src/ingest/rescan.ts';
import { readItems } from '../../src/library.ts';
import { linePattern } from '../../src/model/line-pattern.ts';
import { signatureFor } from '../../src/model/signature.ts';
import { signatureMatcher } from '../../src/model/signature-match.ts';
import { signature } from '../../src/schema/signature.ts';

const { library } = readItems('content');
const matcher = signatureMatcher(library.signature.values());
const ids = (text: string) => matcher.inText(text).map(({ signature: { id } }) => id);

const APERTURE = 'hsa-status-error-memory-aperture-violation';
const FAULT = 'hsa-status-error-memory-fault';
const ILLEGAL = 'hsa-status-error-illegal-instruction';

describe('the signatures of the library recognise', () => {
  test.each([
    [
      'Callback: Queue 0x7fa730c00000 aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: The agent attempted to access memory beyond the largest legal address. code: 0x29',
      [APERTURE],
    ],
    ['Device::callbackQueue aborting with error : code: 0x29', [APERTURE]],
    ['aborting with error : HSA_STATUS_ERROR_ILLEGAL_INSTRUCTION: x. code: 0x2a', [ILLEGAL]],
    ['aborting with error: code: 0x2a', [ILLEGAL]],
    ['Memory access fault by GPU node-1 (Agent handle: 0x1) on address (nil). Reason: x.', [FAULT]],
    ['amdgpu 0000:0d:00.0: [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:1)', [FAULT]],
    ['amdgpu 0000:0d:00.0: amdgpu: [gfxhub0] no-retry page fault (src_id:0', [FAULT]],
    ['HW Exception by GPU node-1 (Agent handle: 0x1) reason :GPU Hang', ['gpu-hang']],
    ['*ERROR* ring gfx_0.0.0 timeout, signaled seq=1, emitted seq=3', ['gpu-hang']],
    ['RuntimeError: HIP error: invalid device function', ['invalid-device-function']],
  ])('%s', (line, expected) => {
    expect(ids(`before\n${line}\nafter`)).toEqual(expected);
  });

  test.each([
    'code: 0x29',
    '41',
    'GCVM_L2_PROTECTION_FAULT_STATUS:0x00000029',
    'ring gfx_0.0.0 timeout, but soft recovered',
    'HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATIONS are rare',
    'page fault',
    'The GPU may hang',
  ])('nothing in: %s', (line) => {
    expect(ids(line)).toEqual([]);
  });

  test('an address error where no page fault is, and both where both are', () => {
    const address = 'aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION code: 0x29';
    const page = '[gfxhub] page fault (src_id:0';
    expect(ids(address)).not.toContain(FAULT);
    expect(new Set(ids(`${address}\n${page}`))).toEqual(new Set([APERTURE, FAULT]));
  });

  test('how a test ended, by the pattern that matched', () => {
    const [crash] = matcher.inText('x\naborting with error : code: 0x29');
    expect(crash).toMatchObject({
      tells: 'crash',
      line: 2,
      matched: 'aborting with error : code: 0x29',
    });
    expect(matcher.inLine('HW Exception by GPU node-1')[0]?.tells).toBe('hang');
    expect(matcher.inLine('[gfxhub] page fault (')[0]?.tells).toBeUndefined();
  });
});

describe('the evidence already stored', () => {
  const found = [...library.run.values()].flatMap((run) => {
    const texts = run.evidence.map(({ id, excerpt = '' }) => ({ evidence: id, text: excerpt }));
    return rescan(run, texts, matcher, library);
  });

  test.each([
    ['2023-04-02-rx5500xt-webui-9283', 'log', APERTURE],
    ['2023-07-23-rx5700xt-webui-11942', 'log', APERTURE],
    ['2023-10-05-rx5700xt-rocm-2527', 'quoted', FAULT],
    ['2024-07-09-rx5700-rocm-sdk-builder-98', 'log', 'gpu-hang'],
    ['2024-08-27-rx5700xt-pytorch-132570', 'error', 'invalid-device-function'],
    ['2025-03-11-gfx1031-miopen-3540', 'driver', FAULT],
    ['2025-11-06-rdna1-mtype-nc', 'out-conv2d-minimal', APERTURE],
    ['2025-11-07-rx5600xt-miopen-rebuilt', 'error', APERTURE],
  ])('of %s, %s, is recognised as %s', (run, evidence, id) => {
    expect(found.filter((one) => one.run === run && one.evidence === evidence)).toMatchObject([
      { signature: id, recorded: true },
    ]);
  });

  test('is never taken for another error than the one that its result names', () => {
    const named = new Map(
      [...library.run.values()].flatMap((run) =>
        run.results.map(
          (result) =>
            [
              `${run.id}#${result.id}`,
              signatureFor(result.reason?.signature, library)?.id,
            ] as const,
        ),
      ),
    );
    const other = found.flatMap(({ run, results, signature: id }) =>
      results.filter((result) => (named.get(`${run}#${result}`) ?? id) !== id),
    );
    expect(other).toEqual([]);
  });

  test('has every error that a result names and the library knows, in the words that were printed', () => {
    const printed = [...library.run.values()]
      .flatMap((run) => run.results.map(({ reason }) => reason?.signature))
      .filter((one) => one !== undefined && signatureFor(one, library) !== undefined);
    expect(printed.length).toBeGreaterThan(8);
    for (const one of printed) expect(ids(one ?? '')).toContain(signatureFor(one, library)?.id);
  });
});

describe('a signature', () => {
  const one = (rest: object) =>
    signature.parse({ id: 'one', text: 'Oh (no', summary: 'x', ...rest });

  test('without patterns is recognised by its text', () => {
    const { inText } = signatureMatcher([one({})]);
    expect(inText('a\nOh (no, again')).toMatchObject([{ line: 2, matched: 'Oh (no' }]);
    expect(inText('Oh no')).toEqual([]);
  });

  test('is recognised by the first of its patterns that matches, once', () => {
    const patterns = [{ line: 'a+' }, { line: 'b', tells: 'crash' }];
    const { inText } = signatureMatcher([one({ patterns })]);
    expect(inText('xaab\naaa')).toEqual([
      { signature: one({ patterns }), line: 1, matched: 'aa', tells: undefined },
    ]);
  });

  test('with a pattern that is none has its others', () => {
    const { inText } = signatureMatcher([one({ patterns: [{ line: '(' }, { line: 'b' }] })]);
    expect(inText('ab')).toMatchObject([{ matched: 'b' }]);
  });
});

describe('a pattern', () => {
  test.each([
    ['(', 'missing closing ): `(`'],
    ['(?<=a)b', 'invalid named capture: `(?<=a)b`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
    ['a*', 'it matches every line'],
  ])('%s is none: %s', (source, cause) => {
    expect(linePattern(source)).toEqual({ cause });
  });

  test('takes time that grows with the line alone', () => {
    const pattern = linePattern('(?:a*)*(?:a|aa)+b');
    if ('cause' in pattern) throw new Error(pattern.cause);
    const before = Date.now();
    expect(pattern.in('a'.repeat(1_000_000))).toBeUndefined();
    expect(Date.now() - before).toBeLessThan(2000);
  });
});
