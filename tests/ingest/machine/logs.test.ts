import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountOf } from '../../../src/ingest/machine/account.ts';
import { logLine } from '../../../src/ingest/machine/log-line.ts';
import { bareFacts, eventsIn, factsOf } from './facts-of.ts';
import { runs } from '../../fuzz/budget.ts';

const DEVICE = '0000:0d:00.0';
const OLD = `amdgpu ${DEVICE}: amdgpu: `;
const NEW = `amdgpu ${DEVICE}: `;

describe('what stands before a message is taken off', () => {
  test.each([
    `[  123.456789] ${OLD}MESSAGE`,
    `[  123.456789] ${NEW}MESSAGE`,
    `Oct  7 12:58:23 box kernel: [ 2237.944235] ${OLD}MESSAGE`,
    `nov 04 13:30:18 (host-1) kernel: ${OLD}MESSAGE`,
    `2025-11-06T10:00:00+0100 box kernel: ${NEW}MESSAGE`,
    `[2024-01-06 14:03:01] [    5.932495] ${OLD}MESSAGE`,
    `[Thu Nov  6 10:00:00 2025] ${OLD}MESSAGE`,
    `kern  :err   : [  123.456789] ${NEW}MESSAGE`,
    `<3>[  123.456789] ${NEW}MESSAGE`,
    `[  123.456789 <    0.000012>] ${NEW}MESSAGE`,
    `[<    0.000012>] ${NEW}MESSAGE`,
    `[Nov16 10:00] ${NEW}MESSAGE`,
    `[Nov 6 10:00] ${NEW}MESSAGE`,
    `[  +0.000012] ${NEW}MESSAGE`,
    `[Thu Nov  6 10:00:00 2025 <    0.000012>] ${NEW}MESSAGE`,
    `2025-11-06T10:00:00,123456+01:00 ${NEW}MESSAGE`,
    `[  123.456789][ T1234] ${NEW}MESSAGE`,
    `[  123.456789] [     C3] ${NEW}MESSAGE`,
    `kern  :err   : [Nov16 10:00] [  T1234] ${NEW}MESSAGE`,
    `[  123.456789] amdgpu ${DEVICE}: [drm:amdgpu_job_timedout [amdgpu]] *ERROR* MESSAGE`,
    `[  123.456789] amdgpu ${DEVICE}: [drm] MESSAGE`,
  ])('%s', (line) => {
    expect(logLine(line)).toEqual({ slot: DEVICE, message: 'MESSAGE', stamped: true });
  });

  test('and nothing else is', () => {
    expect(logLine('MESSAGE: [ 1.0] x')).toEqual({ message: 'MESSAGE: [ 1.0] x', stamped: false });
    expect(logLine('[T1] MESSAGE')).toEqual({ message: '[T1] MESSAGE', stamped: false });
    expect(logLine('[1.0] [T1] [T2] MESSAGE').message).toBe('[T2] MESSAGE');
  });
});

const fault = (rest: Readonly<Record<string, unknown>> = {}) => ({
  type: 'page-fault',
  slot: DEVICE,
  hub: 'gfxhub',
  program: 'python',
  pid: 1796,
  address: '0x00007f5279bab000',
  client: 'TCP (0x8)',
  status: 0x00301031,
  echo: false,
  ...rest,
});

describe('a page fault', () => {
  const details = (prefix: string, status = 'GCVM') => [
    `${prefix}  in page starting at address 0x00007f5279bab000 from client 0x1b (UTCL2)`,
    `${prefix}${status}_L2_PROTECTION_FAULT_STATUS:0x00301031`,
    `${prefix}\t Faulty UTCL2 client ID: TCP (0x8)`,
    `${prefix}\t MORE_FAULTS: 0x1`,
    `${prefix}\t RW: 0x0`,
  ];
  const head = '[gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:32770';
  test.each([
    [
      'names its process at once',
      [`${OLD}${head}, for process python pid 1796 thread python pid 1796)`, ...details(OLD)],
    ],
    [
      'names it after "in process"',
      [
        `${OLD}${head})`,
        `${OLD} in process python pid 1796 thread python:cs0 pid 1797)`,
        ...details(OLD),
      ],
    ],
    [
      'names it after "Process"',
      [`${OLD}${head})`, `${OLD} Process python pid 1796 thread python pid 1796`, ...details(OLD)],
    ],
    [
      'is told by a newer kernel',
      [`${NEW}${head})`, `${NEW} Process python pid 1796 thread python pid 1796`, ...details(NEW)],
    ],
    [
      'names it after "for process"',
      [
        `${OLD}${head})`,
        `${OLD} for process python pid 1796 thread python pid 1796)`,
        ...details(OLD),
      ],
    ],
  ])('that %s', (_, lines) => {
    const stamped = lines.map((line, index) => `[  1.00000${index}] ${line}`).join('\n');
    expect(eventsIn(stamped)).toEqual([fault()]);
    const journal = lines.map((line) => `Nov 06 10:00:00 (host-1) kernel: ${line}`).join('\r\n');
    expect(eventsIn(journal)).toEqual([fault()]);
  });

  test('of GFX9 can be retried or not', () => {
    for (const kind of ['no-retry ', 'retry ', 'VMC ']) {
      const text = [
        `${OLD}[gfxhub0] ${kind}page fault (src_id:0 ring:24 vmid:3 pasid:32769, for process python pid 1796 thread python pid 1796)`,
        ...details(OLD, 'VM'),
      ].join('\n');
      expect(eventsIn(text)).toEqual([fault({ hub: 'gfxhub0' })]);
    }
  });

  test('that the log begins in the midst of is one too; what repeats it is its echo', () => {
    const text = [
      ...details(OLD).slice(1),
      `${OLD}${head}, for process python pid 1796 thread python pid 1796)`,
      `${OLD}  in page starting at address 0x00007f5279bab000 from client 0x1b (UTCL2)`,
      `${OLD}GCVM_L2_PROTECTION_FAULT_STATUS:0x00000000`,
      `${OLD}\t Faulty UTCL2 client ID: CB/DB (0x0)`,
    ].join('\n');
    expect(eventsIn(text)).toEqual([
      { type: 'page-fault', slot: DEVICE, client: 'TCP (0x8)', status: 0x00301031, echo: false },
      fault({ status: 0, client: 'CB/DB (0x0)', echo: true }),
    ]);
  });

  test('of one card is not mixed up with that of another', () => {
    const other = '0000:03:00.0';
    const [address = ''] = details('');
    const text = [
      `${NEW}${head})`,
      `amdgpu ${other}: ${head})`,
      `amdgpu ${other}: ${address.replace('7f52', 'aaaa')}`,
      `${NEW}${address}`,
    ].join('\n');
    expect(eventsIn(text)).toMatchObject([
      { slot: DEVICE, address: '0x00007f5279bab000' },
      { slot: other, address: '0x0000aaaa79bab000' },
    ]);
  });
});

describe('hangs and resets', () => {
  test('of an older kernel', () => {
    const error = '[drm:amdgpu_job_timedout [amdgpu]] *ERROR* ';
    const text = [
      `[ 1.1] ${error}ring gfx_0.0.0 timeout, signaled seq=1, emitted seq=3`,
      `[ 1.2] ${error}Process information: process blender pid 12 thread blender:cs0 pid 13`,
      `[ 1.3] ${OLD}GPU reset begin!`,
      `[ 1.4] ${OLD}GPU reset end with ret = -110`,
    ].join('\n');
    expect(eventsIn(text)).toEqual([
      { type: 'ring-timeout', ring: 'gfx_0.0.0', recovered: false, program: 'blender' },
      { type: 'reset-begun' },
      { type: 'reset-failed' },
    ]);
  });

  test('of a newer one', () => {
    const text = [
      `${NEW}ring gfx_0.0.0 timeout, signaled seq=1, emitted seq=3`,
      `${NEW} Process python pid 12 thread python pid 13`,
      `${NEW}GPU reset begin!. Source:  1`,
      `${NEW}BACO reset`,
      `${NEW}GPU reset succeeded, trying to resume`,
      `${NEW}VRAM is lost due to GPU reset!`,
    ].join('\n');
    expect(eventsIn(text)).toEqual([
      { type: 'ring-timeout', ring: 'gfx_0.0.0', recovered: false, program: 'python' },
      { type: 'reset-begun' },
      { type: 'reset-method', method: 'BACO' },
      { type: 'reset-succeeded' },
      { type: 'vram-lost' },
    ]);
  });

  test('of the compute queues, and a ring that recovered', () => {
    expect(eventsIn('amdgpu: qcm fence wait loop timeout expired\n')).toEqual([
      { type: 'queue-timeout' },
    ]);
    expect(eventsIn(`${OLD}ring sdma0 timeout, but soft recovered`)).toEqual([
      { type: 'ring-timeout', ring: 'sdma0', recovered: true },
    ]);
  });
});

describe('what the driver says when it is loaded', () => {
  test.each([
    [
      '[ 0.07] Kernel command line: root=/dev/sda1 amdgpu.noretry=0',
      [
        { about: 'machine', key: 'cmdline', value: 'root=/dev/sda1 amdgpu.noretry=0' },
        {
          about: 'setting',
          kind: 'modparam',
          name: 'noretry',
          field: 'requested',
          value: '0',
          via: 'kernel command line',
        },
      ],
    ],
    [
      '[ 0.0] Linux version 6.14.0-34-generic (x) (gcc) #1',
      [{ about: 'machine', key: 'kernel', value: '6.14.0-34-generic' }],
    ],
    [
      '[ 3.6] [drm] amdgpu version: 6.14.14',
      [{ about: 'stack', component: 'amdgpu', layer: 'amdgpu', key: 'loaded', value: '6.14.14' }],
    ],
    [
      "[ 3.6] amdgpu: unknown parameter 'x' ignored",
      [{ about: 'setting', kind: 'modparam', name: 'x', field: 'ignored' }],
    ],
    [
      '[ 5.9] [drm] vm size is 262144 GB, 4 levels, block size is 9-bit, fragment size is 9-bit',
      [
        {
          about: 'setting',
          kind: 'modparam',
          name: 'vm_fragment_size',
          field: 'effective',
          value: '9',
        },
      ],
    ],
    [
      `[ 2.6] ${OLD}initializing kernel modesetting (IP DISCOVERY 0x1002:0x731F 0x1DA2:0xE409 0xC1).`,
      [
        { about: 'address', gpu: { slot: DEVICE } },
        { about: 'gpu', gpu: { slot: DEVICE }, key: 'pciId', value: '1002:731f' },
      ],
    ],
  ])('%s', (line, facts) => {
    expect(bareFacts(line)).toEqual(facts);
  });
});

const APERTURE =
  ':0:rocdevice.cpp            :2991: 1us:  Callback: Queue 0x7f41cc300000 aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: The agent attempted to access memory beyond the largest legal address. code: 0x29';
const CODE_ONLY = 'Queue 0x7f41cc300000 aborting with error : code: 0x29';
const ACCESS =
  'Memory access fault by GPU node-1 (Agent handle: 0x55724b0d00b0) on address 0x7fca1be00000. Reason: Page not present or supervisor privilege.';
const HANG = 'HW Exception by GPU node-1 (Agent handle: 0x5e5c11a41ac0) reason :GPU Hang';

test('what the runtime prints when it gives up', () => {
  expect(eventsIn([APERTURE, CODE_ONLY, ACCESS, HANG].join('\n'))).toEqual([
    { type: 'queue-error', status: 'HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION', code: 0x29 },
    { type: 'queue-error', code: 0x29 },
    {
      type: 'memory-access-fault',
      address: '0x7fca1be00000',
      reason: 'Page not present or supervisor privilege',
    },
    { type: 'hardware-exception', reason: 'GPU Hang' },
  ]);
});

describe('status 0x29 is an address error', () => {
  const FAULT = `${NEW}[gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:1)`;
  const account = (text: string, hasKernelLog: boolean) => accountOf(factsOf(text), hasKernelLog);

  test.each([APERTURE, CODE_ONLY])(
    'and without a page fault in the kernel log no page fault: %s',
    (line) => {
      const { reported, pageFaults, sentences } = account(line, true);
      expect([...reported]).toEqual(['address-error']);
      expect(pageFaults).toEqual([]);
      expect(sentences).toEqual([
        'The runtime reported status 0x29, and the kernel log that came along has no page fault: that fits an address error.',
      ]);
    },
  );

  test('without a kernel log, nothing is said of page faults', () => {
    expect(account(APERTURE, false).sentences).toEqual([
      'The runtime reported status 0x29; no kernel log says whether there was a page fault.',
    ]);
  });

  test('and a page fault beside it is told beside it', () => {
    const { reported, pageFaults, sentences } = account(`${APERTURE}\n${FAULT}`, true);
    expect([...reported]).toEqual(['address-error']);
    expect(pageFaults).toHaveLength(1);
    expect(sentences).toEqual([
      'The runtime reported status 0x29, and the kernel log has page faults as well: that one caused the other is not told.',
      'The kernel logged a page fault.',
    ]);
  });
});

test('a hang is told with its reset', () => {
  const text = `${HANG}\n${NEW}ring gfx_0.0.0 timeout, signaled seq=1, emitted seq=3\n${NEW}GPU reset begin!\n${NEW}MODE1 reset\n${NEW}GPU reset succeeded, trying to resume\n${NEW}VRAM is lost due to GPU reset!`;
  expect(accountOf(factsOf(text), true).sentences).toEqual([
    'The kernel logged a timeout of the ring gfx_0.0.0.',
    'The kernel reset the GPU (MODE1), with success, and what was in its memory was lost.',
  ]);
});

test('any text gives facts, never a throw', () => {
  const word = fc.constantFrom(
    '[gfxhub] page fault (',
    'ring x timeout,',
    OLD,
    NEW,
    '==> a <==',
    ' process ',
    '\n',
    'Agent 2',
    '  Name: gfx1',
    'simd_count 1',
    '[ 1.0] ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ unit: 'binary' }))), (parts) => {
      expect(Array.isArray(factsOf(parts.join('')))).toBe(true);
    }),
    runs(500),
  );
});
