import type { Detector } from './detector.ts';

/** Words after which four numbers with dots are a version: `rocm-core 10.3.0.1`, `version: 6.2.41.133`. */
const VERSIONED =
  /(?:\b(?:version|ver|release|rev|revision|firmware|microcode|fw|driver|vbios|bios|build|gc|gfx\w*|rocm\S{0,24}|hip\S{0,24}|hsa\w*|miopen|amdgpu|torch\w*|python|numpy|package|ucode|schema)["']?\)?\s{0,8}[:=]?\s{0,8}["'(v]?|[A-Za-z_][\w.]{0,40}[-=~<>!/_]{1,3}v?|\bv)$/i;

const isVersion = (before: string) => VERSIONED.test(before) && !/:\/\/$/.test(before);

/** Addresses that are the same on every machine. */
const EVERYWHERE = /^(?:0\.|127\.|255\.)/;

const isPrivate = (ip: string) => /^(?:192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(ip);

const IPV6 =
  /(?<![\w:.])(?<v>(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,7}:(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\w:]|\.\d)/gi;

const PAIRS = /^(?:[0-9a-f]{2}:){7}[0-9a-f]{2}$/i;

/** Addresses of the network and of people. */
export const ADDRESSES: readonly Detector[] = [
  {
    kind: 'email',
    hints: ['@'],
    pattern:
      /(?<![\w.%+\x80-\xff-])(?<v>[\w.%+\x80-\xff-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w-]|\.\w)/g,
    accept: (value, before) =>
      !/^git@/i.test(value) &&
      // A line break as JSON writes it, before a decorator: `\n@pytest.mark.skip`.
      !(/^[nrt]@/.test(value) && before.endsWith('\\')) &&
      !/:\/\/[^\s/@]{1,63}:$/.test(before) &&
      !/\.(?:service|socket|timer|mount|target|slice|scope|so|py|js|ts|cpp|log)$/i.test(value),
  },
  {
    kind: 'mac',
    hints: [':', '-'],
    pattern:
      /(?<![\w:.-])(?<v>[0-9a-f]{2}(?::[0-9a-f]{2}){5}(?:(?::[0-9a-f]{2}){2})?|[0-9a-f]{2}(?:-[0-9a-f]{2}){5})(?![\w:-]|\.\d)/gi,
    accept: (value) =>
      !/^(?:00[:-])+00$/.test(value) && (value.includes(':') || /[a-f]/i.test(value)),
  },
  {
    kind: 'ip',
    hints: ['.'],
    pattern:
      /(?<![\w.])(?<v>(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\w-]|\.\d)/g,
    accept: (value, before) => !EVERYWHERE.test(value) && (isPrivate(value) || !isVersion(before)),
  },
  {
    kind: 'ip',
    hints: [':'],
    pattern: IPV6,
    // Many a name in C++ (`abc::add`) has the form of a short address: only what is assigned counts.
    accept: (value) =>
      !PAIRS.test(value) &&
      (!value.includes('::') ||
        /^(?:2[0-9a-f]{3}|3[0-9a-f]{3}|f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/i.test(value)),
  },
];
