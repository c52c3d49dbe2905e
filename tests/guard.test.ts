import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { PAGE_CONTENT_POLICY } from '../src/publish/security-headers.ts';
import { temporaryFolder } from './content-copy.ts';
import { script } from './warm/script.ts';

const ROOT = join(import.meta.dirname, '..');
const PAGE = `<!doctype html><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${PAGE_CONTENT_POLICY}"><title>T</title>`;
const HEADERS = `/*\n  Content-Security-Policy: ${PAGE_CONTENT_POLICY}; frame-ancestors 'none'\n`;

function guard(files: Record<string, string>, publicTexts?: string) {
  const folder = temporaryFolder();
  const content = join(folder, 'content');
  mkdirSync(content);
  if (publicTexts !== undefined) writeFileSync(join(content, '.public.yaml'), publicTexts);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'site', dirname(path)), { recursive: true });
    writeFileSync(join(folder, 'site', path), text);
  }
  const args = ['--dir', join(folder, 'site'), '--content', content];
  const { stdout, status } = script('guard', args);
  const lines = stdout.split('\n').filter((line) => /^\S+:\d+: /.test(line));
  return { status, lines: lines.map((line) => line.replace(`${content}/`, '')) };
}

// Put together, so that no other search for secrets stops at this file.
const TOKEN = `ghp_${'a1B2'.repeat(9)}`;
const MAIL = `alice@mail.example.org`;

test('everything that may not be published is told, with file and line', () => {
  const { status, lines } = guard({
    'index.html': `${PAGE}\n<p onclick="x">`,
    'a/index.html': '<!doctype html><title>T</title>',
    'a/index.md': `line\ntoken ${TOKEN}\nmail ${MAIL}\n`,
    'a/index.json': `{"log": "cd /home/zaphod/src\\n"}`,
    'b/notes.txt': `built in ${ROOT}`,
    'evidence/a.html': '<script>alert(1)</script>',
    'evidence/b.log': `Authorization: Bearer ${'c3D4'.repeat(6)}\n`,
  });
  expect(lines).toEqual([
    'a/index.html:1: the page has no Content-Security-Policy',
    'evidence/a.html:1: evidence that a browser would run',
    'index.html:2: <p> has a handler: onclick',
    'a/index.json:1: looks private (home-path): "za…", 6 bytes long',
    'a/index.md:2: looks private (token): "ghp_a1…", 40 bytes long',
    'a/index.md:3: looks private (email): "alice@…", 22 bytes long',
    'b/notes.txt:1: names a folder of this machine',
    'evidence/b.log:1: looks private (token): "c3D4c3…", 24 bytes long',
    '_headers:1: is not there',
  ]);
  expect(status).toBe(1);
});

test('what is meant to be public is let through, and only while it stands there', () => {
  const files = { 'index.html': PAGE, _headers: HEADERS, 'index.md': `mail ${MAIL}` };
  const named = `- { text: ${MAIL}, why: The list that patches go to. }\n`;
  expect(guard(files, named)).toEqual({ status: 0, lines: [] });
  const stale = guard(files, `${named}- { text: "größer@b.example", why: It was there once. }\n`);
  expect(stale.lines).toEqual([
    '.public.yaml:1: "größer@b.example" stands nowhere in the site: leave it out',
  ]);
  expect(guard(files, `- ${MAIL}\n`).lines[0]).toMatch(
    /^\.public\.yaml:1: has to be a list of \{ text, why \}/,
  );
  expect(guard(files, '- {').lines[0]).toMatch(/^\.public\.yaml:1: has to be a list/);
});
