import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readItems, readLibrary } from '../src/library.ts';
import { formatProblem, type ProblemCode } from '../src/model/problem.ts';
import { contentCopy, SITE, temporaryFolder } from './content-copy.ts';
import { writtenRun } from './library-of.ts';
import { script } from './warm/script.ts';

/** A problem as the tests expect it: code, file, and a text that stands on the line it names. */
type Expected = readonly [code: ProblemCode, file: string, onLine?: string];

/** Files added to the small content folder, and everything that is wrong then. */
interface Fault {
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly expected: readonly Expected[];
}

const layer = (id: string, more = '') => `id: ${id}\nname: ${id}\nrole: A layer.\n${more}`;
const gpu = (id: string, more = '') => `id: ${id}\nname: ${id}\nsummary: A family.\n${more}`;
const source = (id: string, more: string) =>
  `id: ${id}\ntitle: A source\nkind: report\nclass: secondary\nsummary: It says so.\n${more}`;
const finding = (id: string, more: string) => `id: ${id}\nclaim: It is so.\ntopic: cause\n${more}`;
const record = (id: string, rest: Readonly<Record<string, unknown>> = {}) =>
  `${JSON.stringify(writtenRun(id, rest), null, 2)}\n`;
const log = (path: string, rest: object = {}) => ({
  evidence: [{ id: 'log', kind: 'log', path, strength: 'captured', ...rest }],
});

const ZEROS = '0'.repeat(64);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n';
const SVG_SHA = createHash('sha256').update(SVG).digest('hex');
const KEPT = 'evidence/9ab5877bba287b31268e7111490af8002f5206516543e0c8ede14af8777efd0f.log';

const FAULTS: Readonly<Record<string, Fault>> = {
  'an id that dangles': {
    files: {
      'findings/dangling.yaml': finding(
        'dangling',
        'basis: observed\nsupports:\n  - run: first-run\n    result: conv-3x3\nabout:\n  layers:\n    - kernel\n    - kernal\n',
      ),
    },
    expected: [['dangling-id', 'findings/dangling.yaml', 'kernal']],
  },
  'a link in prose that dangles': {
    files: {
      'prose/about.md':
        '---\nid: about\ntitle: About\nsummary: This.\n---\nSee [x](finding:none).\n',
    },
    expected: [['dangling-id', 'prose/about.md', 'finding:none']],
  },
  'an id that is used twice': {
    files: { 'layers/more/kernel.yaml': layer('kernel') },
    expected: [['duplicate-id', 'layers/more/kernel.yaml', 'id: kernel']],
  },
  'an id of another form': {
    files: { 'gpus/Bad_Id.yaml': gpu('Bad_Id') },
    expected: [['bad-id', 'gpus/Bad_Id.yaml', 'id: Bad_Id']],
  },
  'an id that is not the name of its file': {
    files: { 'gpus/one.yaml': gpu('another'), 'runs/2025/one.json': record('other') },
    expected: [
      ['id-not-file-name', 'gpus/one.yaml', 'id: another'],
      ['id-not-file-name', 'runs/2025/one.json', '"id": "other"'],
    ],
  },
  'evidence that is missing': {
    files: {
      'runs/2025/lost.json': record('lost', log(`evidence/${ZEROS}.log`, { sha256: ZEROS })),
      'runs/2025/folder.json': record('folder', log('evidence/', { sha256: ZEROS })),
    },
    expected: [
      ['evidence-missing', 'runs/2025/folder.json', '"path": "evidence/"'],
      ['evidence-missing', 'runs/2025/lost.json', ZEROS],
    ],
  },
  'evidence that is not what was recorded': {
    files: {
      'runs/2025/edited.json': record('edited', log(KEPT, { sha256: ZEROS })),
      'runs/2025/undigested.json': record('undigested', log(KEPT)),
    },
    expected: [
      ['evidence-changed', 'runs/2025/edited.json', '"path"'],
      ['evidence-changed', 'runs/2025/undigested.json', '"path"'],
    ],
  },
  'evidence elsewhere': {
    files: {
      'runs/2025/up.json': record('up', log('evidence/../layers/kernel.yaml')),
      'runs/2025/beside.json': record('beside', log('layers/kernel.yaml')),
    },
    expected: [
      ['evidence-outside', 'runs/2025/beside.json', '"path"'],
      ['evidence-outside', 'runs/2025/up.json', '"path"'],
    ],
  },
  'evidence that a browser would run': {
    files: {
      [`evidence/${SVG_SHA}.svg`]: SVG,
      'runs/2025/drawn.json': record('drawn', log(`evidence/${SVG_SHA}.svg`, { sha256: SVG_SHA })),
    },
    expected: [['evidence-ending', 'runs/2025/drawn.json', '"path"']],
  },
  'layers that rest on each other': {
    files: {
      'layers/over.yaml': layer('over', 'restsOn: [under]\n'),
      'layers/under.yaml': layer('under', 'restsOn: [over]\n'),
    },
    expected: [['cycle', 'layers/over.yaml', 'restsOn']],
  },
  'runs that replace each other': {
    files: {
      'runs/2025/hen.json': record('hen', { replaces: 'egg' }),
      'runs/2025/egg.json': record('egg', { replaces: 'hen' }),
    },
    expected: [['cycle', 'runs/2025/egg.json', '"replaces"']],
  },
  'a finding that is observed in no result': {
    files: {
      'findings/seen.yaml': finding('seen', 'basis: observed\nsupports:\n  - source: report\n'),
    },
    expected: [['observed-without-run', 'findings/seen.yaml', 'basis: observed']],
  },
  'a result blocked by none of its run': {
    files: {
      'runs/2025/stuck.json': record('stuck', {
        results: [{ id: 'a', outcome: 'blocked', reason: { blockedBy: 'nobody' } }],
      }),
    },
    expected: [['dangling-result', 'runs/2025/stuck.json', 'nobody']],
  },
  'an unknown key': {
    files: { 'gpus/colourful.yaml': gpu('colourful', 'nam: red\n') },
    expected: [['unknown-key', 'gpus/colourful.yaml', 'nam: red']],
  },
  'a source without a pin': {
    files: { 'sources/loose.yaml': source('loose', 'url: https://example.org\n') },
    expected: [['unpinned-source', 'sources/loose.yaml', 'id: loose']],
  },
  'a run in the folder of another year': {
    files: { 'runs/2024/late.json': record('late'), 'runs/top.json': record('top') },
    expected: [
      ['misplaced-run', 'runs/2024/late.json'],
      ['misplaced-run', 'runs/top.json'],
    ],
  },
  'files with another ending': {
    files: { 'findings/short.yml': finding('short', ''), 'runs/2025/notes.txt': 'x' },
    expected: [
      ['unexpected-file', 'findings/short.yml'],
      ['unexpected-file', 'runs/2025/notes.txt'],
    ],
  },
  'a file in another encoding': {
    files: { 'layers/latin.yaml': Buffer.from('id: latin\nname: M\u00fcll\n', 'latin1') },
    expected: [['not-utf8', 'layers/latin.yaml']],
  },
  'broken YAML': {
    files: { 'layers/broken.yaml': 'id: broken\nname: [a\nrole: x\n' },
    expected: [['syntax', 'layers/broken.yaml', 'role: x']],
  },
  'broken JSON': {
    files: { 'runs/2025/broken.json': '{\n  "schema": "faultline.run/1"\n  "id": "broken"\n}\n' },
    expected: [['syntax', 'runs/2025/broken.json', '"id"']],
  },
  'prose without frontmatter': {
    files: { 'prose/bare.md': '# Title\n' },
    expected: [['no-frontmatter', 'prose/bare.md', '# Title']],
  },
  'a folder that holds no kind of thing': {
    files: { 'finding/x.yaml': 'id: x\n' },
    expected: [['unknown-folder', 'finding']],
  },
};

function add(content: string, { files }: Fault): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(content, file)), { recursive: true });
    writeFileSync(join(content, file), text);
  }
}

/** What is found, each with its line; and what is expected, with the line looked up in the file. */
const found = (content: string) =>
  readLibrary(content).problems.map(({ code, file, line }) => [code, file, line]);

function placed(content: string, expected: readonly Expected[]) {
  return expected.map(([code, file, onLine]) => {
    const shown = `content/${file}`;
    if (onLine === undefined) return [code, shown, undefined];
    const lines = readFileSync(join(content, file), 'utf8').split('\n');
    const index = lines.findIndex((line) => line.includes(onLine));
    expect(index, `${onLine} in ${file}`).toBeGreaterThanOrEqual(0);
    return [code, shown, index + 1];
  });
}

test('the small content folder has no problem', () => {
  const { library, problems } = readLibrary(SITE);
  expect(problems).toEqual([]);
  expect([...(library?.run.keys() ?? [])]).toEqual(['first-run']);
  expect([...(library?.layer.keys() ?? [])]).toEqual(['kernel']);
});

test('items stand in the order of their ids, whatever their files are called', () => {
  const content = contentCopy();
  add(content, {
    files: { 'layers/b/a.yaml': layer('a'), 'layers/z.yaml': layer('z') },
    expected: [],
  });
  expect([...(readLibrary(content).library?.layer.keys() ?? [])]).toEqual(['a', 'kernel', 'z']);
});

describe('exactly this is wrong with', () => {
  test.each(Object.entries(FAULTS))('%s', (_, fault) => {
    const content = contentCopy();
    add(content, fault);
    expect(found(content)).toEqual(placed(content, fault.expected));
    expect(readLibrary(content).library).toBeUndefined();
  });
});

test('everything that is wrong is told at once, in the order of files and lines', () => {
  const content = contentCopy();
  const faults = Object.values(FAULTS);
  for (const fault of faults) add(content, fault);
  const expected = placed(
    content,
    faults.flatMap((fault) => fault.expected),
  );
  const order = ([, file, line]: (typeof expected)[number]) =>
    `${String(file)}\0${String(line ?? 0).padStart(6, '0')}`;
  expect(found(content)).toEqual(
    expected.toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)),
  );
});

test('the offset of the byte that is not UTF-8 is told', () => {
  for (const [bytes, offset] of [
    [[0x61, 0xff], 1],
    [[0x61, 0xc3, 0x28], 2],
    [[0xc3, 0xa4, 0x80], 2],
    [[0x61, 0x62, 0xe2, 0x82], 3],
  ] as const) {
    const content = contentCopy();
    writeFileSync(join(content, 'layers/x.yaml'), Buffer.from(bytes));
    expect(readLibrary(content).problems.map(({ says }) => says)).toEqual([
      `This file is not valid UTF-8: the byte at offset ${offset} does not fit.`,
    ]);
  }
});

test('a folder that is not there is a problem, not a crash', () => {
  expect(readLibrary(join(temporaryFolder(), 'nowhere')).problems.map(formatProblem)).toEqual([
    [
      'nowhere  [unreadable-file]',
      '  This file cannot be read: there is no such folder.',
      '  Check that it exists and that you may read it.',
    ].join('\n'),
  ]);
});

test('a link to a file is read like the file, one to nowhere is told', () => {
  const content = contentCopy();
  const elsewhere = join(temporaryFolder(), 'x.yaml');
  writeFileSync(elsewhere, layer('linked'));
  symlinkSync(elsewhere, join(content, 'layers/linked.yaml'));
  expect(readLibrary(content).library?.layer.has('linked')).toBe(true);
  rmSync(elsewhere);
  expect(found(content)).toEqual([['unreadable-file', 'content/layers/linked.yaml', undefined]]);
});

test('files whose names begin with a dot are nobody’s', () => {
  const content = contentCopy();
  add(content, { files: { '.schema/x.json': '{', 'layers/.x.yaml.swp': 'x' }, expected: [] });
  expect(readLibrary(content).problems).toEqual([]);
});

test('what is sound can be read beside what is not', () => {
  const content = contentCopy();
  for (const fault of Object.values(FAULTS)) add(content, fault);
  const { library, fileOf } = readItems(content);
  expect(library.run.has('first-run')).toBe(true);
  expect(library.gpu.has('Bad_Id')).toBe(false);
  expect(fileOf('run', 'late')).toBe('content/runs/2024/late.json');
});

describe('npm run check', () => {
  const check = (...args: string[]) => {
    return script('check', args);
  };
  const NAMES = ['an id that dangles', 'an unknown key', 'a source without a pin'];

  test('tells three mistakes with file and line and ends with 1', () => {
    const content = contentCopy();
    for (const name of NAMES) add(content, FAULTS[name] ?? { files: {}, expected: [] });
    const { status, stdout, stderr } = check('--content', content);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.replaceAll(content, 'content')).toMatchInlineSnapshot(`
      "content/findings/dangling.yaml:11  [dangling-id]  /about/layers/1
        There is no layer with the id "kernal".
        Change it to "kernel" if that is what you meant.

      content/gpus/colourful.yaml:4  [unknown-key]  /nam
        The key "nam" is not known here.
        Rename it to "name" if that is what you meant.

      content/sources/loose.yaml:1  [unpinned-source]
        This source is pinned to neither a commit nor a date.
        Add "code.commit", "code.version" or "date".

      3 problems
      "
    `);
    const { status: same, stdout: json } = check('--content', content, '--json');
    expect(same).toBe(1);
    expect(JSON.parse(json)).toMatchObject([
      { code: 'dangling-id', line: 11, pointer: '/about/layers/1' },
      { code: 'unknown-key', line: 4, pointer: '/nam' },
      { code: 'unpinned-source', line: 1, pointer: '' },
    ]);
  });

  test('ends with 0 where nothing is wrong', () => {
    const { status, stdout, stderr } = check('--content', SITE);
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stderr: '' });
    expect(stdout).toMatch(/6 files, .*no problems?/);
  });
});
