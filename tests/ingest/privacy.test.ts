import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentCopy, temporaryFolder } from '../content-copy.ts';
import { script } from '../warm/script.ts';

/** What must be gone, in any form. */
const CORES = [
  'zaphodb',
  'heartofgold',
  'trillian@',
  '192.168.77.42',
  '2001:db8:77::42',
  '3c:7c:3f:9a:8b:7d',
  'MX9876543',
  '19019b6c6dd16666',
  '0123456789abcdefghij',
  'hunter2x',
];

const PLANTED = [
  '/home/zaphodb/src',
  'hostname=heartofgold',
  'heartofgold and zaphodb again',
  'trillian@mail.example.org',
  '192.168.77.42',
  '2001:db8:77::42',
  '3c:7c:3f:9a:8b:7d',
  'serial_number: MX9876543',
  'unique_id: 19019b6c6dd16666',
  'ghp_0123456789abcdefghijABCDEFGHIJ012345',
  'password=hunter2x',
].join(' | ');

const xml = PLANTED.replaceAll('/', '&#47;');
const json = JSON.stringify(PLANTED);
const escaped = json.replaceAll('/', '\\/').replaceAll('z', '\\u007a');

const JUNIT = `<?xml version="1.0"?>
<!-- ${PLANTED.replaceAll('--', '')} -->
<testsuite name="${xml}" hostname="heartofgold" timestamp="2026-01-02T03:04:05Z" tests="2" failures="1">
 <properties><property name="${xml}" value="${xml}"/></properties>
 <testcase classname="${xml}" name="a ${xml}" file="/home/zaphodb/t.py"><failure message="${xml}" type="${xml}">${xml}<![CDATA[${PLANTED}]]></failure><system-out>${xml}</system-out></testcase>
 <testcase classname="t" name="b"><system-err>${xml}</system-err></testcase>
</testsuite>`;

const CTRF = `{"reportFormat":"CTRF","specVersion":"1.0.0","extra":{${json}:${escaped}},"results":{"tool":{"name":${json}},
"summary":{"tests":1,"passed":0,"failed":1,"pending":0,"skipped":0,"other":0,"start":1767323045000,"stop":1767323046000},
"environment":{"osPlatform":"linux","osRelease":"6.14.0-34-generic","buildName":${escaped}},
"tests":[{"name":${json},"status":"failed","duration":1,"suite":[${escaped}],"message":${json},"trace":${escaped},"rawStatus":${json},"stdout":[${json}],"parameters":{${json}:${json}},"labels":{"a":${json}}}]}}`;

const TAP = `TAP version 14
# ${PLANTED}
1..2
not ok 1 - ${PLANTED}
  ---
  message: '${PLANTED}'
  ...
ok 2 - b # SKIP ${PLANTED}
`;

const KTAP = `KTAP version 1
1..1
Oct  7 15:47:47 heartofgold kernel: [ 1.0] ${PLANTED}
not ok 1 a ${PLANTED}
`;

const KCIDB = `{"version":{"major":5,"minor":3},"tests":[{"id":"x:1","build_id":"x:b","origin":"x","path":"a.b","status":"FAIL","start_time":"2026-01-02T03:04:05Z","log_excerpt":${json},"comment":${escaped},"environment":{"comment":${json},"misc":{${json}:1}},"misc":{"a":${escaped}}}]}`;

const PYTEST = `{"created":1767323045.0,"duration":1.0,"exitcode":1,"root":"/home/zaphodb/src","environment":{"Python":"3.12.1","user":"zaphodb"},"summary":{"failed":1,"total":1,"collected":1},
"tests":[{"nodeid":${json},"lineno":1,"outcome":"failed","keywords":[${json}],"call":{"duration":1,"outcome":"failed","crash":{"path":"/home/zaphodb/t.py","lineno":1,"message":${escaped}},"longrepr":${json},"stdout":${json}}}]}`;

const DMESG = `Jan 02 03:04:05 heartofgold kernel: [ 0.0] Kernel command line: root=UUID=d55f0c3f-88f5-4c65-a93a-285c1a30361c ${PLANTED}
Jan 02 03:04:06 heartofgold kernel: amdgpu 0000:0d:00.0: amdgpu: [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:1)
`;

const NATIVE = {
  schema: 'faultline.run/1',
  id: 'native',
  title: PLANTED,
  time: { start: '2026-01-02' },
  provenance: {
    recordedFrom: 'native',
    sources: [{ title: PLANTED, format: 'text', path: PLANTED }],
  },
  machine: { os: PLANTED, cmdline: PLANTED },
  settings: [{ kind: 'env', name: 'X', requested: PLANTED }],
  results: [
    {
      id: 'a',
      question: PLANTED,
      outcome: 'fail',
      command: { form: 'complete', argv: [PLANTED], env: { A: PLANTED }, cwd: '/home/zaphodb' },
      params: { [PLANTED]: PLANTED },
      reason: { text: PLANTED },
      evidence: ['log'],
    },
  ],
  evidence: [
    { id: 'log', kind: 'log', path: 'logs/zaphodb.log', excerpt: PLANTED, strength: 'captured' },
  ],
};

const CONTEXT = `title: ${JSON.stringify(PLANTED)}
date: 2026-01-02
machine: { os: ${JSON.stringify(PLANTED)} }
notes: [${JSON.stringify(PLANTED)}]
`;

/** A content folder and a folder of files that are taken into it. */
function setting(files: Readonly<Record<string, string>>) {
  const content = contentCopy();
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const ingest = (...args: string[]) =>
    script('ingest', ['--content', content, ...args], { cwd: folder });
  return { content, folder, ingest };
}

const textsBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({
      path: path.slice(folder.length),
      text: `${path.slice(folder.length)}\n${readFileSync(path, 'latin1')}`,
    }));

function leaks(folder: string): string[] {
  return textsBelow(folder).flatMap(({ path, text }) =>
    CORES.filter((core) => text.toLowerCase().includes(core.toLowerCase())).map(
      (core) => `${core} in ${path}`,
    ),
  );
}

describe('a secret planted anywhere', () => {
  const reports = {
    'zaphodb-junit.xml': JUNIT,
    'ctrf.json': CTRF,
    'report.tap': TAP,
    'ktap.log': KTAP,
    'kcidb.json': KCIDB,
    'pytest.json': PYTEST,
  };
  const all = {
    ...reports,
    'dmesg.txt': DMESG,
    'context.yaml': CONTEXT,
    'native.json': JSON.stringify(NATIVE),
    'logs/zaphodb.log': `${PLANTED}\n${DMESG}`,
  };

  test('in a file of any format reaches neither content/ nor the site', () => {
    const { content, ingest } = setting(all);
    const { stdout, stderr, status } = ingest(
      '--context',
      'context.yaml',
      ...Object.keys(reports),
      'dmesg.txt',
      'native.json',
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(/\n7 added\n$/);
    expect(leaks(content)).toEqual([]);
    const texts = textsBelow(content)
      .map(({ text }) => text)
      .join('\n');
    for (const word of ['user', 'host', 'email', 'ip', 'mac', 'serial', 'token']) {
      expect(texts).toContain(`(${word}-1)`);
    }

    const out = join(temporaryFolder(), 'site');
    const built = script('build', ['--out', out], { env: { FAULTLINE_CONTENT: content } });
    expect({ stderr: built.stderr, status: built.status }).toEqual({ stderr: '', status: 0 });
    expect(textsBelow(out).length).toBeGreaterThan(50);
    expect(leaks(out)).toEqual([]);
  });

  test('is gone from what is printed as the record, and the preview shows each', () => {
    const { content, ingest } = setting({ 'a.tap': TAP });
    const { stdout } = ingest('--dry-run', '--date', '2026-01-02', 'a.tap');
    expect(stdout).toContain('  redacted: ');
    expect(stdout).toContain('    a.tap:2 home-path: zaphodb → (user-1)\n');
    expect(stdout).toContain('    a.tap:2 ip: 192.168.77.42 → (ip-1)\n');
    const record = stdout.slice(stdout.indexOf('\n{\n'));
    expect(CORES.filter((core) => record.includes(core))).toEqual([]);
    expect(leaks(content)).toEqual([]);
  });
});

test('what was taken out is counted in the record; what is kept on request is told there', () => {
  const text = '1..1\nnot ok 1 - /home/zaphodb 192.168.77.42 192.168.77.42\n';
  const { content, ingest } = setting({ 'a.tap': text });
  expect(ingest('--date', '2026-01-02', '--keep', 'ip', '--', 'a.tap').status).toBe(0);
  const [file = ''] = readdirSync(join(content, 'runs/2026'));
  const run = readFileSync(join(content, 'runs/2026', file), 'utf8');
  expect(JSON.parse(run)).toMatchObject({
    provenance: {
      redactions: [{ kind: 'home-path', count: 1 }],
      deviations: [
        { code: 'date-given' },
        { code: 'kept-on-request', note: 'not redacted, on request: ip' },
      ],
    },
  });
  expect(run).toContain('192.168.77.42');
});

test('a name given by hand is taken out, and an unknown kind is refused', () => {
  const { content, ingest } = setting({ 'a.tap': '1..1\nnot ok 1 - by arthurd\n' });
  expect(ingest('--date', '2026-01-02', '--redact', 'arthurd', '--', 'a.tap').status).toBe(0);
  expect(textsBelow(content).some(({ text }) => text.includes('arthurd'))).toBe(false);
  const { status, stderr } = ingest('--keep', 'names', '--', 'a.tap');
  expect(status).toBe(2);
  expect(stderr).toContain("argument 'names' is invalid. Allowed choices are home-path, user, ");
});

test('a name with other letters is taken out too, and listed as it stands', () => {
  const { content, ingest } = setting({ 'a.tap': '1..1\nnot ok 1 - by MÜLLER or Müller\n' });
  const taking = ['--date', '2026-01-02', '--redact', 'Müller', '--', 'a.tap'];
  const { stdout, stderr } = ingest('--dry-run', ...taking);
  expect(stdout + stderr).toContain('user: MÜLLER → (user-1)');
  expect(ingest(...taking).status).toBe(0);
  expect(textsBelow(content).some(({ text }) => /m(?:ü|u\u0308)ller/i.test(text))).toBe(false);
});

test('the same file and the same names give the same bytes, in whatever order files are taken', () => {
  const one = setting({ 'a.xml': JUNIT, 'b.json': PYTEST });
  const other = setting({ 'a.xml': JUNIT, 'b.json': PYTEST });
  one.ingest('a.xml', 'b.json');
  other.ingest('b.json', 'a.xml');
  expect(textsBelow(one.content)).toEqual(textsBelow(other.content));
});

test('evidence that is no text is refused, unless it is kept on request', () => {
  const record = {
    ...NATIVE,
    results: [],
    evidence: [{ id: 'picture', kind: 'log', path: 'a.png', strength: 'captured' }],
  };
  const { ingest } = setting({ 'n.json': JSON.stringify(record), 'a.png': 'PNG\0\0zaphodb' });
  const { status, stderr } = ingest('n.json');
  expect(status).toBe(1);
  expect(stderr).toContain('[evidence-binary]');
  expect(ingest('--keep', 'binary', '--', 'n.json').status).toBe(0);
});
