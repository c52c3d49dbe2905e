import type { Detector } from './detector.ts';
import { BETWEEN, MARKED } from './keyed.ts';

const NAME = String.raw`[A-Za-z0-9_\x80-\xff][\w.\x80-\xff-]{0,63}`;
const HOST = String.raw`[A-Za-z0-9][A-Za-z0-9.-]{0,62}`;

const re = (source: string, flags = 'g') => new RegExp(source, flags);

/** Where a text tells the name of a person's account or of a machine. */
export const NAMES: readonly Detector[] = [
  {
    kind: 'home-path',
    hints: ['/home/', '/users/'],
    pattern: re(String.raw`/(?:home|Users)/(?<v>[^\s/\\"'<>:;,|?*()\[\]{}$&%=~\x00-\x1f]{1,64})`),
    accept: (value) => !/^\.*$/.test(value),
    names: true,
  },
  {
    kind: 'home-path',
    hints: ['users'],
    pattern: re(
      String.raw`\b[A-Za-z]:[\\/]{1,4}Users[\\/]{1,4}(?<v>[^\\/"'<>:;|?*()\x00-\x1f]{1,64}(?=[\\/])|[^\s\\/"'<>:;,|?*()\x00-\x1f]{1,64})`,
      'gi',
    ),
    names: true,
  },
  {
    kind: 'user',
    hints: ['user', 'logname', 'login'],
    pattern: re(
      String.raw`(?:\b(?:USER|LOGNAME|SUDO_USER)=["']?|\b(?:user[ _-]?name|login[ _-]?name)${BETWEEN}|["'](?:user|login|owner)["']${MARKED}|\b(?:user|login|owner)=["']|\bfor user )(?<v>${NAME})`,
    ),
    accept: (value) => /[A-Za-z\x80-\xff]/.test(value),
    names: true,
  },
  {
    kind: 'user',
    hints: ['uid='],
    pattern: re(String.raw`\b[ug]id=\d{1,10}\((?<v>${NAME})`),
    names: true,
  },
  {
    kind: 'user',
    hints: ['@'],
    pattern: re(
      String.raw`(?<![\w./-])(?<v>[a-z_][a-z0-9_-]{0,31})(?=@${HOST}(?::[~/]|[\])]| [^\s\]]{1,64}\]))`,
    ),
    names: true,
  },
  {
    kind: 'host',
    hints: ['@'],
    pattern: re(
      String.raw`(?<![\w./-])(?:[a-z_][a-z0-9_-]{0,31}|\(user-\d+\))@(?<v>${HOST})(?=:[~/]|[\])]| [^\s\]]{1,64}\])`,
    ),
    names: true,
  },
  {
    kind: 'host',
    hints: ['host', 'nodename', 'fqdn', 'computer'],
    pattern: re(
      String.raw`\b(?:[a-z]{0,16}[ _-]?host[ _-]?name|nodename|fqdn|computer[ _-]?name)${BETWEEN}(?<v>${HOST})`,
      'gi',
    ),
    accept: (value) => /[A-Za-z]/.test(value),
    names: true,
  },
  {
    kind: 'host',
    hints: ['host'],
    pattern: re(String.raw`(?:["']host["']${MARKED}|\bhost=["'])(?<v>${HOST})(?=["'])`, 'gi'),
    // A native record says under this name in what state the machine was left.
    accept: (value, before) => /[A-Za-z]/.test(value) && !/"aftermath"\s*:\s*\{[^}]*$/.test(before),
    names: true,
  },
  {
    kind: 'host',
    hints: ['linux '],
    pattern: re(String.raw`\bLinux (?<v>${HOST})(?= \d{1,2}\.\d{1,3}[.-])`),
    accept: (value) => value !== 'version',
    names: true,
  },
  {
    kind: 'host',
    hints: [':'],
    // The heading of a line of a system log: `Oct  7 15:47:47 HOST kernel:`.
    pattern: re(
      String.raw`(?<=(?:^|["'>\[])(?:[A-Za-z\x80-\xff.]{2,9} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})?) )(?<v>${HOST})(?= [A-Za-z_][\w./@-]{0,63}(?:\[\d{1,10}\])?:)`,
      'gm',
    ),
    names: true,
  },
  {
    kind: 'host',
    hints: [':'],
    pattern: re(
      String.raw`(?<=(?:^|["'>\[])\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,16} )(?<v>${HOST})(?= (?:kernel|[A-Za-z_][\w./@-]{0,63}\[\d{1,10}\]):)`,
      'gm',
    ),
    names: true,
  },
];
