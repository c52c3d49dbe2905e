import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readArchive } from '../src/archive.ts';
import { formatProblem } from '../src/model/problem.ts';
import { brokenPromises } from '../src/promises.ts';
import { rowAnchor, wordsAnchor } from '../src/publish/anchor-names.ts';
import type { RunInput } from '../src/schema/run.ts';
import { SITE, temporaryFolder } from './content-copy.ts';
import { script } from './warm/script.ts';

const scratch = mkdtempSync(join(tmpdir(), 'faultline-editions-'));
const sealedContent = join(scratch, 'content');

function freeze(content: string, id: string, ...more: string[]) {
  const head = ['--title', 'First', '--summary', 'What was held.', '--as-of', '2025-11-06'];
  return script('freeze', [
    id,
    ...head,
    '--frozen-on',
    '2025-11-07',
    '--content',
    content,
    ...more,
  ]);
}

/** A copy of a content folder in which one edition is sealed. */
function withEdition(): string {
  const content = join(temporaryFolder(), 'content');
  cpSync(sealedContent, content, { recursive: true });
  return content;
}

function promisedOn(content: string, path: string, edition = 'first'): readonly string[] {
  const { pages } = JSON.parse(
    readFileSync(join(content, `editions/${edition}/edition.json`), 'utf8'),
  ) as { pages: { path: string; anchors: string[] }[] };
  return pages.find((page) => page.path === path)?.anchors ?? [];
}

function problemsOf(content: string): string[] {
  return readArchive(content).problems.map(formatProblem);
}

const RUN = 'runs/2025/first-run.json';
const FROZEN = 'editions/first/findings/conv-hangs.yaml';

beforeAll(() => {
  cpSync(SITE, sealedContent, { recursive: true });
  const { status, stdout, stderr } = freeze(sealedContent, 'first', '--seal');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/editions\/first: sealed, \d+ pages with \d+ anchors, 1 runs known/);
});

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe('a sealed edition', () => {
  test('reads without a problem', () => {
    const { archive } = readArchive(sealedContent);
    expect(archive?.editions.map(({ manifest }) => [manifest.id, manifest.state])).toEqual([
      ['first', 'sealed'],
    ]);
  });

  test('frozen again with the same content is left as it is', () => {
    const content = withEdition();
    const file = join(content, 'editions/first/edition.json');
    const before = statSync(file).mtimeMs;
    const { status, stdout } = freeze(content, 'first', '--seal');
    expect([status, stdout.trim()]).toEqual([
      0,
      `${content}/editions/first is there already, with the same content.`,
    ]);
    expect(statSync(file).mtimeMs).toBe(before);
  });

  test('refuses to be overwritten', () => {
    const content = withEdition();
    appendFileSync(join(content, 'findings/conv-hangs.yaml'), 'gap: A log.\n');
    const { status, stderr } = freeze(content, 'first', '--seal');
    expect([status, stderr.trim()]).toEqual([
      1,
      'The edition "first" is sealed: it never changes. Freeze what is known now under a new id.',
    ]);
  });

  test.each([
    ['broken off', '{ "state": ', 'edition.json:1  [syntax]'],
    ['without its state', '{}', 'edition.json:1  [missing-key]'],
    ['gone', undefined, 'edition.json  [unreadable-file]'],
  ])('is not frozen over where its manifest is %s', (_, text, said) => {
    const content = withEdition();
    const file = join(content, 'editions/first/edition.json');
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    const { status, stderr } = freeze(content, 'first');
    expect(status).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).toContain('Nothing was frozen: the edition "first" may be sealed.');
    expect(existsSync(join(content, FROZEN))).toBe(true);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(text);
  });

  test('a changed word in a frozen file is a problem', () => {
    const content = withEdition();
    const file = join(content, FROZEN);
    writeFileSync(file, readFileSync(file, 'utf8').replace('hangs', 'stops'));
    expect(problemsOf(content)).toEqual([
      `content/${FROZEN}  [edition-file-changed]
  This file is frozen in the edition "first", and has been changed.
  Put it back as it was. What is known now belongs in the folders of content/ itself.`,
    ]);
    expect(freeze(content, 'second').status).toBe(1);
  });

  test('so is one that is gone, and one that was not there', () => {
    const content = withEdition();
    renameSync(join(content, FROZEN), join(content, 'editions/first/findings/other.yaml'));
    expect(problemsOf(content).map((text) => text.split('\n')[0])).toEqual([
      `content/${FROZEN}  [edition-file-missing]`,
      'content/editions/first/findings/other.yaml  [edition-file-added]',
    ]);
  });

  test('an edited run is a problem', () => {
    const content = withEdition();
    const file = join(content, RUN);
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('Two convolutions', 'Some convolutions'),
    );
    expect(problemsOf(content)).toEqual([
      `content/${RUN}  [edition-run-changed]
  The run "first-run" has been changed, but the edition "first" knew it as it was.
  Put it back: a run is never edited. To correct it, add a new run that names it in "replaces".`,
    ]);
  });

  test('what is added to today’s interpretation is none', () => {
    const content = withEdition();
    appendFileSync(join(content, 'findings/conv-hangs.yaml'), 'gap: A log.\n');
    expect(problemsOf(content)).toEqual([]);
  });

  test('code that would read a frozen finding otherwise is a problem', async () => {
    vi.resetModules();
    vi.doMock('../src/model/status.ts', () => ({
      standingOf: () => ({ status: 'refuted', for: 0, against: 3 }),
    }));
    const { readArchive: readWithOtherRule } = await import('../src/archive.ts');
    const problems = readWithOtherRule(sealedContent).problems.map(formatProblem);
    vi.doUnmock('../src/model/status.ts');
    expect(problems).toContain(
      `content/editions/first/facts/findings/conv-hangs.json  [edition-fact-changed]  /computed/status
  On the page /findings/conv-hangs/ the edition "first" recorded "supported"; today’s code computes "refuted" from the same files.
  Change the code so that frozen files read as before, through an upgrade function if their shape changed.`,
    );
  });
});

test('a draft may be frozen again, and sealed', () => {
  const content = withEdition();
  expect(freeze(content, 'second').status).toBe(0);
  appendFileSync(join(content, 'findings/conv-hangs.yaml'), 'gap: A log.\n');
  expect(freeze(content, 'second').stdout).toContain('editions/second: draft');
  expect(freeze(content, 'second', '--seal').stdout).toContain('editions/second: sealed');
});

describe('what an edition promised', () => {
  const build = (content: string, out: string) =>
    script('build', ['--out', out], {
      env: { FAULTLINE_CONTENT: content, SITE: 'https://example.org' },
    });

  test('is there for today and for the edition, each with the way to the other', () => {
    const out = join(temporaryFolder(), 'site');
    expect(build(sealedContent, out).stderr).toBe('');
    const frozen = readFileSync(join(out, 'v/first/findings/conv-hangs/index.html'), 'utf8');
    expect(frozen).toMatch(/<strong>\s*Edition first: First\s*<\/strong>/);
    expect(frozen).toContain('href="/findings/conv-hangs/">This page today</a>');
    expect(frozen).toContain('href="/v/first/gpus/rdna1/"');
    expect(frozen).toContain('href="/runs/first-run/#conv-3x3"');
    // Pasted into a chat it is announced as what it is; whoever searches is led to the page of today.
    const own = 'https://example.org/v/first/findings/conv-hangs/';
    expect(frozen).toContain(`<meta property="og:url" content="${own}">`);
    expect(frozen).toMatch(/<title>[^<]+ · edition first · Faultline<\/title>/);
    expect(frozen).toMatch(/<meta property="og:title" content="[^"]+ \(edition first\)">/);
    expect(frozen).toContain(
      '<link rel="canonical" href="https://example.org/findings/conv-hangs/">',
    );
    const today = readFileSync(join(out, 'findings/conv-hangs/index.html'), 'utf8');
    expect(today).toContain(
      'href="/v/first/findings/conv-hangs/">its frozen copy in edition first</a>',
    );
    const { archive } = readArchive(sealedContent);
    expect(archive && brokenPromises(archive, out)).toEqual([]);

    const page = join(out, 'v/first/stack/index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replace('id="kernel"', 'id="core"'));
    rmSync(join(out, 'gpus/rdna1/index.html'));
    expect(archive && brokenPromises(archive, out).map(formatProblem)).toEqual([
      `content/editions/first/edition.json  [promised-anchor-gone]
  The edition "first" promised the address /v/first/stack/#kernel, but the page has no such anchor.
  Bring the anchor back; if an id changed, name the old one in "oldIds" of the new.`,
      `content/editions/first/edition.json  [promised-page-gone]
  The edition "first" promised the address /gpus/rdna1/, which the site does not have.
  Bring the page back; if its id changed, name the old one in "oldIds" of the new; if it had to go, add a retirement.`,
    ]);
  });

  test('a renamed thing fails the build, until its old id is named', () => {
    const content = withEdition();
    const old = join(content, 'findings/conv-hangs.yaml');
    const renamed = join(content, 'findings/conv-stands-still.yaml');
    renameSync(old, renamed);
    writeFileSync(
      renamed,
      readFileSync(renamed, 'utf8').replace('id: conv-hangs', 'id: conv-stands-still'),
    );
    const out = join(temporaryFolder(), 'site');
    const failed = build(content, out);
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain(
      'promised the address /findings/conv-hangs/, which the site does not have',
    );
    expect(existsSync(out)).toBe(false);

    appendFileSync(renamed, 'oldIds: [conv-hangs]\n');
    expect(build(content, out).stderr).toBe('');
    const stub = readFileSync(join(out, 'findings/conv-hangs/index.html'), 'utf8');
    expect(stub).toContain('content="0; url=/findings/conv-stands-still/"');
    expect(stub).toContain('<meta name="robots" content="noindex">');
    const absent = readFileSync(join(out, 'v/first/findings/conv-stands-still/index.html'), 'utf8');
    expect(absent).toContain('In this edition it was called');
    expect(absent).toContain('href="/v/first/findings/conv-hangs/"');
  });

  test('words that are corrected keep their address, which leads to the edition that has them', () => {
    const content = withEdition();
    const layer = join(content, 'layers/kernel.yaml');
    const said = (text: string) =>
      `statements:\n  - text: ${text}\n    basis: inferred\n    evidence: [{ inference: So. }]\n`;
    const first = readFileSync(layer, 'utf8');
    writeFileSync(layer, first + said('It maps memory.'));
    expect(freeze(content, 'second', '--seal').stderr).toBe('');
    writeFileSync(layer, first + said('It maps memory and keeps it.'));

    const out = join(temporaryFolder(), 'site');
    expect(build(content, out).stderr).toBe('');
    const anchorOf = (path: string) =>
      /<li id="(said-[^"]+)" data-basis/.exec(readFileSync(join(out, path), 'utf8'))?.[1] ?? '';
    const was = anchorOf('v/second/stack/kernel/index.html');
    expect(was).not.toBe('');
    expect(anchorOf('stack/kernel/index.html')).not.toBe(was);
    const today = readFileSync(join(out, 'stack/kernel/index.html'), 'utf8');
    expect(today).toContain(`<li id="${was}" data-former>`);
    expect(today).toContain(`href="/v/second/stack/kernel/#${was}"`);

    // A later edition promises what is said then, not that something else once was.
    expect(freeze(content, 'third').stderr).toBe('');
    const promised = promisedOn(content, 'stack/kernel/', 'third');
    expect(promised).toContain(anchorOf('stack/kernel/index.html'));
    expect(promised).not.toContain(was);
  });

  test('a run that had to go leaves its page, and the edition reads as before', () => {
    const content = withEdition();
    const run = JSON.parse(readFileSync(join(content, RUN), 'utf8')) as RunInput;
    rmSync(join(content, RUN));
    rmSync(join(content, 'findings/conv-hangs.yaml'));
    const [gone = ''] = problemsOf(content);
    const sha256 = /sha256 ([0-9a-f]{64})/.exec(gone)?.[1] ?? '';
    expect(gone).toBe(`content/runs/first-run.json  [edition-run-missing]
  The run "first-run" is gone, but the edition "first" knew it.
  Put it back, or, if it had to go, add content/retirements/run-first-run.yaml with its sha256 ${sha256}, the date and the reason.`);

    mkdirSync(join(content, 'retirements'));
    const head = { on: '2025-12-01', reason: 'Its log held a password.' };
    const retired = [
      {
        id: 'run-first-run',
        kind: 'run',
        was: 'first-run',
        ...head,
        sha256,
        remains: redacted(run),
      },
      { id: 'finding-conv-hangs', kind: 'finding', was: 'conv-hangs', ...head },
    ];
    for (const one of retired) {
      writeFileSync(join(content, `retirements/${one.id}.yaml`), JSON.stringify(one));
    }
    const out = join(temporaryFolder(), 'site');
    expect(build(content, out).stderr).toBe('');
    const page = readFileSync(join(out, 'runs/first-run/index.html'), 'utf8');
    expect(page).toContain('was taken out on 1 December 2025');
    expect(page).toContain('Its log held a password.');
    expect(page.replaceAll('<wbr>', '')).toContain(sha256);
    expect(page).toContain('<li id="conv-3x3">');
    // The table of cards and stacks: its row and the name of its card, today and in the edition.
    const home = (path: string) => readFileSync(join(out, path, 'index.html'), 'utf8');
    const [row, card] = [rowAnchor('seen', 'first-run'), wordsAnchor('RDNA1')];
    expect(promisedOn(content, '')).toEqual(expect.arrayContaining([row, card]));
    for (const anchor of [row, card]) {
      expect(home('')).toMatch(
        new RegExp(`<li id="${anchor}" data-former>[^/]*href="/v/first/#${anchor}"`),
      );
    }
    expect(home('v/first')).toContain(`<tr id="${row}"`);
    expect(home('v/first')).toMatch(
      new RegExp(`<li id="${card}" data-former>[^<]*<a href="/runs/first-run/"`),
    );
    const frozen = readFileSync(join(out, 'v/first/findings/conv-hangs/index.html'), 'utf8');
    expect(frozen).toContain('class="mark mark-supported chip"');
  });
});

/** A run without any text that somebody wrote. */
function redacted({ machine, settings, results, evidence, ...run }: RunInput) {
  return {
    schema: run.schema,
    id: run.id,
    title: 'Taken out',
    time: run.time,
    provenance: { recordedFrom: run.provenance.recordedFrom, sources: [{ format: 'none' }] },
    machine: { gpus: machine?.gpus?.map((gpu) => ({ ...gpu, name: 'Some card' })) },
    settings,
    plan: run.plan,
    results: results.map(({ id, probe, outcome, fault, evidence: of }) => ({
      id,
      probe,
      outcome,
      fault,
      evidence: of,
    })),
    evidence: evidence?.map(({ id, kind, strength }) => ({ id, kind, strength })),
  };
}
