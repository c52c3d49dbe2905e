import { describe, expect, test } from 'vitest';
import { hasMarkdown, isReported, pageMarkdown } from '../../src/publish/markdown/page-markdown.ts';
import type { PageTarget } from '../../src/publish/urls.ts';
import { smallArchive } from './small-archive.ts';

const { library, editions } = smallArchive();
const location = { base: '/', origin: 'https://example.org' };
const finding = { kind: 'finding', id: 'crashes' } as const;

describe('what a page has as text', () => {
  const targets: [PageTarget, boolean, boolean][] = [
    [{ comparison: ['first', 'second'] }, true, true],
    [finding, true, true],
    [{ kind: 'run', id: 'first' }, true, true],
    [{ kind: 'source', id: 'code' }, true, false],
    [{ page: 'memory-types' }, true, true],
    [{ page: 'home' }, false, false],
    [{ changes: 'then' }, false, false],
  ];
  test.each(targets)('%j: %s, shown on it: %s', (target, has, shown) => {
    expect([hasMarkdown(target), isReported(target)]).toEqual([has, shown]);
  });

  test('is nothing for what the library does not hold', () => {
    const absent = [{ kind: 'finding', id: 'no-such' } as const, { page: 'stack' } as const];
    for (const target of [...absent, { kind: 'run', id: 'no-such' } as const]) {
      expect(pageMarkdown(target, { library, location })).toBeUndefined();
    }
  });
});

describe('how long it holds', () => {
  const last = (...args: Parameters<typeof pageMarkdown>) =>
    pageMarkdown(...args)
      ?.trimEnd()
      .split('\n')
      .at(-1);

  test('is told of today', () => {
    expect(last(finding, { library, location })).toBe('As held today; it may change.');
    const copy = '[edition then](https://example.org/v/then/findings/crashes/)';
    expect(last(finding, { library, location }, { edition: 'then', draft: false })).toBe(
      `As held today; ${copy} says the same and stays so.`,
    );
    expect(last(finding, { library, location }, { edition: 'then', draft: true })).toBe(
      `As held today; ${copy} says the same (a draft).`,
    );
  });

  test('is told of an edition', () => {
    const [then] = editions;
    if (then === undefined) throw new Error('the small archive has no edition');
    const turned = { kind: 'finding', id: 'turned' } as const;
    const at = { base: '/', origin: 'https://example.org', edition: 'then' };
    const told = (state: 'draft' | 'sealed') =>
      last(turned, {
        library: then.library,
        location: at,
        edition: { ...then.manifest, state },
      });
    const today = '[The same page today](https://example.org/findings/turned/)';
    expect(told('sealed')).toBe(`As held in edition then, which speaks for 2025-12-01. ${today}`);
    expect(told('draft')).toBe(
      `As held in edition then, a draft, which speaks for 2025-12-01. ${today}`,
    );
  });
});
