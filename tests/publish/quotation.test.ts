import fc from 'fast-check';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { inOneLine, quotation } from '../../src/publish/quotation.ts';
import { environmentOf, quotedPage, quotedRun } from '../../src/publish/quoted-page.ts';
import { addressesOf, addressesOfRun } from '../../src/publish/quoted-addresses.ts';
import { resultInWords } from '../../src/publish/result-view.ts';
import { runPage } from '../../src/publish/run-page.ts';
import { run as runSchema } from '../../src/schema/run.ts';
import { libraryOf, writtenRun } from '../library-of.ts';
import '../fuzz/budget.ts';

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown);

/** The kinds of nodes of a tree, outermost first, without text. */
const shape = (tree: Root) => {
  const kinds: string[] = [];
  visit(tree, ({ type }) => {
    if (type !== 'text' && type !== 'root') kinds.push(type);
  });
  return kinds;
};

const shown = (tree: Root) => {
  let text = '';
  visit(tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
  });
  return text;
};

const URL_OF = 'https://example.org/runs/r/#conv2d';

function pageOf(rest: Record<string, unknown>) {
  const written = writtenRun('r', rest);
  return runPage(runSchema.parse(written), libraryOf({ run: [written] }));
}

describe('a quotation', () => {
  test('is a link that says what it leads to, and a list of what it depends on', () => {
    const markdown = quotation(
      { words: 'conv2d crashed: HSA_STATUS_ERROR_ABORTED', set: 'A=1' },
      { source: 'run r', environment: ['Machine: RX 5600 XT, `gfx1010`', 'Stack: ROCm 7.0.2'] },
      {},
      URL_OF,
    );
    expect(markdown).toBe(
      [
        `[conv2d crashed: HSA_STATUS_ERROR_ABORTED (run r)](${URL_OF})`,
        '',
        '- Machine: RX 5600 XT, `gfx1010`',
        '- Stack: ROCm 7.0.2',
        '- Set for this: `A=1`',
      ].join('\n'),
    );
    expect(shape(parse(markdown))).toEqual([
      ...['paragraph', 'link', 'list', 'listItem', 'paragraph', 'inlineCode', 'listItem'],
      ...['paragraph', 'listItem', 'paragraph', 'inlineCode'],
    ]);
  });

  test('says of which edition it is', () => {
    const page = { source: 'finding f', environment: [] };
    const words = { words: '`mtype_local` is read: refuted' };
    expect(quotation(words, page, { state: 'edition 2026-11, draft' }, '/f/')).toBe(
      '[`mtype_local` is read: refuted (finding f, edition 2026-11, draft)](/f/)',
    );
  });

  test('is cut between words, and never in the middle of code', () => {
    const words = `${'word '.repeat(37)}\`code that goes on and on and on\` after`;
    const markdown = quotation({ words }, { source: 's', environment: [] }, {}, '/x/');
    expect(markdown).toMatch(/ `code that[^`]*`… \(s\)\]\(\/x\/\)$/);
    expect(shown(parse(markdown)).length).toBeLessThan(230);
  });

  test('of a hostile result is text', () => {
    const text = '](javascript:x) <img src=x> @user #1 https://evil.example ![](x) `rm` \u202e';
    const result = pageOf({
      results: [{ id: 'conv2d', outcome: 'crash', reason: { text } }],
    }).results[0];
    const markdown = quotation(
      { words: result?.quote ?? '' },
      { source: 'run r', environment: [] },
      {},
      URL_OF,
    );
    const tree = parse(markdown);
    const links: string[] = [];
    visit(tree, 'link', ({ url }) => void links.push(url));
    expect(links).toEqual([URL_OF]);
    visit(tree, 'html', ({ value }) => {
      expect(value).toBe('<!-- -->');
    });
    expect(shape(tree).filter((kind) => kind !== 'html')).toEqual(['paragraph', 'link']);
    expect(shown(tree)).toBe(
      'conv2d crashed: ](javascript:x) <img src=x> @user #1 https://evil.example ![](x) ′rm′ ⟨U+202E⟩ (run r)',
    );
    expect(markdown).not.toMatch(/@user|#1|:\/\/evil/);
  });

  test('of any text holds one link and its list, nothing more', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '](',
        '<b>',
        '`',
        '``',
        '@a',
        '#1',
        '\n- ',
        '\n\n# ',
        '|',
        '![',
        '\\',
        '&lt;',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const hostile = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, hostile, (text, set) => {
        const words = resultInWords({
          id: 'a',
          outcome: 'fail',
          reason: { text },
          evidence: [],
        });
        const tree = parse(
          quotation(
            { words, set: inOneLine(set) },
            { source: 'run r', environment: [`Stack: ${inOneLine(text)}`] },
            {},
            '/r/#a',
          ),
        );
        expect(tree.children.map(({ type }) => type)).toEqual(['paragraph', 'list']);
        const links: string[] = [];
        visit(tree, 'link', ({ url }) => void links.push(url));
        expect(links).toEqual(['/r/#a']);
        visit(tree, 'html', ({ value }) => {
          expect(value).toBe('<!-- -->');
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the environment of a run', () => {
  test('is its machine, its stack and its settings, three of each', () => {
    const component = (name: string) => ({ component: name, installed: '1.0' });
    const setting = (name: string) => ({ kind: 'env', name, requested: '1' });
    const page = pageOf({
      machine: { kernel: '6.12.1', gpus: [{ name: 'RX `5600` XT', gfx: 'gfx1010' }] },
      stack: [
        { component: 'unknown' },
        { component: 'HIP', installed: '6.0', loaded: '5.7' },
        ...['a', 'b', 'c'].map(component),
      ],
      settings: [{ kind: 'env', name: 'E', unset: true }, ...['A', 'B', 'C', 'D'].map(setting)],
    });
    expect(environmentOf(page)).toEqual([
      'Machine: RX ′5600′ XT, `gfx1010`, kernel `6.12.1`',
      'Stack: HIP 5.7 loaded, a 1.0, b 1.0 and 1 more',
      'Settings: `E` unset on purpose, `A=1`, `B=1` and 2 more',
    ]);
  });

  test('leaves out what nobody recorded', () => {
    expect(environmentOf(pageOf({}))).toEqual([]);
  });
});

describe('an anchor may be quoted from', () => {
  const target = { kind: 'finding', id: 'f' } as const;
  const location = { base: '/sub/' };
  const cite = { edition: '2026-11', title: 'T', same: true, draft: true };

  test('today and the edition that says the same', () => {
    expect(addressesOf({ links: [], cite }, target, location)).toEqual({
      addresses: [
        { words: 'latest', state: 'latest', url: '/sub/findings/f/' },
        {
          words: 'as in edition 2026-11, a draft',
          state: 'edition 2026-11, draft',
          url: '/sub/v/2026-11/findings/f/',
        },
      ],
    });
  });

  test('an edition that says something else, once that is read', () => {
    const frame = { links: [], cite: { ...cite, same: false, draft: false } };
    const { addresses, note } = addressesOf(frame, target, location);
    expect(addresses.map(({ unlike }) => unlike)).toEqual([undefined, true]);
    expect(addresses[1]?.words).toBe('as in edition 2026-11');
    expect(note).toBe('This page has changed since edition 2026-11.');
  });

  test('today alone, where no edition has it', () => {
    const { addresses, note } = addressesOf({ links: [] }, target, location);
    expect(addresses.map(({ url }) => url)).toEqual(['/sub/findings/f/']);
    expect(note).toBe('In no edition yet.');
  });

  test('its edition, and today under the name it has today', () => {
    const banner = {
      ...{ edition: 'e', title: 'E', asOf: 'then', draft: false, reconstructed: false },
      newest: false,
      today: { kind: 'finding', id: 'g' } as const,
    };
    const { addresses } = addressesOf({ links: [], banner }, target, { ...location, edition: 'e' });
    expect(addresses).toEqual([
      { words: 'as in edition e', state: 'edition e', url: '/sub/v/e/findings/f/' },
      { words: 'latest', state: 'latest', url: '/sub/findings/g/', unlike: true },
    ]);
  });

  test('the one address of a run, and its correction', () => {
    expect(addressesOfRun('r', undefined, location).addresses).toEqual([
      { words: 'permanent', url: '/sub/runs/r/' },
    ]);
    const corrected = addressesOfRun('r', { target: { kind: 'run', id: 's' } }, location);
    expect(corrected.addresses.map(({ url, unlike }) => [url, unlike])).toEqual([
      ['/sub/runs/r/', undefined],
      ['/sub/runs/s/', true],
    ]);
  });

  test('the page of a run, wherever its results stand', () => {
    const run = quotedRun(pageOf({}));
    const page = quotedPage({ title: 'Results', path: '/runs/r/results/2/', run }, { base: '/' });
    expect(page.source).toBe('run r');
    expect(page.addresses.map(({ url }) => url)).toEqual(['/runs/r/']);
  });
});
