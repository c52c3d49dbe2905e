import { describe, expect, test } from 'vitest';
import { namedIn, plainLog, scanLog } from '../../src/model/log-scan.ts';

const aperture = {
  key: 'aperture',
  forms: ['HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION', '0x29', '41', 'code: 0x29'],
};
const fault = { key: 'fault', forms: ['HSA_STATUS_ERROR_MEMORY_FAULT', 'Memory access fault'] };
const named = [aperture, fault];
const scan = (log: string) => scanLog(log, namedIn(named, plainLog(log)));
const keys = (log: string) => scan(log).map(({ key }) => key);

describe('a log', () => {
  test('tells its errors in their order, each with the first line and how many lines have it', () => {
    const log = [
      'Python 3.12.3',
      'Memory access fault by GPU node-1 on address 0x7f00. Reason: Unknown.',
      '  :0:rocdevice.cpp:2881: HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION code: 0x29 ',
      'Memory access fault by GPU node-1 on address 0x7f00. Reason: Unknown.',
    ].join('\r\n');
    expect(scan(log)).toEqual([
      {
        key: 'fault',
        line: 2,
        text: 'Memory access fault by GPU node-1 on address 0x7f00. Reason: Unknown.',
        lines: 2,
      },
      {
        key: 'aperture',
        line: 3,
        text: ':0:rocdevice.cpp:2881: HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION code: 0x29',
        lines: 1,
      },
    ]);
  });

  test('names an error by its code only with the word code', () => {
    expect(keys('loaded at 0x29, 41 MB')).toEqual([]);
    expect(keys('aborted, code: 0x29.')).toEqual(['aperture']);
    expect(keys('code: 0x290')).toEqual([]);
  });

  test('names an error by whole words alone', () => {
    expect(keys('HSA_STATUS_ERROR_MEMORY_FAULTY')).toEqual([]);
    expect(keys('MY_HSA_STATUS_ERROR_MEMORY_FAULT')).toEqual([]);
    expect(keys('(HSA_STATUS_ERROR_MEMORY_FAULT)')).toEqual(['fault']);
  });

  test('is read through the colours of a terminal', () => {
    const log = 'fine\n\u001b[31mHSA_STATUS_ERROR_\u001b[1mMEMORY_FAULT\u001b[0m';
    expect(scan(log)).toEqual([
      { key: 'fault', line: 2, text: 'HSA_STATUS_ERROR_MEMORY_FAULT', lines: 1 },
    ]);
  });

  test('shows of a long line the part around the name', () => {
    const [found] = scan(`${'x'.repeat(900)} Memory access fault ${'y'.repeat(900)}`);
    expect(found?.text).toMatch(/^… x+ Memory access fault y+ …$/);
    expect(found?.text.length).toBeLessThan(260);
  });

  test('of many megabytes is read in a moment', () => {
    const line = 'amdgpu 0000:0a:00.0: [gfxhub] page fault (src_id:0 ring:24 vmid:8)\n';
    const log = `${line.repeat(150_000)}Memory access fault by GPU node-1`;
    expect(scan(log)).toMatchObject([{ key: 'fault', line: 150_001 }]);
  });

  test('without anything known names nothing', () => {
    expect(keys('')).toEqual([]);
    expect(keys('all is well\n')).toEqual([]);
  });
});
