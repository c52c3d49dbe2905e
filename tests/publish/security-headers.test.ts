import { describe, expect, test } from 'vitest';
import type { Archive } from '../../src/model/archive.ts';
import {
  headersFile,
  PAGE_CONTENT_POLICY,
  SECURITY_HEADERS,
} from '../../src/publish/security-headers.ts';
import { edition } from '../../src/schema/edition.ts';
import { libraryOf } from '../library-of.ts';

const library = libraryOf({});
const frozen = (id: string, state: 'draft' | 'sealed') => ({
  manifest: edition.parse({
    schema: 'faultline.edition/1',
    ...{ id, title: id, summary: 'What was held.', asOf: '2026-01-01', frozenOn: '2026-01-01' },
    ...{ state, content: 1, files: [], pages: [], runs: [] },
  }),
  library,
});
const archive: Archive = { library, editions: [frozen('one', 'sealed'), frozen('two', 'draft')] };

interface Rule {
  pattern: string;
  headers: string[];
}

/** `_headers` read as both hosts describe it: a line at the margin begins a rule. */
function rulesIn(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const line of text.trimEnd().split('\n')) {
    if (/^\S/.test(line)) rules.push({ pattern: line, headers: [] });
    else rules.at(-1)?.headers.push(/^ +([\w-]+): \S/.exec(line)?.[1] ?? `unreadable: ${line}`);
  }
  return rules;
}

/** Headers that more than one rule sets for an address. */
function setTwice(rules: Rule[], path: string): string[] {
  const names = rules
    .filter(({ pattern }) => path.startsWith(pattern.replace('*', '')))
    .flatMap(({ headers }) => headers);
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('_headers', () => {
  test('keeps what is named by its digest, for a day what is frozen, and nothing else', () => {
    const text = headersFile(archive, { base: '/sub/' });
    expect(rulesIn(text)).toEqual([
      { pattern: '/sub/*', headers: SECURITY_HEADERS.map(([name]) => name) },
      { pattern: '/sub/_astro/*', headers: ['Cache-Control'] },
      { pattern: '/sub/evidence/*', headers: ['Cache-Control'] },
      { pattern: '/sub/v/one/*', headers: ['Cache-Control'] },
    ]);
  });

  test('sets no header twice for an address, and stays below the limits of hosts', () => {
    const many = Array.from({ length: 150 }, (_, index) => frozen(`e-${index}`, 'sealed'));
    const text = headersFile({ library, editions: many }, { base: '/' });
    const rules = rulesIn(text);
    expect(rules.length).toBeLessThanOrEqual(100);
    expect(rules.at(-1)?.pattern).toBe('/v/e-149/*');
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(2000);
    for (const { pattern } of rules) {
      expect(pattern.split('*')).toHaveLength(2);
      expect(setTwice(rules, pattern.replace('*', 'x/index.html'))).toEqual([]);
    }
    const doubled = [...rules, { pattern: '/v/*', headers: ['Cache-Control'] }];
    expect(setTwice(doubled, '/v/e-149/')).toEqual(['Cache-Control']);
  });

  test('says what the pages say, and who may frame them', () => {
    const policy = SECURITY_HEADERS.find(([name]) => name === 'Content-Security-Policy')?.[1];
    expect(policy).toBe(`${PAGE_CONTENT_POLICY}; frame-ancestors 'none'`);
    expect(PAGE_CONTENT_POLICY).not.toMatch(/unsafe|https?:|data:|blob:|\*/);
  });
});
