import { toByteString } from './bytes.ts';
import { detect, type Detection, type Detector } from './detector.ts';
import { NAMES } from './names.ts';
import { readingsOf } from './reading.ts';

/** Names of accounts and machines that are taken out wherever they stand, not only where a text tells them. */
export interface KnownNames {
  readonly users: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
}

/** More names than this are not kept: they are then taken out only where a text tells them. */
const MAX_NAMES = 1000;

/** Names that are also words: taking them out everywhere would spoil what a file says. */
const WORDS = new Set(
  `admin administrator agent alpine amd amdgpu android app apps arch archlinux aws bin boot build buildbot
  builder buildd cache centos ci client cloud cluster code com conda config console container core cpu cuda
  daemon data debian debug default demo desktop dev device devel developer docker driver error fail failed
  fatal fedora file gentoo git github gitlab gpu group guest hip home host hostname hsa index info infra
  jenkins job kernel kubernetes laptop lib libs linux linuxbrew local localdomain localhost log login mac machine
  main manjaro master miopen mint model module network node nobody none notice null nvidia opt org package pass
  passed pc pip pod python pytest pytorch pop-os radeon release remote result ring rocm root runner script sdk
  server service share shared site skipped src stack suse sys system temp test tester tests tmp torch trace
  travis true ubuntu unknown user username users usr vagrant var venv version virtual vm warn warning windows
  work worker workspace`.split(/\s+/),
);

/** Whether a name says enough to be looked for by itself. */
function isTelling(name: string): boolean {
  return name.length >= 3 && !WORDS.has(name.toLowerCase()) && !/^[\d._-]+$/.test(name);
}

/** The name of a machine without its domain stands for it too: `box` for `box.example.org`. */
function forms(name: string): string[] {
  const short = /^[^.]+(?=\.)/.exec(name)?.[0];
  return short === undefined ? [name] : [name, short];
}

/** A set of names to be added to, as strings of bytes; these are texts. */
export function newNames(users: Iterable<string> = [], hosts: Iterable<string> = []) {
  const names = { users: new Set<string>(), hosts: new Set<string>() };
  for (const user of users) for (const form of spellings(user)) addName(names.users, form);
  for (const host of hosts) {
    for (const spelling of spellings(host)) {
      for (const form of forms(spelling)) addName(names.hosts, form);
    }
  }
  return names;
}

/**
 * A name as the bytes that it may stand as: letters outside of ASCII may be composed or not, and as bytes
 * nobody knows their other case.
 */
function spellings(name: string): Iterable<string> {
  const cases = [name, name.toLowerCase(), name.toUpperCase()];
  const all = cases.flatMap((one) => [one, one.normalize('NFC'), one.normalize('NFD')]);
  // eslint-disable-next-line no-control-regex
  const different = /^[\x00-\x7f]*$/.test(name) ? [name] : all;
  return new Set(different.map((one) => toByteString(new TextEncoder().encode(one))));
}

function addName(set: Set<string>, name: string): void {
  if (set.size < MAX_NAMES && isTelling(name)) set.add(name);
}

/** Adds the names that a text tells. */
export function learnNames(text: string, names: ReturnType<typeof newNames>): void {
  for (const reading of readingsOf(text)) {
    for (const { kind, from, to } of detect(reading.text, TELLING)) {
      // The path of a page on the web is nobody's home.
      const before = reading.text.slice(Math.max(0, from - 256), from);
      if (kind === 'home-path' && /https?:\/\/[^\s"'<>]{0,250}$/.test(before)) continue;
      const name = reading.text.slice(from, to);
      if (kind === 'host') for (const form of forms(name)) addName(names.hosts, form);
      else addName(names.users, name);
    }
  }
}

const TELLING = NAMES.filter(({ names }) => names === true);

/** Finds known names by themselves. */
export function nameDetectors({ users, hosts }: KnownNames): Detector[] {
  return [detectorFor('user', users), detectorFor('host', hosts)].filter(
    (detector) => detector !== undefined,
  );
}

function detectorFor(kind: Detection['kind'], names: ReadonlySet<string>): Detector | undefined {
  if (names.size === 0) return undefined;
  // The longest first, so that no part of a name stays.
  const all = [...names].toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const source = all.map((name) => name.replace(/[^A-Za-z0-9_\x80-\xff]/g, '\\$&')).join('|');
  const pattern = new RegExp(
    `(?<![A-Za-z0-9\\x80-\\xff])(?<v>${source})(?![A-Za-z0-9\\x80-\\xff])`,
    'gi',
  );
  return { kind, hints: all.map((name) => name.toLowerCase()), pattern };
}
