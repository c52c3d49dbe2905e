import { describe, expect, test } from 'vitest';
import {
  formatProblem,
  PROBLEM_CODES,
  type ProblemArgs,
  type ProblemCode,
  type ProblemPlace,
  problem,
  sortProblems,
  visible,
} from '../../src/model/problem.ts';

const DRAFT = { edition: '2025-11-06', state: 'draft' } as const;
const SEALED = { edition: '2025-11-06', state: 'sealed' } as const;

/** For each code, every way its words can turn out. */
const EXAMPLES: { readonly [C in ProblemCode]: readonly ProblemArgs<C>[] } = {
  'unreadable-file': [{ cause: 'EACCES: permission denied' }],
  'not-utf8': [{ offset: 12 }],
  'too-large': [{ bytes: 40_000_000, limit: 33_554_432 }],
  'unexpected-file': [{ folder: 'runs', ending: '.json' }],
  'unknown-folder': [
    { name: 'finding', known: ['runs', 'findings'] },
    { name: 'pictures', known: ['runs', 'findings'] },
  ],
  syntax: [{ language: 'YAML', cause: 'Flow sequence must end with a ]' }],
  'duplicate-key': [{ key: 'id' }],
  'no-frontmatter': [{}],
  'unknown-key': [
    { key: 'titel', known: ['id', 'title'] },
    { key: 'colour', known: ['id', 'title'] },
    { key: 'colour', known: [] },
  ],
  'missing-key': [{ key: 'title' }],
  'bad-value': [{ expected: 'a number', found: '"7"' }],
  'unknown-value': [
    { found: 'passed', known: ['pass', 'fail'] },
    { found: 'green', known: ['pass', 'fail'] },
  ],
  'broken-rule': [{ rule: 'exactly one of argv and text' }],
  'bad-id': [{ found: 'Conv 3×3!' }, { found: '???' }],
  'id-not-file-name': [{ id: 'conv', file: 'convolution.yaml' }],
  'duplicate-id': [{ id: 'conv', other: 'content/probes/conv.yaml' }],
  'misplaced-run': [{ year: '2025' }],
  'dangling-id': [
    { kind: 'layer', id: 'kernal', known: ['kernel'] },
    { kind: 'layer', id: 'firmware', known: ['kernel'] },
  ],
  'dangling-result': [
    { run: 'first-run', id: 'conv-4', known: ['conv-3'] },
    { run: 'first-run', id: 'other', known: ['conv-3', 'conv-1'] },
    { run: 'first-run', id: 'other', known: [] },
  ],
  'dangling-setting': [
    { run: 'first-run', name: 'mtype', known: ['mtypes'] },
    { run: 'first-run', name: 'mtype', known: ['HSA_XNACK'] },
    { run: 'first-run', name: 'mtype', known: [] },
  ],
  'dangling-evidence': [
    { id: 'log', known: ['logs'] },
    { id: 'log', known: [] },
  ],
  'dangling-step': [
    { id: 'kernal', known: ['kernel'] },
    { id: 'other', known: ['kernel'] },
    { id: 'other', known: [] },
  ],
  'way-broken': [{ from: 'thunk-flags', to: 'kfd-flags' }],
  'rows-overlap': [{ id: 'gfx10-plain', other: 'gfx10-any' }],
  cycle: [{ relation: 'restsOn', ids: ['a', 'b', 'a'] }],
  'observed-without-run': [{}],
  'asserted-by-nobody': [{}],
  'without-evidence': [{}],
  'basis-not-shown': [{ basis: 'observed' }, { basis: 'cited' }, { basis: 'asserted' }],
  'blocked-without-reason': [{}],
  'bad-pattern': [{ pattern: '(', cause: 'missing closing ): `(`' }],
  'pattern-misses': [{ signature: 'gpu-hang' }],
  'unpinned-source': [{}],
  'plan-count': [{ count: 1, ids: 2 }],
  'time-order': [{ first: 'start', from: '2025-11-06', then: 'end', to: '2025-11-05' }],
  'empty-range': [{ min: 8, max: 4 }],
  'evidence-missing': [{ path: 'kernel.log' }],
  'evidence-changed': [{ path: 'kernel.log', expected: 'abc', found: 'def' }],
  'evidence-outside': [{ path: '../kernel.log' }],
  'evidence-ending': [{ path: 'evidence/aa.svg' }],
  'evidence-unreadable': [{ path: 'raw', cause: 'it is no ordinary file' }],
  'evidence-size': [{ path: 'kernel.log', expected: 1, found: 2 }],
  'evidence-too-large': [{ path: 'kernel.log', bytes: 200, limit: 100 }],
  'id-taken': [{ id: 'first-run', file: 'content/runs/2025/first-run.json' }],
  'id-retired': [{ kind: 'run', id: 'first-run', retirement: 'run-first-run' }],
  'unknown-format': [{ found: 'it has no "schema"' }],
  'beyond-limit': [
    { limit: 'fileBytes', most: 10, offset: 11 },
    { limit: 'depth', most: 100, offset: 4711 },
  ],
  'context-contradicted': [
    { said: '6.12', found: '6.14', what: 'kernel version', file: 'uname.txt', line: 1 },
  ],
  'evidence-binary': [{ path: 'core.bin', offset: 3 }],
  'no-date': [{}],
  'other-version': [{ found: 'faultline.run/2', read: 'faultline.run/1' }],
  'is-folder': [{}],
  'not-written': [{ cause: 'ENOSPC: no space left on device' }],
  deviation: [{ note: 'unit-to-ms, 1.5 s → 1500 ms' }],
  'edition-file-changed': [DRAFT, SEALED],
  'edition-file-missing': [DRAFT, SEALED],
  'edition-file-added': [DRAFT, SEALED],
  'edition-run-changed': [{ edition: '2025-11-06', id: 'first-run' }],
  'edition-run-missing': [{ edition: '2025-11-06', id: 'first-run', sha256: 'abc' }],
  'edition-page-gone': [{ ...DRAFT, page: 'findings/x/' }],
  'edition-fact-changed': [{ ...SEALED, page: 'findings/x/', recorded: '"a"', computed: '"b"' }],
  'promised-page-gone': [{ edition: '2025-11-06', path: 'findings/x/' }],
  'promised-anchor-gone': [{ edition: '2025-11-06', path: 'findings/x/', anchor: 'y' }],
  'markdown-link': [{ address: 'javascript:alert(1)' }],
  'markdown-image': [{ address: 'https://example.org/a.png' }],
  'markdown-html': [{ html: '<b>' }],
  'diagram-directive': [{ found: 'click a "javascript:x()"' }],
  'diagram-not-drawn': [{ cause: 'it holds <image>, which a page does not show' }],
  'no-browser': [
    { count: 1, cause: 'spawn chromium ENOENT' },
    { count: 3, cause: 'spawn chromium ENOENT' },
  ],
  busy: [{ pid: 4711, host: 'builder', lock: '.dist-lock' }],
  'not-a-site': [{ found: 'file' }, { found: 'folder' }],
  'not-built': [
    { cause: 'ENOSPC: no space left on device, write', why: 'full' },
    { cause: "EROFS: read-only file system, mkdir '.dist-next'", why: 'forbidden' },
    { cause: "EMFILE: too many open files, open 'x'", why: 'other' },
  ],
  'not-cleared': [{ cause: "EACCES: permission denied, rmdir '.dist-old/runs'" }],
  'freeze-cut-off': [{ edition: '2026-11', old: '.2026-11-old' }],
  'site-unreadable': [{ cause: 'the server answers 503, 4 times over' }],
  'site-answers-anything': [{ status: 200 }],
  'site-leads-elsewhere': [{ to: 'https://example.com/login' }],
  'site-page-in-place': [{ expected: 'the record of a run' }],
  'site-sums-missing': [{}],
  'site-sums-broken': [{ cause: 'its last line does not end: it was cut off' }],
  'site-file-missing': [{}],
  'site-file-truncated': [{ bytes: 4096, expected: 5000 }],
  'site-file-changed': [{ sha256: 'abc', expected: 'def' }],
  'site-file-extra': [{}],
  'published-edition-missing': [{ edition: '2025-11-06' }],
  'published-edition-differs': [DRAFT, SEALED],
  'published-facts-altered': [{ edition: '2025-11-06', page: '/findings/x/' }],
  'published-facts-unreadable': [
    { edition: '2025-11-06', page: '/findings/x/', cause: 'it is not JSON' },
  ],
  'published-fact-changed': [
    { edition: '2025-11-06', page: '/findings/x/', recorded: '"a"', published: '"b"' },
  ],
  'published-record-missing': [{ id: 'first-run', sha256: 'abc' }],
  'published-record-changed': [{ id: 'first-run', sha256: 'abc', expected: 'def' }],
  'published-record-odd': [{ cause: 'it is not JSON' }],
  'published-evidence-missing': [{ run: 'first-run' }],
  'published-evidence-changed': [{ run: 'first-run', sha256: 'abc', expected: 'def' }],
};

const place = { file: 'content/x.yaml', line: 3, pointer: '/a/0' };
const all = PROBLEM_CODES.flatMap((code) =>
  EXAMPLES[code].map((args) => [code, problem(code, args as never, place)] as const),
);

test('every code has an example', () => {
  expect(Object.keys(EXAMPLES).toSorted()).toEqual(PROBLEM_CODES.toSorted());
  expect(all.length).toBeGreaterThanOrEqual(PROBLEM_CODES.length);
});

test('these are the words of each code', async () => {
  const words = all.map(([code, { says, remedy }]) => `${code}\n  ${says}\n  ${remedy}\n`);
  await expect(words.join('\n')).toMatchFileSnapshot('problem-words.txt');
});

test.each(all)(
  '%s says in two sentences, a line each, what is wrong and what to do',
  (_, found) => {
    for (const sentence of [found.says, found.remedy]) {
      expect(sentence).toMatch(/^[A-Z"].*[^.]\.$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object|[\n\r]/);
    }
  },
);

/** The same arguments with every text in them hostile. */
function hostile(value: unknown): unknown {
  if (typeof value === 'string') return `${value}\n\u001b[2K\u202e\u2028x`;
  if (Array.isArray(value)) return value.map(hostile);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hostile(one)]));
}

test.each(PROBLEM_CODES)('%s cannot be made to forge lines', (code) => {
  for (const args of EXAMPLES[code]) {
    const text = formatProblem(
      problem(code, hostile(args) as never, { file: 'a\nb\u001b', line: 1, pointer: '/\u202ea' }),
    );
    expect(text.split('\n')).toHaveLength(3);
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
  }
});

test('what is invisible is spelt out', () => {
  expect(visible('a\tb\r\n\u0000\u001b\u009b\u200b\u202e\u2028\ufeff\u{e0041}é×😀')).toBe(
    'a\\u{9}b\\u{d}\\u{a}\\u{0}\\u{1b}\\u{9b}\\u{200b}\\u{202e}\\u{2028}\\u{feff}\\u{e0041}é×😀',
  );
});

describe('a problem on a terminal', () => {
  const words = '\n  The key "id" stands here twice.\n  Keep one of the two.';
  const shown = (at: ProblemPlace) => formatProblem(problem('duplicate-key', { key: 'id' }, at));

  test('begins with as much of its place as is known', () => {
    expect(shown(place)).toBe(`content/x.yaml:3  [duplicate-key]  /a/0${words}`);
    expect(shown({ file: 'x.yaml', line: 3, pointer: '' })).toBe(
      `x.yaml:3  [duplicate-key]${words}`,
    );
    expect(shown({ file: 'x.yaml' })).toBe(`x.yaml  [duplicate-key]${words}`);
  });
});

test('problems stand in the order of files, lines and codes', () => {
  const at = (file: string, line: number | undefined, code: ProblemCode = 'syntax') =>
    problem(code, EXAMPLES[code][0] as never, { file, line });
  const sorted = [
    at('a', undefined),
    at('a', 2, 'duplicate-key'),
    at('a', 2, 'syntax'),
    at('a', 10),
    at('b', 1),
  ];
  expect(sortProblems(sorted.toReversed())).toEqual(sorted);
});
