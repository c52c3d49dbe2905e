import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { accountOf } from '../../../src/ingest/machine/account.ts';
import type { Fact, GpuEvent } from '../../../src/ingest/machine/fact.ts';
import { factsIn } from '../../../src/ingest/machine/facts.ts';
import { machineOf, type SaidOfMachine } from '../../../src/ingest/machine/machine-of.ts';
import { libraryOf } from '../../library-of.ts';

/*
 * Everything that is read of a machine, and what just misses it, written out in golden files: whoever changes
 * a reader sees there what it reads otherwise.
 */

const written = (value: unknown) =>
  stringify(JSON.parse(JSON.stringify(value, replaced)), { lineWidth: 0 });
const replaced = (_: string, value: unknown) => {
  if (value instanceof Set) return [...(value as Set<unknown>)];
  return value instanceof Map ? Object.fromEntries(value as Map<string, unknown>) : value;
};

const brief = ({ from, ...fact }: Fact) => ({
  ...fact,
  from: `${from.what}, ${from.file}:${from.line}`,
});

const DEVICE = '0000:0d:00.0';
const AT = `[    5.123456] amdgpu ${DEVICE}:`;

const FILES: Readonly<Record<string, string>> = {
  // Files of sysfs, one after another, as `tail -v -n +1` writes them.
  'sysfs.txt': `
==> /sys/class/drm/card0/device/vendor <==
0x1002

==> /sys/class/drm/card0/device/device <==
0x731F
==> /sys/class/drm/card0/device/mem_info_vram_total <==
  6425673728
==> /sys/class/drm/card0/device/uevent <==
DRIVER=amdgpu
PCI_CLASS=30000
PCI_ID=1002:731F
PCI_SLOT_NAME=${DEVICE.toUpperCase()}
==> /sys/class/drm/card1/device/vendor <==
0x1002
==> /sys/class/drm/card2/device/device <==
0x1234
==> /sys/class/drm/card3/device/vendor <==
0x10021
==> /sys/class/drm/card3/device/device <==
x 0x1234
==> /sys/class/drm/card4/device/mem_info_vram_total <==
6 GB
==> /sys/class/drm/card5/device/mem_info_vram_total <==
about 6
==> /sys/class/drm/card6/device/uevent <==
PCI_CLASS=10802
PCI_ID=144D:A808
PCI_SLOT_NAME=0000:01:00.0
==> /sys/class/drm/card7/device/uevent <==
PCI_ID=1002:73DF
==> /sys/class/drm/card8/device/uevent <==
PCI_CLASS=38000
PCI_ID=1002:74A1
PCI_SLOT_NAME=0000:c1:00.0
==> /sys/class/drm/card9/device/uevent <==
PCI_CLASS=030000
PCI_ID=1002:73DF0
PCI_SLOT_NAME=0000:c2:00.0
==> /sys/class/drm/card10/device/uevent <==
PCI_CLASS=300001
PCI_ID=1002:73FF
==> /sys/class/drm/card11/device/uevent <==
PCI_CLASS=30000
PCI_SLOT_NAME=0000:c3:00.0
==> /sys/module/amdgpu/parameters/mtype_local <==
1
==> /sys/module/amdgpu/parameters/noretry <==
cat: /sys/module/amdgpu/parameters/noretry: No such file or directory
==> /sys/module/other/parameters/mtype_local <==
2
==> /sys/class/kfd/kfd/topology/nodes/0/properties <==
cpu_cores_count 8
simd_count 0
==> /sys/class/kfd/kfd/topology/nodes/1/properties <==
simd_count 72
gfx_target_version 100100
vendor_id 4098
device_id 29471
location_id 3328
domain 0
unique_id x
==> /sys/class/kfd/kfd/topology/nodes/2/properties <==
simd_count 60
gfx_target_version 0
vendor_id 4098
device_id 0
location_id 0
==> /sys/class/kfd/kfd/topology/nodes/3/properties <==
simd_count 60
gfx_target_version 90010
device_id 29711
`,
  // As `grep -r` writes them.
  'grep.txt': `/sys/module/amdgpu/parameters/vm_fragment_size:9
/sys/module/amdgpu/parameters/noretry:-1
/tmp/other:1
`,
  'amdgpu.conf': `# options amdgpu mtype_local=9
  options amdgpu mtype_local=1 noretry=0 \\
  vm_fragment_size=9
options other mtype_local=3
options amdgpu debug x=1
`,
  'modinfo.txt': `filename: /lib/modules/x
version:        6.14.14
version:
parm:           mtype_local:MTYPE for local memory (int)
parm:           noretry:Disable retry (int)
parmtype:       other:int
`,
  'cmdline.txt':
    'BOOT_IMAGE=/vmlinuz root=/dev/x amdgpu.noretry=0 xamdgpu.no=1 amdgpu.mtype_local=2 ',
  'typed.txt': `user@host:~$ cat /proc/cmdline
  root=/dev/sda1 quiet
$ sudo cat -n /etc/os-release
NAME="X"
PRETTY_NAME="Linux X 1.0"
PRETTY_NAME="Linux Y"
root@host:/# uname -a
Linux host 6.14.0-34-generic #34 SMP x86_64
$ echo rocminfo
Agent 7
$ cat /opt/rocm-7.0.2/.info/version
7.0.2-56
`,
  uname: 'A line first\nLinux host 6.12.1 #1',
  'proc-version': 'Linux version 6.12.117-1~deb12u1 (x@y)',
  'os-release': 'PRETTY_NAME=Plain\n',
  'other-release': 'XPRETTY_NAME="No"\nPRETTY_NAME="A" and more\nPRETTY_NAME="B" \n',
  'rocm_version.txt': '12.345.678\n',
  'rocm-version-2': 'v7.0.2',
  'rocm-version-3': '7.0.2 and more',
  'rocm-version-4': '7.0',
  'rocm-version-5': '7.0.2.3.4',
  'env.txt': `PATH=/usr/bin
HOME=/home/x
HSA_ENABLE_SDMA=0
 HSA_XNACK=1
MIOPEN_LOG_LEVEL=6
EDITOR=vi
TORCH_LONG=${'x'.repeat(1000)}
TORCH_TOO_LONG=${'x'.repeat(1001)}
2BAD=1
`,
  'env-set.txt': 'HOME=/x\nPATH=/y\nHSA_OVERRIDE_GFX_VERSION=10.3.0\n',
  'env-of-a-gpu.txt': 'PATH=/y\nHOME=/x\nHSA_OVERRIDE_GFX_VERSION_1=10.3.0\n',
  'env-part.txt': 'PATH=/y\nHIP_VISIBLE_DEVICES=0\n',
  'env-other-part.txt': 'HSA_XNACK=1\nHOME=/x\n',
  'rocminfo.txt': `ROCk module is loaded
*******
Agent 1
*******
  Name:                    Some CPU
  Device Type:             CPU
  Chip ID:                 0(0x0)
*******
Agent 2
*******
  Name:                    gfx1030
  Name:                    again
  Marketing Name:          AMD Radeon RX 5600 XT
  Node:                    1
  Device Type:             GPU
  Chip ID:                 29471(0x731f)
  BDFID:                   3328
  Domain:                  1
    Name:                  deeper
Agent 3
  Name:                    gfx90a:xnack-
  Marketing Name:
  Internal Node ID:        5
  Node:                    4
  Device Type:             GPU
  Chip ID:                 29711
Agent 4
  Name:                    gfx1010
  Device Type:             GPU
  Chip ID:                 none
 Agent 5
`,
  'dmesg.txt': `[    0.000000] Linux version 6.14.0-34-generic (x@y) #34
[    0.000000] Kernel command line: root=/dev/x amdgpu.noretry=0
[    0.000001] Command line: root=/dev/y
[    0.000002] A Command line: no
[    3.000000] [drm] amdgpu version: 6.14.14
[    3.000000] [drm] initializing kernel modesetting (NAVI10 0x1002:0x731F 0x1002:0x0B36 0xC1).
${AT} amdgpu: vm size is 262144 GB, 4 levels, block size is 9-bit, fragment size is 9-bit
[    3.000001] amdgpu: unknown parameter 'mtype_locall' ignored
${AT} [drm:amdgpu_job_timedout [amdgpu]] *ERROR* ring gfx_0.0.0 timeout, signaled seq=1, emitted seq=3
${AT} [drm:amdgpu_job_timedout [amdgpu]] *ERROR* Process information: process python3 pid 99 thread python3 pid 99
${AT} ring sdma0 timeout, but soft recovered
${AT} Process other pid 1
${AT} qcm fence wait loop timeout expired
${AT} Process late pid 2
${AT} GPU reset begin!
${AT} GPU mode1 begin!
${AT} MODE1 reset
${AT} GPU BACO reset
${AT} GPU reset succeeded, trying to resume
${AT} GPU reset(2) succeeded!
${AT} GPU reset(3) end with ret = -62
${AT} GPU reset failed
${AT} VRAM is lost due to GPU reset!
${AT} [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:32770)
${AT}  Process python3 pid 100 thread python3 pid 100
${AT}   in page starting at address 0x00007f5279bab000 from client 10
${AT} GCVM_L2_PROTECTION_FAULT_STATUS:0x00301031
${AT}  Faulty UTCL2 client ID: TCP (0x8)
${AT}  for process second pid 101 thread second pid 101
${AT} GCVM_L2_PROTECTION_FAULT_STATUS:0x00000000
${AT} [mmhub0] no-retry page fault (src_id:0 ring:0 vmid:0 pasid:0, for process  pid 0 thread  pid 0)
[    9.000000] MMVM_L2_PROTECTION_FAULT_STATUS:0x00000001
[    9.000000] VM_L2_PROTECTION_FAULT_STATUS:0x00000002
[    9.000000]   in page starting at address 0x1 from IH client 0x12 (VMC)
[    9.000000]   not in page starting at address 0x2 from client 3
`,
  'stderr.txt': `Queue at 0x1 inactivated due to async error: HSA_STATUS_ERROR_MEMORY_FAULT: x
:0:rocdevice.cpp :1 : Callback: Queue 0x7f aborting with error : HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: The agent attempted. code: 0x29
aborting with error: code: 0x2B
aborting with error: nothing known
aborting with error : HSA_STATUS_ERROR_OUT_OF_RESOURCES
Memory access fault by GPU node-1 (Agent handle: 0x55d) on address 0x7f5279bab000. Reason: Page not present or supervisor privilege.
Memory access fault by GPU node-2 (Agent handle: 0x55d) on address (nil) and more. Reason: Unknown
HW Exception by GPU node-1 (Agent handle: 0x1) reason :GPU Hang
HW Exception by GPU node-1 reason: Other  
${'x'.repeat(1990)} aborting with error : HSA_STATUS_ERROR_CUT code: 0x30
`,
  'nothing.txt': 'Some text.\nAgent of change\n',
  'empty.txt': '\n \n',
};

test('what each file is, and what is read of it', async () => {
  const read = Object.entries(FILES).map(([file, text]) => {
    const { facts, kinds, parameters } = factsIn(new Map([[file, text]]));
    return [file, { kinds: kinds.get(file), parameters, facts: facts.map(brief) }];
  });
  await expect(written(Object.fromEntries(read))).toMatchFileSnapshot('golden/facts.yaml.txt');
});

const library = libraryOf({
  layer: [{ id: 'amdgpu', name: 'amdgpu', role: 'The driver.', requests: [], decides: [] }],
  gpu: [
    {
      ...{ id: 'one', name: 'One', summary: 'A family.', gfx: ['gfx1010'] },
      products: [
        { name: 'A', gfx: 'gfx1010', pciId: '1002:731f' },
        { name: 'B', gfx: 'gfx1010', pciId: '1002:0007' },
        { name: 'C', gfx: 'gfx1012', pciId: '1002:0007' },
      ],
    },
  ],
  setting: [
    {
      ...{ id: 'noretry', kind: 'modparam', name: 'noretry', summary: 'No.' },
      ...{ values: [], effects: [] },
    },
  ],
});

const only = (...files: string[]) =>
  Object.fromEntries(files.map((file) => [file, FILES[file] ?? '']));
const kfd = (more: string) =>
  `simd_count 72\ngfx_target_version 100100\nvendor_id 4098\ndevice_id 29471\n${more}`;
const dmesg = (message: string) => `[ 1.0] ${message}`;

const MACHINES: Readonly<
  Record<string, readonly [files: Readonly<Record<string, string>>, said?: SaidOfMachine]>
> = {
  'everything together': [FILES],
  'of what is installed and set': [
    only('modinfo.txt', 'amdgpu.conf', 'env.txt', 'grep.txt', 'uname', 'rocm_version.txt'),
    {
      machine: { os: 'Said', freshBoot: true, gpus: [{ name: 'A' }, { name: 'B' }] },
      stack: [{ component: 'PyTorch', loaded: '2.9' }, { component: 'ROCm' }],
      settings: [
        { kind: 'modparam', name: 'gone', requested: '1' },
        { kind: 'modparam', name: 'noretry', requested: '0' },
        { kind: 'modparam', name: 'asked-for' },
        { kind: 'env', name: 'noretry', requested: '2' },
        { kind: 'env', name: 'HSA_XNACK', unset: true },
      ],
    },
  ],
  'said otherwise': [
    {
      ...only('dmesg.txt', 'os-release', 'env-set.txt'),
      'rocm-version': '7.0.2',
      'parameters.txt': '==> /sys/module/amdgpu/parameters/noretry <==\n0\n',
    },
    {
      machine: { os: 'Other', kernel: '6.1', cmdline: 'root=/dev/z', freshBoot: false },
      stack: [
        { component: 'ROCm', installed: '7.1', loaded: '7.1' },
        { component: 'amdgpu', installed: '6', loaded: '6.14.15' },
      ],
      settings: [
        { kind: 'modparam', name: 'noretry', requested: '1', readback: { value: '1' } },
        {
          kind: 'modparam',
          name: 'vm_fragment_size',
          effective: { state: 'shown', value: '4', evidence: 'x' },
        },
        { kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', unset: true },
      ],
    },
  ],
  'said as the files have it': [
    only('uname', 'os-release', 'rocm-version-4'),
    { machine: { os: 'Plain' }, stack: [{ component: 'ROCm', installed: '7.0' }] },
  ],
  'files that disagree, where somebody says one of both': [
    {
      ...only('os-release'),
      b: 'PRETTY_NAME=Other\n',
      'rocm-version': '7.0',
      'rocm-version-b': '7.1',
    },
    { machine: { os: 'Plain' }, stack: [{ component: 'ROCm', installed: '7.2' }] },
  ],
  'files that disagree': [
    {
      ...only('os-release', 'env-set.txt'),
      ...{ b: 'PRETTY_NAME=Other\n', 'rocm-version': '7.0', 'rocm-version-b': '7.1' },
      ...{ a: dmesg('amdgpu version: 1'), c: dmesg('amdgpu version: 2') },
      d: 'HSA_OVERRIDE_GFX_VERSION=10.3.1\n',
      e: `PRETTY_NAME=${'x'.repeat(200)}`,
      f: `PRETTY_NAME=${'y'.repeat(200)}`,
      g: `PRETTY_NAME=${'z'.repeat(200)}`,
      h: 'options amdgpu a=1',
      i: 'PATH=/x\nHOME=/y\n',
    },
  ],
  'an override in force': [
    { ...only('env-set.txt', 'rocminfo.txt'), kfd: kfd('location_id 3328\ndomain 1\n') },
  ],
  'an override in force that somebody denies': [
    { ...only('rocminfo.txt'), kfd: kfd('location_id 3328\ndomain 1\n') },
    { settings: [{ kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', unset: true }] },
  ],
  'an override of another value': [
    {
      kfd: kfd('location_id 3328\n'),
      'rocminfo.txt': 'Agent 1\n  Name: gfx1031\n  Device Type: GPU\n  BDFID: 3328\n',
    },
    {
      settings: [
        { kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', requested: '10.3.0' },
        { kind: 'env', name: 'OTHER', requested: '10.3.1' },
      ],
    },
  ],
  'an override that is denied by a file': [
    {
      ...only('env.txt'),
      ...{ kfd: kfd('location_id 3328\n') },
      'rocminfo.txt': 'Agent 1\n  Name: gfx1030\n  Device Type: GPU\n  BDFID: 3328\n',
    },
  ],
  'one that somebody saw the effect of': [
    {
      ...only('env-set.txt'),
      ...{ kfd: kfd('location_id 3328\n') },
      'rocminfo.txt': 'Agent 1\n  Name: gfx1030\n  Device Type: GPU\n  BDFID: 3328\n',
    },
    {
      settings: [
        {
          ...{ kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', requested: '10.3.0' },
          effective: { state: 'shown', value: 'gfx1030', evidence: 'x' },
        },
      ],
    },
  ],
  'several cards, some of them named': [
    { a: kfd('location_id 768\n'), b: kfd('location_id 512\n').replace('29471', '7') },
    {
      machine: {
        gpus: [
          { name: 'Unknown', pciId: '1002:9999' },
          { name: 'Mine', pciId: '1002:0007', gfx: 'gfx1012', vramBytes: 1 },
        ],
      },
    },
  ],
  'one found and two named': [
    { a: kfd('location_id 768\n') },
    {
      machine: {
        gpus: [
          { name: 'X', gfx: 'gfx1010' },
          { name: 'Y', gfx: 'gfx1010' },
        ],
      },
    },
  ],
  'a card known by its id alone': [
    { 'rocminfo.txt': 'Agent 1\n  Name: x\n  Device Type: GPU\n  Chip ID: 29471\n' },
  ],
  'two kinds of cards with one id': [
    { 'rocminfo.txt': 'Agent 1\n  Name: x\n  Device Type: GPU\n  Chip ID: 7\n' },
  ],
  'parameters that are only read back': [
    {
      'parameters.txt':
        '==> /sys/module/amdgpu/parameters/noretry <==\n-1\n==> /sys/module/amdgpu/parameters/unheard <==\n1\n==> /sys/module/amdgpu/parameters/asked <==\n2\n',
    },
    { settings: [{ kind: 'modparam', name: 'asked' }] },
  ],
  'the same parameter read as two values': [
    {
      a: '==> /sys/module/amdgpu/parameters/noretry <==\n-1\n',
      b: '==> /sys/module/amdgpu/parameters/noretry <==\n0\n',
    },
  ],
  'nothing at all': [{}],
};

test('what machine comes of it', async () => {
  const machines = Object.entries(MACHINES).map(([name, [files, said = {}]]) => [
    name,
    machineOf(factsIn(new Map(Object.entries(files))), said, library, (file) => `id-of-${file}`),
  ]);
  await expect(written(Object.fromEntries(machines))).toMatchFileSnapshot(
    'golden/machines.yaml.txt',
  );
});

const APERTURE: GpuEvent = { type: 'queue-error', code: 0x29 };
const FAULT: GpuEvent = { type: 'page-fault', echo: false };
const timeout = (ring: string, recovered: boolean): GpuEvent => ({
  type: 'ring-timeout',
  ring,
  recovered,
});

const ACCOUNTS: Readonly<
  Record<string, readonly [events: readonly GpuEvent[], kernelLog?: boolean]>
> = {
  nothing: [[]],
  'an address error': [[APERTURE]],
  'an address error by name': [
    [{ type: 'queue-error', status: 'HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION' }],
    true,
  ],
  'another status': [[{ type: 'queue-error', status: 'HSA_STATUS_ERROR_MEMORY_FAULT' }]],
  'a status without name or number': [[{ type: 'queue-error' }]],
  'an address error beside page faults': [
    [APERTURE, { ...FAULT, program: 'b' }, { ...FAULT, program: 'a' }, { ...FAULT, program: 'b' }],
    true,
  ],
  'a page fault of nobody, and its echo': [[FAULT, { ...FAULT, echo: true }]],
  'what the runtime tells': [
    [
      { type: 'memory-access-fault', address: '0x1', reason: 'Unknown' },
      { type: 'hardware-exception', reason: 'GPU Hang' },
    ],
  ],
  'another exception': [[{ type: 'hardware-exception', reason: 'Other' }]],
  'a ring that recovered': [[timeout('gfx', true)]],
  'rings of which one did': [[timeout('gfx', true), timeout('sdma0', false), timeout('gfx', true)]],
  queues: [[{ type: 'queue-timeout' }, { type: 'vram-lost' }]],
  'a reset of which the end is not told': [[{ type: 'reset-begun' }]],
  'a reset of which only the way is told': [
    [
      { type: 'reset-method', method: 'BACO' },
      { type: 'reset-method', method: 'MODE1' },
      { type: 'reset-method', method: 'BACO' },
    ],
  ],
  'resets of both ends': [
    [
      { type: 'reset-begun' },
      { type: 'reset-succeeded' },
      { type: 'reset-failed' },
      { type: 'vram-lost' },
    ],
  ],
  'a reset that failed': [[{ type: 'reset-begun' }, { type: 'reset-failed' }]],
  'a reset that succeeded': [[{ type: 'reset-method', method: 'X' }, { type: 'reset-succeeded' }]],
  'an end without a beginning': [[{ type: 'reset-succeeded' }]],
};

test('how it fared', async () => {
  const from = { file: 'f', line: 1, what: 'log' };
  const other: Fact = { about: 'machine', key: 'os', value: 'X', from };
  const accounts = Object.entries(ACCOUNTS).map(([name, [events, hasKernelLog = false]]) => {
    const facts = events.map((event): Fact => ({ about: 'event', event, from }));
    return [name, accountOf([other, ...facts], hasKernelLog)];
  });
  await expect(written(Object.fromEntries(accounts))).toMatchFileSnapshot(
    'golden/accounts.yaml.txt',
  );
});
