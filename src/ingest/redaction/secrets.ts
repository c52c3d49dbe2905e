import type { Detector } from './detector.ts';
import { BETWEEN } from './keyed.ts';

const re = (source: string, flags = 'g') => new RegExp(source, flags);

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** Names of files and keys that hold what is unlike on every machine. */
const SERIAL_FILES =
  'unique_id|serial_number|product_serial|board_serial|chassis_serial|machine-id|product_uuid|boot_id';

const hasDigit = (value: string) => /\d/.test(value);

/** What tells one machine, card or disk from all others. */
export const SERIALS: readonly Detector[] = [
  {
    kind: 'serial',
    hints: ['serial', 'unique', 'machine', 'product', 's/n', 'asset'],
    pattern: re(
      String.raw`(?:(?<![A-Za-z])(?:[a-z]{0,12}[ _-]?serial(?:[ _-]?(?:number|num|no|nr))?|unique[ _-]?id|machine[ _-]?id|product[ _-]?uuid|asset[ _-]?tag|s/n))${BETWEEN}(?<v>[A-Za-z0-9][\w./:-]{3,63})`,
      'gi',
    ),
    accept: hasDigit,
  },
  {
    kind: 'serial',
    hints: ['unique_id', 'serial', 'uuid', 'machine-id', 'boot_id'],
    pattern: re(
      String.raw`(?:${SERIAL_FILES})(?:[ \t]+|(?: <==)?\r?\n)(?<v>[A-Za-z0-9][\w.-]{3,63})`,
    ),
    accept: hasDigit,
  },
  {
    kind: 'serial',
    hints: ['iserial'],
    pattern: re(String.raw`\biSerial\s{1,40}\d{1,3}\s(?<v>\S{3,64})`),
  },
  {
    kind: 'serial',
    hints: ['gpu-'],
    pattern: re(String.raw`\bGPU-(?<v>[0-9a-f]{16}\b|${UUID})`),
  },
  {
    kind: 'serial',
    hints: ['uuid', 'luks-'],
    pattern: re(
      String.raw`(?:UUID=|by-(?:part)?uuid/|\bluks-)["']?(?<v>[0-9a-fA-F][0-9a-fA-F-]{7,63})`,
    ),
  },
  { kind: 'serial', hints: ['by-id/'], pattern: re(String.raw`by-id/(?<v>[\w.:-]{4,128})`) },
];

/** A word that is no secret, whatever stands before it. */
const NO_SECRET =
  /^(?:true|false|null|none|nil|undefined|required|optional|missing|invalid|expired|yes|no|not|empty|unset|incorrect|\*+|x+|<.*|\$.*|%.*)$/i;

/** What opens something. */
export const TOKENS: readonly Detector[] = [
  {
    kind: 'token',
    hints: ['private key'],
    pattern:
      /(?<v>-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,16384}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$))/g,
  },
  {
    kind: 'token',
    hints: [
      'ghp_',
      'gho_',
      'ghu_',
      'ghs_',
      'ghr_',
      'github_pat_',
      'glpat-',
      'hf_',
      'npm_',
      'pypi-',
      'sk-',
      'xox',
      'akia',
      'asia',
      'aiza',
      'eyj',
      'dckr_pat_',
      'sk_live_',
      'rk_live_',
      'sg.',
      'glrt-',
      'ya29.',
    ],
    pattern:
      /(?<![A-Za-z0-9])(?<v>gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|gl(?:pat|rt)-[\w-]{16,255}|hf_[A-Za-z0-9]{20,255}|npm_[A-Za-z0-9]{20,255}|pypi-[\w-]{16,512}|sk-[\w-]{20,255}|[sr]k_live_[A-Za-z0-9]{16,255}|xox[abeoprs]-[\w-]{10,255}|A(?:KI|SI)A[A-Z0-9]{16}|AIza[\w-]{30,60}|dckr_pat_[\w-]{20,255}|SG\.[\w-]{16,64}\.[\w-]{16,64}|ya29\.[\w-]{20,255}|eyJ[\w-]{8,2048}\.eyJ[\w-]{2,4096}\.[\w-]{0,1024})/g,
  },
  {
    kind: 'token',
    hints: ['authorization', 'bearer'],
    pattern:
      /(?:\bauthorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|bearer|token|digest)\s{1,4}|\bbearer\s{1,4})(?<v>[\w.~+/=-]{12,2048})/gi,
    accept: (value, before) => /authorization/i.test(before) || hasDigit(value),
  },
  {
    kind: 'token',
    hints: ['cookie'],
    pattern: /\b(?:set-)?cookie["']?\s{0,4}:\s{0,4}["']?(?<v>[^\r\n"'<>]{4,2048})/gi,
  },
  {
    kind: 'token',
    hints: ['://'],
    pattern: /:\/\/(?<v>[^\s/@"'<>:]{1,128}:[^\s/@"'<>]{1,256})(?=@)/g,
  },
  {
    kind: 'token',
    hints: ['passw', 'passphrase', 'pwd'],
    pattern: re(
      String.raw`(?<![a-z])(?:[\w-]{0,40}[_-])?(?:passwo?r?d|passphrase|pwd)${BETWEEN}(?<v>[^\s"'<>,;&]{3,512})`,
      'gi',
    ),
    accept: (value) => !NO_SECRET.test(value) && !/^[/~.(]|^[A-Za-z]:[\\/]/.test(value),
  },
  {
    kind: 'token',
    hints: ['token', 'secret', 'key', 'credential'],
    pattern: re(
      String.raw`(?<![a-z])(?:[\w-]{0,40}[_-])?(?:token|secret|api[_-]?key|apikey|access[_-]?key(?:[_-]?id)?|secret[_-]?(?:access[_-]?)?key|auth[_-]?key|signing[_-]?key|credentials?)${BETWEEN}(?<v>[\w./+=~!@#$%^*-]{8,512})`,
      'gi',
    ),
    accept: (value) => hasDigit(value) && /[A-Za-z]/.test(value) && !/^[/~.]/.test(value),
  },
];
