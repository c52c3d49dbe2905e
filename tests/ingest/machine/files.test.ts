import { describe, expect, test } from 'vitest';
import { capturesIn } from '../../../src/ingest/machine/capture.ts';
import { factsIn } from '../../../src/ingest/machine/facts.ts';
import { gfxOfOverride, gfxOfTargetVersion } from '../../../src/ingest/machine/gfx-target.ts';
import { bareFacts, factsOf } from './facts-of.ts';

const KFD = `cpu_cores_count 0
simd_count 72
simd_per_cu 2
gfx_target_version 100100
vendor_id 4098
device_id 29471
location_id 2560
domain 0
drm_render_minor 128
`;

const ROCMINFO = `ROCk module is loaded
=====================
HSA Agents
=====================
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
  Uuid:                    GPU-XX
  Marketing Name:          AMD Radeon RX 5600 XT
  Node:                    1
  Device Type:             GPU
  Cache Info:
    L1:                      16(0x10) KB
  Chip ID:                 29471(0x731f)
  BDFID:                   2560
  Internal Node ID:        1
  ISA Info:
    ISA 1
      Name:                    amdgcn-amd-amdhsa--gfx1030
`;

describe('the name of an ISA', () => {
  test.each([
    [100100, 'gfx1010'],
    [100102, 'gfx1012'],
    [100300, 'gfx1030'],
    [90010, 'gfx90a'],
    [90402, 'gfx942'],
    [90012, 'gfx90c'],
    [120001, 'gfx1201'],
    [0, undefined],
    [1.5, undefined],
  ])('of gfx_target_version %d is %s', (version, name) => {
    expect(gfxOfTargetVersion(version)).toBe(name);
  });

  test.each([
    ['10.3.0', 'gfx1030'],
    ['9.0.10', 'gfx90a'],
    ['10.3', undefined],
    ['gfx1030', undefined],
  ])('of the override %s is %s', (value, name) => {
    expect(gfxOfOverride(value)).toBe(name);
  });
});

describe('captures', () => {
  test('stand under headings, prompts and prefixes, or are the whole file', () => {
    const text = [
      'first',
      '==> /sys/module/amdgpu/parameters/noretry <==',
      '-1',
      '',
      'someone@somewhere:~$ cat /proc/cmdline',
      'BOOT_IMAGE=/vmlinuz root=/dev/sda1',
      '$ sudo dmesg',
      '[ 1.0] x',
      '$ echo 1',
      '/sys/module/amdgpu/parameters/mtype_local:1',
    ].join('\n');
    const found = capturesIn('t.txt', text).map(({ path, command, lines }) => ({
      path,
      command,
      lines: lines.map((line) => `${line.number} ${line.text}`),
    }));
    expect(found).toEqual([
      { path: 't.txt', command: undefined, lines: ['1 first'] },
      { path: '/sys/module/amdgpu/parameters/noretry', command: undefined, lines: ['3 -1'] },
      {
        path: '/proc/cmdline',
        command: 'cat /proc/cmdline',
        lines: ['6 BOOT_IMAGE=/vmlinuz root=/dev/sda1'],
      },
      { path: undefined, command: 'sudo dmesg', lines: ['8 [ 1.0] x'] },
      { path: '/sys/module/amdgpu/parameters/mtype_local', command: undefined, lines: ['10 1'] },
    ]);
  });

  test('end with the next command, whatever it is; a remark is none', () => {
    const text =
      'user@host:~$ uname -a\nLinux host 6.14.0 #1\n# a remark\n$ python3 x.py\n[drm] x: y\n';
    const found = capturesIn('t.txt', text).map(({ command, lines }) => [command, lines.length]);
    expect(found).toEqual([
      ['uname -a', 2],
      ['python3 x.py', 1],
    ]);
    expect(bareFacts(text)).toEqual([{ about: 'machine', key: 'kernel', value: '6.14.0' }]);
  });

  test('of nothing are none', () => {
    expect(capturesIn('t.txt', '\n \r\n')).toEqual([]);
  });
});

test('KFD properties tell the chip, its PCI id and where it sits', () => {
  const path = 'sys/class/kfd/kfd/topology/nodes/1/properties';
  const gpu = { slot: '0000:0a:00.0', node: 1 };
  expect(bareFacts(KFD, path)).toEqual([
    { about: 'address', gpu },
    { about: 'gpu', gpu, key: 'gfx', value: 'gfx1010' },
    { about: 'gpu', gpu, key: 'pciId', value: '1002:731f' },
  ]);
  expect(factsOf(KFD, path)[1]?.from).toEqual({ file: path, line: 4, what: 'KFD properties' });
});

test('KFD properties of a CPU tell nothing', () => {
  expect(
    bareFacts('cpu_cores_count 16\nsimd_count 0\ngfx_target_version 0\ndevice_id 0\n'),
  ).toEqual([]);
});

test('rocminfo tells what user space was told, and the chip', () => {
  const gpu = { slot: '0000:0a:00.0', node: 1 };
  expect(bareFacts(ROCMINFO)).toEqual([
    { about: 'address', gpu },
    { about: 'gpu', gpu, key: 'gfxReported', value: 'gfx1030' },
    { about: 'gpu', gpu, key: 'pciId', value: '1002:731f' },
    { about: 'gpu', gpu, key: 'name', value: 'AMD Radeon RX 5600 XT' },
  ]);
});

test('the files of a card tell its PCI id and its memory', () => {
  const at = '/sys/class/drm/card1/device';
  const text = [
    `==> ${at}/vendor <==`,
    '0x1002',
    `==> ${at}/device <==`,
    '0x731f',
    `==> ${at}/uevent <==`,
    'DRIVER=amdgpu',
    'PCI_CLASS=30000',
    'PCI_ID=1002:731F',
    'PCI_SLOT_NAME=0000:0A:00.0',
    `==> ${at}/mem_info_vram_total <==`,
    '6425673728',
  ].join('\n');
  const folder = at;
  expect(bareFacts(text)).toEqual([
    { about: 'address', gpu: { folder, slot: '0000:0a:00.0' } },
    { about: 'gpu', gpu: { folder, slot: '0000:0a:00.0' }, key: 'pciId', value: '1002:731f' },
    { about: 'gpu', gpu: { folder }, key: 'vramBytes', value: '6425673728' },
    { about: 'gpu', gpu: { folder }, key: 'pciId', value: '1002:731f' },
  ]);
});

test('the device of a sound card is no GPU', () => {
  expect(bareFacts('PCI_CLASS=40300\nPCI_ID=1002:AB38\nPCI_SLOT_NAME=0000:0a:00.1\n')).toEqual([]);
});

test('module parameters are read back, and one that is not there is no value', () => {
  const text = [
    '$ cat /sys/module/amdgpu/parameters/mtype_local',
    '1',
    '$ cat /sys/module/amdgpu/parameters/nope',
    'cat: /sys/module/amdgpu/parameters/nope: No such file or directory',
  ].join('\n');
  expect(bareFacts(text)).toEqual([
    { about: 'setting', kind: 'modparam', name: 'mtype_local', field: 'readback', value: '1' },
  ]);
});

test('modprobe.d and the command line tell what was asked for', () => {
  const asked = (name: string, value: string, via: string) => {
    return { about: 'setting', kind: 'modparam', name, field: 'requested', value, via };
  };
  const conf = '# options amdgpu x=1\noptions ttm pages_limit=1\noptions amdgpu a=1 \\\n  b=0x2\n';
  const path = '/etc/modprobe.d/amdgpu.conf';
  expect(bareFacts(`==> ${path} <==\n${conf}`)).toEqual([
    asked('a', '1', path),
    asked('b', '0x2', path),
  ]);
  const brokenOff = bareFacts('options amdgpu a=1 \\');
  expect(brokenOff).toEqual([asked('a', '1', 'file.txt')]);
  const line = 'BOOT_IMAGE=/vmlinuz root=/dev/sda1 ro amdgpu.noretry=0 amdgpu.x=y';
  expect(bareFacts(line)).toEqual([
    { about: 'machine', key: 'cmdline', value: line },
    asked('noretry', '0', 'kernel command line'),
    asked('x', 'y', 'kernel command line'),
  ]);
});

test('modinfo tells which parameters there are; a description may hold anything', () => {
  const text =
    'version:        6.16.6\nparm:           noretry:Disable (0 = a: b, -1 auto (default)) (int)\nparm: mtype_local:MTYPE (int)\n';
  const { facts, parameters } = factsIn(new Map([['m', text]]));
  expect(parameters).toEqual(new Set(['noretry', 'mtype_local']));
  expect(facts).toMatchObject([{ component: 'amdgpu', key: 'installed', value: '6.16.6' }]);
});

test.each([
  ['opt/rocm/.info/version', '7.0.2-56\n', '7.0.2-56'],
  ['/opt/rocm/core-7.14/.info/version', '7.14.0\n', '7.14.0'],
  ['rocm-version.txt', '6.2.4', '6.2.4'],
])('%s tells the release', (path, text, value) => {
  expect(bareFacts(text, path)).toEqual([
    { about: 'stack', component: 'ROCm', key: 'installed', value },
  ]);
});

test('a number is a release only where its place says so', () => {
  expect(bareFacts('7.0.2\n', 'notes.txt')).toEqual([]);
});

test('the kernel and the system', () => {
  expect(bareFacts('Linux (host-1) 6.14.0-34-generic #34 SMP x86_64 GNU/Linux')).toEqual([
    { about: 'machine', key: 'kernel', value: '6.14.0-34-generic' },
  ]);
  expect(bareFacts('NAME="X"\nPRETTY_NAME="Example OS 1.0"\n')).toEqual([
    { about: 'machine', key: 'os', value: 'Example OS 1.0' },
  ]);
});

test('the variables of the stack, and that a whole environment lacks the override', () => {
  const set = (name: string, value: string) => {
    return { about: 'setting', kind: 'env', name, field: 'requested', value };
  };
  const text = 'PATH=/bin\nHOME=/root\nMIOPEN_LOG_LEVEL=6\nEDITOR=vi\n';
  expect(bareFacts(text)).toEqual([
    set('MIOPEN_LOG_LEVEL', '6'),
    { about: 'setting', kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', field: 'unset' },
  ]);
  expect(bareFacts('HSA_OVERRIDE_GFX_VERSION=10.3.0\nMIOPEN_LOG_LEVEL=6')).toEqual([
    set('HSA_OVERRIDE_GFX_VERSION', '10.3.0'),
    set('MIOPEN_LOG_LEVEL', '6'),
  ]);
});

test('a text of another kind gives nothing, and says so', () => {
  const { facts, kinds } = factsIn(new Map([['a.md', '# Notes\n\nNothing here.\n']]));
  expect(facts).toEqual([]);
  expect(kinds.get('a.md')).toEqual([]);
});
