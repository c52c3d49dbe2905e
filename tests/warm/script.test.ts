import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/archive.ts';
import { filesOfSite } from '../../src/site-sums.ts';
import { contentCopy, SITE, temporaryFolder } from '../content-copy.ts';
import { script, scriptAlone } from './script.ts';

const CASES = join(import.meta.dirname, '../cases');

test('a script says and ends the same with a process of its own and without', () => {
  const broken = contentCopy();
  writeFileSync(join(broken, 'findings/conv-hangs.yaml'), 'id: [');
  const calls: [name: string, args: string[]][] = [
    ['check', [SITE]],
    ['check', ['--content', SITE]],
    ['check', ['--content', broken]],
    ['guard', ['--help']],
    ['freeze', ['x']],
    ['build', ['--out', join(temporaryFolder(), 'site'), '--workers', '0']],
    ['ingest', ['--content', broken, 'nothing-there.xml']],
  ];
  const ended = calls.map(([name, args]) => script(name, args));
  expect(ended).toEqual(calls.map(([name, args]) => scriptAlone(name, args)));
  expect(new Set(ended.map(({ status }) => status))).toEqual(new Set([0, 1, 2]));
});

test('what one script was given is not there for the next', () => {
  const other = join(temporaryFolder(), 'content');
  cpSync(SITE, other, { recursive: true });
  const finding = join(other, 'findings/conv-hangs.yaml');
  const text = readFileSync(finding, 'utf8');
  writeFileSync(finding, text.replace(/^claim: .*$/m, 'claim: Another claim.'));
  const treeOf = (run: typeof script, content: string, env: Record<string, string>) => {
    const out = join(temporaryFolder(), 'site');
    const all = { FAULTLINE_CONTENT: content, ...env };
    expect(run('build', ['--out', out], { env: all }).stderr).toBe('');
    return filesOfSite(out).map((path) => [path, digestOf(readFileSync(join(out, path)))]);
  };
  const env = { BASE: '/sub/', SITE: 'https://example.org' };
  expect(treeOf(script, other, env)).not.toEqual(treeOf(script, SITE, {}));
  expect(treeOf(script, other, {})).toEqual(treeOf(scriptAlone, other, {}));
});

test('a script runs in the folder in which it is called', () => {
  const folder = temporaryFolder();
  const content = join(folder, 'content');
  mkdirSync(content);
  cpSync(SITE, content, { recursive: true });
  cpSync(join(CASES, 'evidence-copied'), folder, { recursive: true });
  const { status, stdout } = script('ingest', ['record.json'], { cwd: folder });
  expect(stdout).toMatch(/1 added/);
  expect(status).toBe(0);
});
