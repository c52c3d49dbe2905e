import { Deviations } from './deviations.ts';
import { JsonItems } from './json-items.ts';
import { ktapLine, withoutLogPrefix } from './ktap-line.ts';
import type { ForeignFormat } from './reported.ts';
import { Utf8 } from './utf8.ts';
import { XmlStream } from './xml.ts';

/** What a file is, by its beginning; or what it looks like instead. */
export type Recognition =
  { readonly format: ForeignFormat | 'native' } | { readonly looksLike: string };

/** Tells the format of a file by its first bytes; its name plays no part. */
export function recognise(bytes: Uint8Array): Recognition {
  const packed = MAGIC.find(({ start }) => start.every((byte, at) => bytes[at] === byte));
  if (packed !== undefined) return { looksLike: packed.what };
  const text = beginning(bytes);
  if (text === undefined) return { looksLike: 'binary data' };
  const bare = text.trimStart();
  if (bare === '') return { looksLike: bytes.length === 0 ? 'an empty file' : 'nothing but space' };
  if (bare.startsWith('{')) return ofJson(bare);
  const tap = tapIn(text);
  if (tap !== undefined) return { format: tap };
  const xml = /<(?:\?xml|!DOCTYPE|!--|[A-Za-z])/.exec(text);
  if (xml !== null && (bare.startsWith('<') || /<testsuites?[\s>]/.test(text))) {
    return ofXml(text.slice(xml.index));
  }
  if (/^\[\s*[[{"\]]/.test(bare)) return { looksLike: 'a JSON list' };
  return { looksLike: textKind(text) };
}

const MAGIC: readonly { readonly start: readonly number[]; readonly what: string }[] = [
  { start: [0x1f, 0x8b], what: 'a gzip archive; unpack it first' },
  { start: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive; unpack it first' },
  { start: [0x42, 0x5a, 0x68], what: 'a bzip2 archive; unpack it first' },
  { start: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an xz archive; unpack it first' },
  { start: [0x28, 0xb5, 0x2f, 0xfd], what: 'a zstd archive; unpack it first' },
  { start: [0xff, 0xfe], what: 'text in UTF-16; save it as UTF-8' },
  { start: [0xfe, 0xff], what: 'text in UTF-16; save it as UTF-8' },
  { start: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' },
  { start: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture' },
  { start: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
];

/** The text of the first bytes; undefined if they are none. */
function beginning(bytes: Uint8Array): string | undefined {
  const utf8 = new Utf8();
  // The last character may be cut off: only what is written, not what ends, is looked at.
  const text = [...utf8.write(bytes)].map((piece) => piece.text).join('');
  const nul = text.split('\0').length - 1;
  return nul + utf8.invalid > text.length / 10 ? undefined : text;
}

/** TAP or KTAP, by its first lines that are either. */
function tapIn(text: string): 'tap' | 'ktap' | undefined {
  const lines = text.split(/\r?\n/);
  const isKtap = lines.some((line) => {
    const inner = withoutLogPrefix(line);
    const { kind } = ktapLine(inner.trimStart());
    const hidden = ktapLine(inner.trimStart().replace(/^(?:# )+/, '')).kind;
    const printed = inner !== line && (kind === 'version' || kind === 'point');
    return printed || /^\s*KTAP version/.test(inner) || (kind === 'text' && hidden === 'version');
  });
  if (isKtap) return 'ktap';
  const kinds = lines.map((line) => ktapLine(line.trimStart()).kind);
  const first = kinds.find((kind) => kind !== 'text');
  if (kinds.includes('version')) return 'tap';
  // A plan or a test point alone may stand in any text; two of them are no accident.
  const signs = kinds.filter((kind) => kind === 'plan' || kind === 'point').length;
  const begins = kinds[lines.findIndex((line) => line.trim() !== '')] !== 'text';
  return first !== undefined && (signs >= 2 || (signs === 1 && begins)) ? 'tap' : undefined;
}

const XML_ROOTS: Readonly<Record<string, string>> = {
  'test-results': 'an NUnit 2 report',
  'test-run': 'an NUnit 3 report',
  'test-suite': 'an Allure 1 report',
  assemblies: 'an xUnit.net report',
  assembly: 'an xUnit.net report',
  TestRun: 'a Visual Studio test report (TRX)',
  robot: 'a Robot Framework report',
  coverage: 'a coverage report',
  checkstyle: 'a Checkstyle report',
  html: 'a web page',
  testExecutions: 'a SonarQube report',
  PhoronixTestSuite: 'a Phoronix Test Suite result',
  Site: 'a CTest report',
};

class RootFound extends Error {}

function ofXml(text: string): Recognition {
  let root: string | undefined;
  const listener = {
    open: (name: string) => {
      root = name;
      throw new RootFound();
    },
    text: () => undefined,
    close: () => undefined,
  };
  try {
    new XmlStream(listener, new Deviations()).write({ text, offset: 0, bytes: text.length });
  } catch (error) {
    if (!(error instanceof RootFound)) throw error;
  }
  if (root === undefined) return { looksLike: 'XML that breaks before its first element' };
  const local = root.slice(root.indexOf(':') + 1);
  if (local === 'testsuites' || local === 'testsuite') return { format: 'junit' };
  const known = Object.hasOwn(XML_ROOTS, local) ? XML_ROOTS[local] : undefined;
  return { looksLike: known ?? `XML with the root <${root.slice(0, 80)}>` };
}

function ofJson(text: string): Recognition {
  const keys = new Set<string>();
  const values = new Map<string, unknown>();
  const wanted = ['/schema', '/reportFormat', '/version/major'];
  const listeners = wanted.map((key) => [key, (value: unknown) => values.set(key, value)]);
  const items = new JsonItems(
    Object.fromEntries(listeners) as ConstructorParameters<typeof JsonItems>[0],
    new Deviations(),
    (pattern) => {
      if (keys.size < 10_000) keys.add(pattern);
    },
  );
  try {
    items.write({ text, offset: 0, bytes: text.length });
  } catch {
    // A limit that is passed in the beginning is passed again, and told, when it is read.
  }
  const has = (...some: string[]) => some.some((key) => keys.has(key));
  if (has('/schema') && /^faultline\./.test(String(values.get('/schema'))))
    return { format: 'native' };
  if (values.get('/reportFormat') === 'CTRF') return { format: 'ctrf' };
  if (has('/results/tests', '/results/summary', '/results/tool')) return { format: 'ctrf' };
  const kcidb = ['/checkouts', '/builds', '/tests', '/issues', '/incidents'];
  if (has('/version/major') && has('/version/minor', ...kcidb)) return { format: 'kcidb' };
  if (has('/tests') && has('/exitcode', '/collectors', '/tests/*/nodeid')) {
    return { format: 'pytest-json-report' };
  }
  if (has('/exitcode') && has('/collectors', '/created')) return { format: 'pytest-json-report' };
  if (has('/tests/*/origin') && has('/tests/*/build_id', '/tests/*/path'))
    return { format: 'kcidb' };
  // The reader of native records tells where JSON is broken.
  if (items.broken !== undefined || has('/provenance')) return { format: 'native' };
  return { looksLike: jsonKind(keys) };
}

function jsonKind(keys: ReadonlySet<string>): string {
  if (keys.has('/schema')) return 'a JSON object whose "schema" is not that of a run';
  if (keys.has('/testResults') && keys.has('/numTotalTests')) return 'the JSON report of Jest';
  if (keys.has('/stats') && keys.has('/passes')) return 'the JSON report of Mocha';
  if (keys.has('/Action') && keys.has('/Package')) return 'the output of go test -json';
  if (keys.has('/run_info') && keys.has('/results')) return 'a wptreport';
  const top = [...keys].filter((key) => key.lastIndexOf('/') === 0).map((key) => key.slice(1));
  const shown = top.slice(0, 5).map((key) => `"${key.slice(0, 40)}"`);
  if (shown.length === 0) return 'an empty JSON object';
  return `a JSON object with ${shown.join(', ')}${top.length > shown.length ? ' and others' : ''}`;
}

function textKind(text: string): string {
  if (/^\[ *\d+\.\d{6}\]|\bkernel: /m.test(text)) return 'a kernel log';
  if (/^ROCk module is loaded|^HSA Agents|^\s*Agent \d+\s*$/m.test(text))
    return 'output of rocminfo';
  if (/^=+ test session starts =+/m.test(text)) return 'what pytest prints; use --junitxml';
  if (/^\[={10}\]|^\[ +RUN +\]/m.test(text))
    return 'what googletest prints; use --gtest_output=xml';
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return `text that begins with "${first.trim().slice(0, 60)}"`;
}
