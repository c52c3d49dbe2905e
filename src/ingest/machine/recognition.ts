import type { Capture } from './capture.ts';
import { logLine } from './log-line.ts';

/** The kinds of captures that are read for facts of the machine. */
export type CaptureKind =
  | 'kfd-properties'
  | 'drm-device'
  | 'module-parameter'
  | 'modprobe'
  | 'modinfo'
  | 'rocminfo'
  | 'cmdline'
  | 'kernel-version'
  | 'os-release'
  | 'rocm-version'
  | 'environment'
  | 'log';

/** What only its place tells: the content is one value. */
const BY_PATH: readonly (readonly [RegExp, CaptureKind])[] = [
  [/(?:^|\/)module\/amdgpu\/parameters\/\w+$/, 'module-parameter'],
  [/(?:^|\/)(?:uevent|vendor|device|mem_info_vram_total)$/, 'drm-device'],
  [/(?:^|\/)rocm[^/]*\/(?:core[^/]*\/)?\.info\/version(?:-\w+)?$/, 'rocm-version'],
  [/(?:^|\/)rocm[\w.-]{0,20}version[\w.-]{0,8}$/i, 'rocm-version'],
  [/(?:^|\/)proc\/cmdline$/, 'cmdline'],
];

/** What can be told by its content, wherever it lies. */
const BY_CONTENT: readonly (readonly [CaptureKind, (line: string) => boolean])[] = [
  [
    'kfd-properties',
    (line) => /^(?:simd_count|gfx_target_version|cpu_cores_count) \d+\s*$/.test(line),
  ],
  [
    'rocminfo',
    (line) =>
      /^(?:ROCk module is loaded|HSA (?:System Attributes|Agents)|Agent \d+)\s*$/.test(line),
  ],
  ['modinfo', (line) => /^parm:\s+\w+:/.test(line)],
  ['modprobe', (line) => /^\s*options\s+amdgpu\s+\w+=/.test(line)],
  ['os-release', (line) => /^PRETTY_NAME=/.test(line)],
  ['drm-device', (line) => /^PCI_SLOT_NAME=/.test(line)],
  ['environment', (line) => /^(?:PATH|HSA_\w+|MIOPEN_\w+)=/.test(line)],
  ['cmdline', (line) => /^(?:BOOT_IMAGE|initrd)=\S+ .*\broot=/.test(line)],
  ['log', isOfALog],
  ['kernel-version', (line) => /^Linux (?:version|\S+) \d+\.\d+/.test(line)],
];

/** Lines that a kernel log or the standard error of a GPU program may hold. */
function isOfALog(line: string): boolean {
  if (/\bamdgpu\b.*:|\[drm[:\]]|\bkernel: /.test(line)) return true;
  if (/\baborting with error ?:|\bby GPU node-\d/.test(line)) return true;
  return logLine(line).stamped;
}

/** So many lines are looked at. */
const LOOK = 400;

/** What a capture is; undefined if it is nothing that facts are read from. */
export function kindOf({ path, lines }: Capture): CaptureKind | undefined {
  const known = BY_PATH.find(([pattern]) => pattern.test(path ?? ''));
  if (known !== undefined) return known[1];
  const head = lines.slice(0, LOOK);
  return BY_CONTENT.find(([, is]) => head.some(({ text }) => is(text)))?.[0];
}
