import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isInShard, parseShard } from '../scripts/shard.ts';
import { parseWorkers, worthwhileWorkers } from '../scripts/workers.ts';
import { digestOf } from '../src/archive.ts';
import { filesOfSite } from '../src/site-sums.ts';
import { contentCopy, SITE } from './content-copy.ts';
import './fuzz/budget.ts';
import type { Fault } from './injected-fault.ts';
import { script } from './warm/script.ts';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'faultline-shards-'));
const at = (path: string) => join(folder, path);

const ENV = { ASTRO_TELEMETRY_DISABLED: '1', SITE: 'https://example.org', BASE: '/sub/' };

function run(name: string, options: readonly string[], content = SITE) {
  return script(name, options, { env: { ...ENV, FAULTLINE_CONTENT: content } });
}

function buildWith(fault: Fault, ...options: string[]) {
  const preload = ['--import', join(import.meta.dirname, 'injected-fault.ts')];
  return spawnSync(process.execPath, [...preload, 'scripts/build.ts', ...options], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...ENV, FAULTLINE_CONTENT: SITE, FAULT: JSON.stringify(fault) },
  });
}

/** Every file of a folder with its digest. */
function treeOf(site: string): Record<string, string> {
  const digest = (path: string) => digestOf(readFileSync(join(site, path)));
  return Object.fromEntries(filesOfSite(site).map((path) => [path, digest(path)]));
}

beforeAll(() => {
  expect(run('build', ['--out', at('whole'), '--clean']).stderr).toBe('');
  for (const index of [1, 2]) {
    const out = at(`shards/${index}`);
    const { stderr, stdout } = run('build', ['--out', out, '--shard', `${index}/2`]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^\d+ pages in .*To put it together with the other 1: npm run merge$/m);
  }
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('shards together are the site of one build, byte for byte', () => {
  const { stderr, stdout } = run('merge', [at('shards'), '--out', at('merged')]);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/merged from 2 shards/);
  expect(treeOf(at('merged'))).toEqual(treeOf(at('whole')));
  for (const index of [1, 2]) {
    const pages = filesOfSite(at(`shards/${index}`)).filter((path) => path.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(3);
    expect(existsSync(at(`shards/${index}/SHA256SUMS`))).toBe(false);
  }
  const next = run('build', ['--out', at('merged')]);
  expect(next.stdout).toMatch(/\d{2,} files as they were/);
  expect(treeOf(at('merged'))).toEqual(treeOf(at('whole')));
});

describe('several processes', () => {
  test('make the site of one, byte for byte, and what was of use stays', () => {
    const out = at('together');
    const first = run('build', ['--out', out, '--workers', '3']);
    expect(first.stderr).toBe('');
    expect(treeOf(out)).toEqual(treeOf(at('whole')));
    const next = run('build', ['--out', out, '--workers', '2']);
    expect(next.stdout).toMatch(/\d{2,} files as they were/);
    expect(treeOf(out)).toEqual(treeOf(at('whole')));
  });

  test.each<[what: string, then: Fault['then'], says: RegExp]>([
    ['is killed', 'die-before', /part 2\/2 of the pages was ended by SIGKILL/],
    ['finds the disk full', 'ENOSPC', /ENOSPC/],
  ])(
    'leave the site as it is where one of them %s',
    (_, then, says) => {
      const out = at('failing');
      cpSync(at('whole'), out, { recursive: true });
      const fault: Fault = { call: 'writeFileSync', nth: 1, path: 'parts/2/shard.json$', then };
      const { status, stderr } = buildWith(fault, '--out', out, '--workers', '2');
      expect(stderr).toMatch(says);
      expect(stderr).toMatch(/1 problem; .*failing\/? was not touched/);
      expect(status).toBe(1);
      expect(treeOf(out)).toEqual(treeOf(at('whole')));
      const making = join(ROOT, '.cache/making', digestOf(out).slice(0, 16));
      expect([making, `${making}-parts`].filter((path) => existsSync(path))).toEqual([]);
    },
    120_000,
  );

  test('are as many as pay, and as cores and memory allow', () => {
    const machine = { cores: 8, bytes: 16 * 2 ** 30 };
    expect(worthwhileWorkers(0, machine)).toBe(1);
    expect(worthwhileWorkers(9_999, machine)).toBe(1);
    expect(worthwhileWorkers(10_000, machine)).toBe(2);
    expect(worthwhileWorkers(500_000, machine)).toBe(8);
    expect(worthwhileWorkers(500_000, { ...machine, cores: 1 })).toBe(1);
    expect(worthwhileWorkers(500_000, { ...machine, bytes: 5 * 2 ** 30 })).toBe(2);
    expect(worthwhileWorkers(500_000, { ...machine, bytes: 2 ** 30 })).toBe(1);
    expect(() => parseWorkers('0')).toThrow('Write a number from 1 to 99.');
    expect(parseWorkers('12')).toBe(12);
  });
});

describe('the site stays as it is where', () => {
  const page = 'runs/first-run/index.html';
  const shardOf = (path: string) => (existsSync(at(`broken/1/${path}`)) ? 1 : 2);

  test.each<[what: string, code: string, spoil: () => void, content?: () => string]>([
    [
      'a shard is missing',
      'shard-missing',
      () => {
        rmSync(at('broken/2'), { recursive: true });
      },
    ],
    [
      'a shard is there twice',
      'shard-twice',
      () => {
        cpSync(at('broken/2'), at('broken/again'), { recursive: true });
      },
    ],
    [
      'nothing is there',
      'shard-not-found',
      () => {
        renameSync(at('broken'), at('moved away'));
      },
    ],
    [
      'a page was changed',
      'shard-file-changed',
      () => {
        appendFileSync(at(`broken/${shardOf(page)}/${page}`), ' ');
      },
    ],
    [
      'a page is missing',
      'shard-file-missing',
      () => {
        rmSync(at(`broken/${shardOf(page)}/${page}`));
      },
    ],
    [
      'somebody added a file',
      'shard-file-unknown',
      () => {
        writeFileSync(at('broken/1/index.php'), 'hello');
      },
    ],
    [
      'a shard is damaged',
      'shard-unreadable',
      () => {
        const file = at('broken/1/shard.json');
        writeFileSync(file, readFileSync(file, 'utf8').slice(0, -100));
      },
    ],
    [
      'the shards are of another division',
      'shard-of-other-count',
      () => {
        edit('broken/2/shard.json', (text) => text.replace('"count":2', '"count":3'));
      },
    ],
    [
      'a shard was made by other source',
      'shard-made-otherwise',
      () => {
        edit('broken/2/shard.json', (text) =>
          text.replace(/"generator":"[0-9a-f]{8}/, '"generator":"00000000'),
        );
      },
    ],
    [
      'what all shards have differs',
      'shards-differ',
      () => {
        writeFileSync(at('broken/2/favicon.svg'), 'other');
        edit('broken/2/shard.json', (text) =>
          text.replace(/("favicon\.svg":\[")[0-9a-f]{64}/, `$1${digestOf('other')}`),
        );
      },
    ],
    [
      'a page is in no shard',
      'shards-not-whole',
      () => {
        const shard = shardOf(page);
        rmSync(at(`broken/${shard}/${page}`));
        edit(`broken/${shard}/shard.json`, (text) => {
          const record = JSON.parse(text) as { files: Record<string, unknown> };
          const files = Object.entries(record.files).filter(([path]) => path !== page);
          return JSON.stringify({ ...record, files: Object.fromEntries(files) });
        });
      },
    ],
    [
      'the content is not that of the shards',
      'shard-of-other-content',
      () => undefined,
      () => {
        const content = contentCopy();
        appendFileSync(join(content, 'findings/conv-hangs.yaml'), '# a note\n');
        return content;
      },
    ],
  ])('%s', (_, code, spoil, content) => {
    for (const name of ['broken', 'moved away', 'site']) {
      rmSync(at(name), { recursive: true, force: true });
    }
    cpSync(at('shards'), at('broken'), { recursive: true });
    cpSync(at('whole'), at('site'), { recursive: true });
    const before = treeOf(at('site'));
    spoil();
    const { status, stderr } = run('merge', [at('broken'), '--out', at('site')], content?.());
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).toMatch(/\d problems?; .*site\/ was not touched\.\n$/);
    expect(status).toBe(1);
    expect(treeOf(at('site'))).toEqual(before);
  });

  function edit(path: string, change: (text: string) => string): void {
    const text = readFileSync(at(path), 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(at(path), changed);
  }
});

describe('a shard', () => {
  test('has each file that no other one has, and a page with all that is beside it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.stringMatching(/^[a-z0-9/-]{0,30}$/),
        (count, path) => {
          const shards = Array.from({ length: count }, (_, index) => ({ index: index + 1, count }));
          const having = (file: string) => shards.filter((shard) => isInShard(shard, file));
          expect(having(`${path}/index.html`)).toHaveLength(1);
          expect(having(`${path}/index.json`)).toEqual(having(`${path}/index.html`));
        },
      ),
    );
  });

  test.each(['2/3', '1/1', '9999/9999'])('may be called %s', (text) => {
    const { index, count } = parseShard(text);
    expect(`${index}/${count}`).toBe(text);
  });

  test.each(['0/3', '4/3', '1', '1/', '/2', '1/2/3', '-1/2', '1.5/2', 'a/b', '', '1/10000'])(
    'may not be called "%s"',
    (text) => {
      expect(() => parseShard(text)).toThrow('Write which one of how many');
    },
  );
});
