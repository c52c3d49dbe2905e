/** A context to start from. As it stands it says nothing; every line with a single # may be taken into use. */
export const CONTEXT_TEMPLATE = `# yaml-language-server: $schema=content/.schema/context.json
## What the report of the tests does not say. Take the # away from what you know, leave out what you do
## not: absent means "not recorded". What files show (--with) need not be said here; where both say
## something and differ, ingest asks you to correct one.
{}
# id: 2026-01-31-example-conv
# title: 'Convolutions on an example card'
# date: 2026-01-31T14:03:00Z
# runner: { id: example, kind: person }

# machine:
#   os: Example OS 1.0
#   kernel: 0.0.0-example
#   cmdline: BOOT_IMAGE=/vmlinuz amdgpu.noretry=0
#   freshBoot: true
#   gpus:
#     - name: Example GPU
#       gfx: gfx0000
#       gfxReported: gfx0000
#       pciId: '0000:0000'
#       vramBytes: 6442450944

## The version on the disk, and the one that the process had in memory, only if you looked.
# stack:
#   - component: ROCm
#     installed: 0.0.0
#   - component: PyTorch
#     installed: 0.0.0+example
#     loaded: 0.0.0+example

## What was asked for, and what was read back. "unset: true" means that you know it was not set.
# settings:
#   - kind: modparam
#     name: mtype_local
#     via: /etc/modprobe.d/amdgpu.conf
#     requested: '1'
#     readback: { value: '1' }
#   - kind: env
#     name: HSA_OVERRIDE_GFX_VERSION
#     unset: true

## For a test, by its name in the report: the probe of the site that it is (content/probes/).
# probes:
#   test_conv_3x3: conv-3x3

## Whatever else is to be known, one sentence each.
# notes:
#   - The desktop froze after the third test.
`;
