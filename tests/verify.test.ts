import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../scripts/static-server.ts';
import type { Problem } from '../src/model/problem.ts';
import { publishedSite } from '../src/published-site.ts';
import { publishedFolder } from '../src/published-tree.ts';
import { writeSums } from '../src/site-sums.ts';
import { verify } from '../src/verification.ts';
import { temporaryFolder } from './content-copy.ts';
import { buildSealedSite } from './sealed-site.ts';
import { script } from './warm/script.ts';

const scratch = mkdtempSync(join(tmpdir(), 'faultline-verify-'));
const content = join(scratch, 'content');
const ASKING = { timeout: 2000, tries: 2, pause: 1 };
const LOOKING = { ignore: [], files: true, atOnce: 8 };

beforeAll(() => {
  buildSealedSite(scratch, (from, to) => {
    return script('build', ['--out', to], { env: { FAULTLINE_CONTENT: from, BASE: '/sub/' } })
      .stderr;
  });
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** A copy of the site that a test may break. */
function copy(): string {
  const site = join(temporaryFolder(), 'site');
  cpSync(join(scratch, 'site'), site, { recursive: true });
  return site;
}

function edit(site: string, path: string, change: (text: string) => string): void {
  const file = join(site, path);
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

/** Codes and places below the root, whatever the root is. */
function brief(problems: readonly Problem[], root: string): string[] {
  return problems
    .map(({ code, file }) => `${code} ${file.replace(root, '').replace(/index\.html$/, '')}`)
    .toSorted();
}

/** What is wrong with a site, held against content/ and against its own word, in a folder and on a server. */
async function everyWay(site: string) {
  const server = await serve(site, 'sub');
  const opened = await publishedSite(server.home, ASKING);
  if (!('tree' in opened)) throw new Error(opened.cause);
  const folder = publishedFolder(site);
  const found = {
    folder: await verify(folder, { ...LOOKING, content }),
    folderAlone: await verify(folder, LOOKING),
    server: await verify(opened.tree, { ...LOOKING, content }),
    serverAlone: await verify(opened.tree, LOOKING),
  };
  await server.close();
  const roots = [`${site}/`, `${site}/`, server.home, server.home];
  return Object.fromEntries(
    Object.entries(found).map(([way, { problems }], n) => [way, brief(problems, roots[n] ?? '')]),
  );
}

/** The same in all four ways. */
const always = (found: string[]) => ({
  folder: found,
  folderAlone: found,
  server: found,
  serverAlone: found,
});

const FINDING = 'v/first/findings/conv-hangs/';

describe('a site as it was built', () => {
  test('is whole, and as promised', async () => {
    expect(await everyWay(copy())).toEqual(always([]));
  });

  test('has a list that sha256sum reads', () => {
    const site = copy();
    const check = () =>
      execFileSync('sha256sum', ['--quiet', '--check', 'SHA256SUMS'], {
        cwd: site,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    expect(check()).toBe('');
    appendFileSync(join(site, 'index.html'), ' ');
    expect(check).toThrow();
  });

  test('built again by later code may look otherwise around the facts', async () => {
    const site = copy();
    edit(site, `${FINDING}index.html`, (html) => html.replace('<main', '<main class="new"'));
    edit(site, `${FINDING}index.json`, (json) =>
      json.replace('"facts": {', '"facts": {\n  "aFurtherOne": 1,'),
    );
    edit(site, 'runs/first-run/index.html', (html) => html.replace('<main', '<main class="new"'));
    writeSums(site);
    expect(await everyWay(site)).toEqual(always([]));
  });

  test('may have runs that no edition knew', async () => {
    const site = copy();
    const record = readFileSync(join(site, 'runs/first-run/index.json'), 'utf8');
    mkdirSync(join(site, 'runs/second-run'));
    writeFileSync(
      join(site, 'runs/second-run/index.json'),
      record.replace('"first-run"', '"second-run"'),
    );
    writeSums(site);
    expect(await everyWay(site)).toEqual(always([]));
    const { runs } = await verify(publishedFolder(site), { ...LOOKING, content });
    expect(runs).toEqual({ known: 1, takenOut: 0, further: 1 });
    edit(site, 'runs/second-run/index.json', () => record);
    writeSums(site);
    expect(await everyWay(site)).toEqual(
      always(['published-record-odd runs/second-run/index.json']),
    );
  });
});

describe('a site that was built otherwise', () => {
  test('without a page, an anchor, with another fact: all is told at once', async () => {
    const site = copy();
    rmSync(join(site, 'findings/conv-hangs'), { recursive: true });
    edit(site, 'runs/first-run/index.html', (html) => html.replaceAll('id="conv-3x3"', ''));
    edit(site, `${FINDING}index.json`, (json) =>
      json.replace('"status": "supported"', '"status": "refuted"'),
    );
    writeSums(site);
    expect(await everyWay(site)).toEqual(
      always([
        'promised-anchor-gone runs/first-run/',
        'promised-page-gone findings/conv-hangs/',
        `published-fact-changed ${FINDING}index.json`,
      ]),
    );
    const { problems } = await verify(publishedFolder(site), { ...LOOKING, content });
    expect(problems.find(({ code }) => code === 'published-fact-changed')).toMatchObject({
      pointer: '/facts/computed/status',
      says: 'On the page /findings/conv-hangs/ the edition "first" recorded "supported"; the site says "refuted".',
    });
  });

  test('with an edited record, and edited evidence', async () => {
    const site = copy();
    edit(site, 'runs/first-run/index.json', (json) => json.replace('Two', 'Some'));
    const evidence = `evidence/${readdirSync(join(site, 'evidence'))[0] ?? ''}`;
    appendFileSync(join(site, evidence), 'x');
    writeSums(site);
    expect(await everyWay(site)).toEqual(
      always([
        `published-evidence-changed ${evidence}`,
        'published-record-changed runs/first-run/index.json',
      ]),
    );
  });

  test('without a record, and without evidence', async () => {
    const site = copy();
    const evidence = `evidence/${readdirSync(join(site, 'evidence'))[0] ?? ''}`;
    rmSync(join(site, evidence));
    writeSums(site);
    expect(await everyWay(site)).toEqual(always([`published-evidence-missing ${evidence}`]));
    rmSync(join(site, 'runs/first-run/index.json'));
    writeSums(site);
    expect(await everyWay(site)).toEqual(
      always(['published-record-missing runs/first-run/index.json']),
    );
  });

  test('a run that had to go is missed unless its page says so, with its digest', async () => {
    const site = copy();
    rmSync(join(site, 'runs/first-run/index.json'));
    const [{ sha256 = '' } = {}] = (
      JSON.parse(readFileSync(join(content, 'editions/first/edition.json'), 'utf8')) as {
        runs: { sha256?: string }[];
      }
    ).runs;
    const page = (digest: string) => () => `<h1 data-gone="yes">Gone</h1><code>${digest}</code>`;
    edit(site, 'runs/first-run/index.html', page(`${sha256.slice(0, 9)}<wbr>${sha256.slice(9)}`));
    writeSums(site);
    expect(await everyWay(site)).toEqual(always([]));
    edit(site, 'runs/first-run/index.html', page('0'.repeat(64)));
    writeSums(site);
    expect(await everyWay(site)).toEqual(
      always(['published-record-missing runs/first-run/index.json']),
    );
  });

  test('with a manifest that was rewritten to fit does not fit content/', async () => {
    const site = copy();
    edit(site, 'v/first/edition.json', (json) =>
      json.replace('"title": "First"', '"title": "1st"'),
    );
    writeSums(site);
    expect(await everyWay(site)).toEqual({
      ...always([]),
      folder: ['published-edition-differs v/first/edition.json'],
      server: ['published-edition-differs v/first/edition.json'],
    });
  });

  test('with recorded facts that do not have their digest', async () => {
    const site = copy();
    edit(site, 'v/first/facts.json', (json) => json.replace('supported', 'refuted'));
    writeSums(site);
    const alone = ['published-facts-altered v/first/edition.json'];
    expect(await everyWay(site)).toEqual({
      folder: [],
      server: [],
      folderAlone: alone,
      serverAlone: alone,
    });
  });

  test('without the manifest of an edition', async () => {
    const site = copy();
    rmSync(join(site, 'v/first/edition.json'));
    writeSums(site);
    expect(await everyWay(site)).toEqual(
      always(['published-edition-missing v/first/edition.json']),
    );
  });
});

describe('an upload that went wrong', () => {
  test('files missing, cut off, changed', async () => {
    const site = copy();
    rmSync(join(site, 'findings/index.html'));
    truncateSync(join(site, `${FINDING}index.md`), 20);
    truncateSync(join(site, 'llms.txt'), 0);
    edit(site, 'robots.txt', (text) => text.replace('Allow', 'allow'));
    expect(await everyWay(site)).toEqual(
      always([
        'site-file-changed robots.txt',
        'site-file-missing findings/',

        'site-file-truncated llms.txt',
        `site-file-truncated ${FINDING}index.md`,
      ]),
    );
  });

  test('new pages under the old list, or none', async () => {
    const site = copy();
    edit(site, 'index.html', (html) => `${html}<!-- newer -->`);
    expect(await everyWay(site)).toEqual(always(['site-file-changed ']));
    rmSync(join(site, 'SHA256SUMS'));
    expect(await everyWay(site)).toEqual(always(['site-sums-missing SHA256SUMS']));
  });

  test('a list that was cut off', async () => {
    const site = copy();
    const file = join(site, 'SHA256SUMS');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, `${lines.slice(0, 20).join('\n')}\n`);
    expect(await everyWay(site)).toEqual(always(['site-sums-broken SHA256SUMS']));
  });

  test('a folder shows what does not belong there, and leaves the host its own', async () => {
    const site = copy();
    writeFileSync(join(site, 'old.html'), 'x');
    writeFileSync(join(site, 'runs/first-run/more.html'), 'x');
    writeFileSync(join(site, '.nojekyll'), '');
    writeFileSync(join(site, 'CNAME'), 'example.org');
    writeFileSync(join(site, '_astro/earlier.0123abcd.css'), '');
    const look = { ...LOOKING, content, ignore: ['/CNAME'] };
    const { problems } = await verify(publishedFolder(site), look);
    expect(brief(problems, `${site}/`)).toEqual([
      'site-file-extra old.html',
      'site-file-extra runs/first-run/more.html',
    ]);
  });

  test('whatever is ignored, a promise holds', async () => {
    const site = copy();
    appendFileSync(join(site, 'robots.txt'), 'x');
    rmSync(join(site, 'runs/first-run'), { recursive: true });
    const look = { ...LOOKING, content, ignore: ['robots.txt', '/runs/'] };
    const { problems } = await verify(publishedFolder(site), look);
    expect(brief(problems, `${site}/`)).toEqual([
      'promised-page-gone runs/first-run/',
      'published-record-missing runs/first-run/index.json',
    ]);
  });

  test('two facts that changed alike are two problems', async () => {
    const site = copy();
    edit(site, `${FINDING}index.json`, (json) =>
      json.replaceAll(/"(for|against)": \d/g, '"$1": 9'),
    );
    writeSums(site);
    const { problems } = await verify(publishedFolder(site), LOOKING);
    expect(problems.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/facts/computed/against',
      '/facts/computed/for',
    ]);
  });
});

/** A server that answers as the test says. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A server of the built site, but for what the test answers itself. */
function asBuilt(special: (path: string, ...of: Parameters<RequestListener>) => boolean) {
  const site = join(scratch, 'site');
  return answering((request, response) => {
    const path = (request.url ?? '').slice(1);
    if (special(path, request, response)) return;
    const file = join(site, path.endsWith('/') || path === '' ? `${path}index.html` : path);
    try {
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end('<!doctype html>Not found');
    }
  });
}

async function problemsAt(address: string, tries = 2) {
  const opened = await publishedSite(address, { ...ASKING, timeout: 300, tries });
  if (!('tree' in opened)) return opened.cause;
  const { problems, notices } = await verify(opened.tree, { ...LOOKING, content });
  return [
    ...problems.map(
      ({ code, file, says }) => `${file.replace(opened.tree.name, '/')} ${code} ${says}`,
    ),
    ...notices.map((notice) => notice.replaceAll(opened.tree.name, '/')),
  ];
}

describe('a server', () => {
  test('in trouble for a moment is asked again, and then for good told of', async () => {
    const asked: string[] = [];
    const address = await asBuilt((path, _, response) => {
      if (path !== 'robots.txt' && path !== 'llms.txt') return false;
      asked.push(path);
      const busy = path === 'llms.txt' || asked.filter((one) => one === path).length === 1;
      if (busy) response.writeHead(503, { 'retry-after': '0' }).end();
      return busy;
    });
    expect(await problemsAt(address)).toEqual([
      '/llms.txt site-unreadable The site could not be read here: the server answers 503, 2 times over.',
    ]);
    expect(asked.toSorted()).toEqual(['llms.txt', 'llms.txt', 'robots.txt', 'robots.txt']);
  });

  test('that breaks off, does not answer, refuses', async () => {
    const address = await asBuilt((path, _, response) => {
      if (path === 'robots.txt') {
        response.writeHead(200, { 'content-length': '999' });
        response.write('User');
        setTimeout(() => response.destroy(), 20);
      } else if (path === 'favicon.svg') response.writeHead(403).end();
      else return path === 'llms.txt';
      return true;
    });
    const found = await problemsAt(address, 1);
    expect(found).toEqual([
      '/favicon.svg site-unreadable The site could not be read here: the server answers 403.',
      '/llms.txt site-unreadable The site could not be read here: no answer within 0.3 s.',
      expect.stringMatching(
        /^\/robots\.txt site-unreadable The site could not be read here: .*(?:closed|terminated|ECONNRESET).*\.$/,
      ),
    ]);
  });

  test('that gives its start page for everything', async () => {
    const address = await asBuilt((path, _, response) => {
      const there = !/no-such-page|^robots\.txt$|^runs\/first-run\/index\.json$/.test(path);
      if (!there) response.end('<!doctype html><title>Home</title>');
      return !there;
    });
    expect(await problemsAt(address)).toEqual([
      expect.stringMatching(/^\/no-such-page-\w+\/ site-answers-anything /),
      '/robots.txt site-page-in-place A web page is served here in place of a file of 23 bytes.',
      expect.stringMatching(/^\/runs\/first-run\/index\.json site-page-in-place /),
    ]);
  });

  test('that leads on: within the site it is noticed, out of it a problem', async () => {
    const address = await asBuilt((path, _, response) => {
      const to = {
        'robots.txt': '/moved/robots.txt',
        'moved/robots.txt': '/moved/again.txt',
        'llms.txt': 'https://example.com/login',
        'favicon.svg': '/favicon.svg',
      }[path];
      if (to !== undefined) response.writeHead(302, { location: to }).end();
      else if (path === 'moved/again.txt') {
        response.end(readFileSync(join(scratch, 'site/robots.txt')));
      } else return false;
      return true;
    });
    expect(await problemsAt(address)).toEqual([
      '/favicon.svg site-unreadable The site could not be read here: it leads on and on, more than 5 times.',
      '/llms.txt site-leads-elsewhere This address leads out of the site, to https://example.com/login.',
      '/robots.txt leads to /moved/again.txt.',
    ]);
  });

  test('whose address leads to another is read there', async () => {
    const server = await serve(join(scratch, 'site'), 'sub');
    const address = await answering((_, response) => {
      response.writeHead(301, { location: server.home }).end();
    });
    expect(await problemsAt(address)).toEqual([]);
    await server.close();
  });

  test.each([
    ['http://name:word@127.0.0.1/', /must not hold a password/],
    ['ftp://example.org/', /only http and https/],
    ['http://', /not an address/],
  ])('%s is no site', async (address, cause) => {
    expect(await problemsAt(address)).toMatch(cause);
  });

  test('that is not there is no site', async () => {
    const server = await serve(scratch, '');
    await server.close();
    expect(await problemsAt(server.home)).toMatch(/ECONNREFUSED.*, 2 times over$/);
  });

  test('without a page at the address is no site', async () => {
    const address = await answering((_, response) => {
      response.writeHead(404).end();
    });
    expect(await problemsAt(address)).toBe('there is no page at this address');
  });
});

describe('npm run verify', () => {
  test('says what it compared', () => {
    const { status, stdout, stderr } = script('verify', [copy(), '--content', content]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      /^edition first \(sealed\): \d+ pages, \d+ anchors promised\nruns: 1 known\nfiles: \d+ in SHA256SUMS\n.*\/site: whole, and as promised\.\n$/,
    );
  });

  test('ends with 1 and words for each problem', () => {
    const site = copy();
    rmSync(join(site, 'robots.txt'));
    truncateSync(join(site, 'llms.txt'), 3);
    const { status, stdout, stderr } = script('verify', [site, '--content', content]);
    expect(status).toBe(1);
    expect(stderr).toContain(`${site}/robots.txt  [site-file-missing]
  This file of the site is missing: the upload is not complete, or somebody removed it.
  Upload the whole site again, SHA256SUMS last.`);
    expect(stdout).toContain(`${site}: 2 problems (1 site-file-truncated, 1 site-file-missing).`);
    const json = script('verify', [site, '--content', content, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      site,
      problems: [{ code: 'site-file-truncated' }, { code: 'site-file-missing' }],
      runs: { known: 1 },
    });
    expect(script('verify', [site, '--content', content, '--no-files']).stdout).toContain(
      'files: not compared with a list',
    );
  });

  test.each([
    [['/no/such/folder'], 'error: there is no folder /no/such/folder'],
    [['http://127.0.0.1:9', '--tries', '1'], 'error: http://127.0.0.1:9 cannot be read: '],
    [['.', '--content', '/no/such'], 'error: there is no folder /no/such to compare with'],
    [['.', '--at-once', 'x'], 'a number above 0 is needed'],
  ])('%j ends with 2', (args, words) => {
    const { status, stderr } = script('verify', args);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });
});
