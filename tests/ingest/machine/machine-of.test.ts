import { describe, expect, test } from 'vitest';
import { factsIn } from '../../../src/ingest/machine/facts.ts';
import { machineOf, type SaidOfMachine } from '../../../src/ingest/machine/machine-of.ts';
import { libraryOf } from '../../library-of.ts';

const library = libraryOf({
  gpu: [
    {
      id: 'one',
      name: 'One',
      summary: 'A family.',
      gfx: ['gfx1010'],
      products: [
        { name: 'A', gfx: 'gfx1010', pciId: '1002:731f' },
        { name: 'B', gfx: 'gfx1010', pciId: '1002:731f' },
        { name: 'C', pciId: '1002:0001' },
      ],
    },
  ],
});

const kfd = (version: number, device = 0x731f) =>
  `simd_count 72\ngfx_target_version ${version}\nvendor_id 4098\ndevice_id ${device}\nlocation_id 2560\n`;
const rocminfo = (name: string, node = 1) =>
  `Agent 2\n  Name:   ${name}\n  Marketing Name:   AMD Radeon RX 5600 XT\n  Device Type:   GPU\n  Chip ID:   29471(0x731f)\n  Internal Node ID: ${node}\n`;

function machine(files: Readonly<Record<string, string>>, said: SaidOfMachine = {}) {
  return machineOf(
    factsIn(new Map(Object.entries(files))),
    said,
    library,
    (file) => `id-of-${file}`,
  );
}

describe('GPUs', () => {
  test('are put together from what the kernel and user space say', () => {
    const { machine: found, deviations } = machine({
      kfd: kfd(100100),
      rocminfo: rocminfo('gfx1010'),
    });
    expect(found.gpus).toEqual([
      {
        family: 'one',
        name: 'AMD Radeon RX 5600 XT',
        gfx: 'gfx1010',
        gfxReported: 'gfx1010',
        pciId: '1002:731f',
      },
    ]);
    expect(deviations).toEqual([]);
  });

  test('show the fingerprint of the override', () => {
    const { machine: found, deviations } = machine({
      kfd: kfd(100100),
      rocminfo: rocminfo('gfx1030'),
    });
    expect(found.gpus).toMatchObject([{ gfx: 'gfx1010', gfxReported: 'gfx1030', family: 'one' }]);
    expect(deviations).toEqual([
      {
        code: 'override-fingerprint',
        at: '/machine/gpus/0/gfxReported',
        note: 'User space was told gfx1030 (rocminfo, rocminfo:2), but the chip is gfx1010, 1002:731f: the fingerprint of HSA_OVERRIDE_GFX_VERSION.',
      },
    ]);
  });

  test('show it by rocminfo alone, where every known card with that chip is the same', () => {
    const { machine: found, deviations } = machine({ rocminfo: rocminfo('gfx1030') });
    expect(found.gpus).toMatchObject([{ gfx: 'gfx1010', gfxReported: 'gfx1030' }]);
    expect(deviations.map(({ code }) => code)).toEqual(['override-fingerprint', 'gfx-from-pci-id']);
  });

  test('of an unknown chip are not guessed', () => {
    const text = rocminfo('gfx1030').replace('731f', '0001').replace('29471', '1');
    expect(machine({ rocminfo: text }).machine.gpus).toEqual([
      { name: 'AMD Radeon RX 5600 XT', gfxReported: 'gfx1030', pciId: '1002:0001' },
    ]);
  });

  test('on which files disagree lack what they disagree on', () => {
    const { machine: found, deviations } = machine({ a: kfd(100100), b: kfd(100102) });
    expect(found.gpus).toEqual([{ pciId: '1002:731f' }]);
    expect(deviations).toEqual([
      {
        code: 'files-disagree',
        at: '/machine/gpus/0',
        note: 'Left out: the files disagree on gfx: "gfx1010" (KFD properties, a:2), "gfx1012" (KFD properties, b:2).',
      },
    ]);
  });

  test('that sit in different places are different', () => {
    const { machine: found } = machine({
      a: kfd(100100),
      b: kfd(90010, 0x740f).replace('2560', '768'),
    });
    expect(found.gpus.map(({ gfx }) => gfx)).toEqual(['gfx90a', 'gfx1010']);
  });

  test('that somebody names are joined with those found; where they differ, neither is chosen', () => {
    const said = { machine: { gpus: [{ name: 'Radeon RX 5600 XT', gfx: 'gfx1012' }] } };
    const { machine: found, conflicts } = machine({ kfd: kfd(100100) }, said);
    expect(found.gpus).toMatchObject([{ name: 'Radeon RX 5600 XT', pciId: '1002:731f' }]);
    expect(conflicts).toEqual([
      {
        at: '/machine/gpus/0/gfx',
        said: 'gfx1012',
        found: 'gfx1010',
        from: { file: 'kfd', line: 2, what: 'KFD properties' },
      },
    ]);
  });

  test('that somebody names come first, and what is told of each stays with it', () => {
    const files = {
      a: kfd(100100),
      b: kfd(90010, 0x740f).replace('2560', '768'),
      c: kfd(90012, 0x740f).replace('2560', '768'),
      rocminfo: rocminfo('gfx1030').replace('Node ID: 1', 'Node ID: 1\n  BDFID:   2560'),
    };
    const alone = machine(files);
    expect(alone.machine.gpus.map(({ pciId }) => pciId)).toEqual(['1002:740f', '1002:731f']);
    const places = (deviations: typeof alone.deviations) =>
      deviations.map(({ code, at }) => [code, at]);
    expect(places(alone.deviations)).toEqual([
      ['files-disagree', '/machine/gpus/0'],
      ['override-fingerprint', '/machine/gpus/1/gfxReported'],
    ]);
    const gpus = [{ name: 'Not there' }, { name: 'Mine', pciId: '1002:731f' }];
    const said = machine(files, { machine: { gpus } });
    expect(said.machine.gpus.map(({ name, pciId }) => [name, pciId])).toEqual([
      ['Not there', undefined],
      ['Mine', '1002:731f'],
      [undefined, '1002:740f'],
    ]);
    expect(places(said.deviations)).toEqual([
      ['override-fingerprint', '/machine/gpus/1/gfxReported'],
      ['files-disagree', '/machine/gpus/2'],
    ]);
  });

  test('of which somebody says what files disagree on lack nothing, and differ from some', () => {
    const said = { machine: { gpus: [{ name: 'Mine', gfx: 'gfx1010' }] } };
    const both = machine({ a: kfd(100100), b: kfd(100102) }, said);
    expect(both.machine.gpus).toEqual([
      { family: 'one', name: 'Mine', gfx: 'gfx1010', pciId: '1002:731f' },
    ]);
    expect(both.deviations).toEqual([]);
    expect(both.conflicts).toEqual([
      {
        at: '/machine/gpus/0/gfx',
        said: 'gfx1010',
        found: 'gfx1012',
        from: { file: 'b', line: 2, what: 'KFD properties' },
      },
    ]);
  });

  test('that somebody names are of the family that has their chip, unless another is named', () => {
    const gpus = [{ gfx: 'gfx1010' }, { gfx: 'gfx9999' }, { gfx: 'gfx1010', family: 'other' }];
    const { machine: found } = machine({}, { machine: { gpus } });
    expect(found.gpus).toEqual([{ family: 'one', gfx: 'gfx1010' }, ...gpus.slice(1)]);
  });

  test('of which somebody says the chip do not have it by their PCI id', () => {
    const said = { machine: { gpus: [{ name: 'Mine', gfx: 'gfx1010' }] } };
    const { deviations } = machine({ rocminfo: rocminfo('gfx1030') }, said);
    expect(deviations.map(({ code }) => code)).toEqual(['override-fingerprint']);
  });
});

describe('the kernel and the stack', () => {
  const files = {
    uname: 'Linux box 6.14.0-34-generic #34 SMP',
    'rocm/.info/version': '7.0.2\n',
    dmesg: '[ 0.0] Linux version 6.14.0-34-generic (x)\n[ 3.6] [drm] amdgpu version: 6.14.14\n',
  };

  test('come from files', () => {
    expect(machine(files)).toMatchObject({
      machine: { kernel: '6.14.0-34-generic' },
      stack: [
        { component: 'ROCm', installed: '7.0.2' },
        { component: 'amdgpu', loaded: '6.14.14' },
      ],
      deviations: [],
      conflicts: [],
    });
  });

  test('are left out where files disagree', () => {
    const { machine: found, deviations } = machine({ ...files, other: 'Linux box 6.12.1 #1 SMP' });
    expect(found.kernel).toBeUndefined();
    expect(deviations).toMatchObject([{ code: 'files-disagree', at: '/machine/kernel' }]);
  });

  test('that somebody says otherwise are a conflict', () => {
    const said = {
      machine: { kernel: '6.12.1' },
      stack: [{ component: 'ROCm', installed: '7.0.1', loaded: '7.0.1' }],
    };
    const { conflicts, stack } = machine(files, said);
    expect(conflicts.map(({ at, said, found }) => [at, said, found])).toEqual([
      ['/machine/kernel', '6.12.1', '6.14.0-34-generic'],
      ['/stack/0/installed', '7.0.1', '7.0.2'],
    ]);
    expect(stack[0]).toEqual({ component: 'ROCm', installed: '7.0.1', loaded: '7.0.1' });
  });
});

describe('settings', () => {
  const files = {
    '/etc/modprobe.d/x.conf': 'options amdgpu mtype_local=1 vm_fragment_size=9 y=2\n',
    '/sys/module/amdgpu/parameters/mtype_local': '1\n',
    '/sys/module/amdgpu/parameters/dpm': '-1\n',
    dmesg:
      "[ 5.9] [drm] vm size is 1 GB, 4 levels, block size is 9-bit, fragment size is 9-bit\n[ 6.0] amdgpu: unknown parameter 'y' ignored\n",
  };

  test('are asked for, read back and shown to act, each by itself', () => {
    expect(machine(files).settings).toEqual([
      {
        kind: 'modparam',
        name: 'mtype_local',
        via: '/etc/modprobe.d/x.conf',
        requested: '1',
        readback: { value: '1', evidence: 'id-of-/sys/module/amdgpu/parameters/mtype_local' },
      },
      {
        kind: 'modparam',
        name: 'vm_fragment_size',
        via: '/etc/modprobe.d/x.conf',
        requested: '9',
        effective: { state: 'shown', value: '9', evidence: 'id-of-dmesg' },
      },
      {
        kind: 'modparam',
        name: 'y',
        via: '/etc/modprobe.d/x.conf',
        requested: '2',
        effective: { state: 'shown-not', evidence: 'id-of-dmesg' },
      },
    ]);
  });

  test('that were only read back are there if somebody names them', () => {
    const said: SaidOfMachine = { settings: [{ kind: 'modparam', name: 'dpm' }] };
    expect(machine(files, said).settings.find(({ name }) => name === 'dpm')).toEqual({
      kind: 'modparam',
      name: 'dpm',
      readback: { value: '-1', evidence: 'id-of-/sys/module/amdgpu/parameters/dpm' },
    });
  });

  test('that are asked for in two ways are left out of what was asked for', () => {
    const { settings, deviations } = machine({
      a: 'options amdgpu noretry=0\n',
      b: 'BOOT_IMAGE=/vmlinuz root=/dev/sda1 amdgpu.noretry=1',
    });
    expect(settings).toEqual([{ kind: 'modparam', name: 'noretry' }]);
    expect(deviations).toMatchObject([{ code: 'files-disagree' }]);
  });

  test('of which somebody says what files disagree on lack nothing, and differ from some', () => {
    const asked = {
      a: 'options amdgpu noretry=0\n',
      b: 'BOOT_IMAGE=/vmlinuz root=/dev/sda1 amdgpu.noretry=1',
    };
    const noretry = { kind: 'modparam' as const, name: 'noretry' };
    const one = machine(asked, { settings: [{ ...noretry, requested: '1' }] });
    expect(one.settings).toMatchObject([{ ...noretry, requested: '1' }]);
    expect(one.deviations).toEqual([]);
    expect(one.conflicts).toMatchObject([{ at: '/settings/0/requested', said: '1', found: '0' }]);
    const none = machine(asked, { settings: [{ ...noretry, unset: true }] });
    expect(none.conflicts.map(({ at, said, found }) => [at, said, found])).toEqual([
      ['/settings/0/unset', 'not set', '0'],
      ['/settings/0/unset', 'not set', '1'],
    ]);
    // Of a value that nobody said it is told that it is left out.
    const silent = machine(asked, { settings: [noretry] });
    expect(silent.deviations).toMatchObject([{ code: 'files-disagree' }]);
  });

  test('that somebody says otherwise are a conflict', () => {
    const said: SaidOfMachine = {
      settings: [{ kind: 'modparam', name: 'mtype_local', requested: '0' }],
    };
    expect(machine(files, said).conflicts).toMatchObject([
      { at: '/settings/0/requested', said: '0', found: '1' },
    ]);
  });

  test('that the module does not have are told', () => {
    const said: SaidOfMachine = { settings: [{ kind: 'modparam', name: 'z', requested: '0' }] };
    const { deviations } = machine({ modinfo: 'parm:   noretry:Text (int)\n' }, said);
    expect(deviations).toMatchObject([{ code: 'parameter-unknown' }]);
  });

  test('the override is shown to act by the chip that is reported', () => {
    const { settings } = machine({
      kfd: kfd(100100),
      rocminfo: rocminfo('gfx1030'),
      env: 'HSA_OVERRIDE_GFX_VERSION=10.3.0\n',
    });
    expect(settings).toEqual([
      {
        kind: 'env',
        name: 'HSA_OVERRIDE_GFX_VERSION',
        requested: '10.3.0',
        effective: { state: 'shown', value: 'gfx1030', evidence: 'id-of-rocminfo' },
      },
    ]);
  });

  test('an override that is said not to be set, but shows, is a conflict', () => {
    const said: SaidOfMachine = {
      settings: [{ kind: 'env', name: 'HSA_OVERRIDE_GFX_VERSION', unset: true }],
    };
    const { conflicts } = machine({ kfd: kfd(100100), rocminfo: rocminfo('gfx1030') }, said);
    expect(conflicts).toMatchObject([{ at: '/settings/0/unset', said: 'not set' }]);
  });
});
