import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { parseLink } from '../../src/model/markdown-link.ts';
import { fileOf } from '../../src/publish/companion.ts';
import { readRunFilter } from '../../src/publish/run-filter.ts';
import {
  hasPages,
  type Location,
  runAnchor,
  type Target,
  targetOf,
  twinUrl,
  urlOf,
} from '../../src/publish/urls.ts';
import { ID_FORM } from '../../src/schema/id-form.ts';
import { ALL_KINDS } from '../../src/schema/kinds.ts';
import { line } from '../../src/schema/text.ts';
import { runs } from './budget.ts';
import { hostileText } from './hostile-text.ts';

const id = fc.stringMatching(ID_FORM, { maxLength: 20 });
const text = hostileText.map((one) => one.toWellFormed());
const settingName = text.filter((one) => line.safeParse(one).success).map((one) => line.parse(one));
const anchor = fc.oneof(
  id,
  settingName.map(runAnchor.setting),
  id.map(runAnchor.evidence),
  id.map(runAnchor.section),
);
const optional = <T>(one: fc.Arbitrary<T>, key: string) =>
  fc.oneof(
    fc.constant({}),
    one.map((value) => ({ [key]: value })),
  );

const pages = fc.constantFrom('home', 'stack', 'findings', 'runs', 'search', 'compare', 'about');
const kinds = fc.constantFrom(...ALL_KINDS.filter(hasPages));
const targets = fc.oneof(
  fc.tuple(pages, optional(anchor, 'anchor')).map(([page, rest]) => ({ page, ...rest })),
  fc
    .tuple(kinds, id, optional(anchor, 'anchor'))
    .map(([kind, of, rest]) => ({ kind, id: of, ...rest })),
  fc.record({ changes: id }),
  fc
    .tuple(id, id, optional(anchor, 'anchor'))
    .map(([a, b, rest]) => ({ comparison: [a, b], ...rest })),
  fc.record({ compare: fc.record({ a: id, b: id }, { requiredKeys: [] }) }),
  fc.record({
    find: fc.dictionary(fc.constantFrom('card', 'rocm', 'worst'), text, { minKeys: 1 }),
  }),
  fc.integer({ min: 1, max: 9999 }).map((runsPage) => ({ runsPage })),
  fc.nat().map((runShard) => ({ runShard })),
  fc.record({ lineage: id }),
  fc.record({ record: id }),
  fc.record({ searchFile: id }),
  fc
    .stringMatching(/^evidence\/[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?$/)
    .map((evidence) => ({ evidence })),
) as fc.Arbitrary<Exclude<Target, { href: string }>>;

const locations: fc.Arbitrary<Location> = fc.record(
  {
    base: fc.constantFrom('/', '/sub/', '/sub', '/a/b/'),
    edition: id,
    origin: fc.constantFrom('https://example.org', 'http://localhost:4321'),
  },
  { requiredKeys: ['base'] },
);

describe('the address of any target', () => {
  test('is one that browsers leave as it is, below the root of the site', () => {
    fc.assert(
      fc.property(targets, locations, (target, location) => {
        const url = urlOf(target, location);
        const host = location.origin ?? 'https://host.example';
        const read = new URL(url, host);
        expect(read.href).toBe(location.origin === undefined ? `${host}${url}` : url);
        expect(read.origin).toBe(host);
        const base = location.base.endsWith('/') ? location.base : `${location.base}/`;
        expect(read.pathname.startsWith(base)).toBe(true);
        expect(read.pathname).not.toMatch(/\/\/|\/\.\.?\/|%2f|%2e/i);
        expect(fileOf(url.replace(/[?#].*/s, ''), location)).not.toMatch(/^\/|\.\./);
      }),
      runs(1000),
    );
  });

  test('leads to its anchor, whatever that is', () => {
    fc.assert(
      fc.property(targets, locations, (target, location) => {
        const { hash } = new URL(urlOf(target, location), 'https://host.example');
        const wanted = 'anchor' in target ? (target.anchor ?? '') : '';
        expect(decodeURIComponent(hash.slice(1))).toBe(wanted);
        if ('kind' in target || 'page' in target) {
          const twin = twinUrl(target, 'json', location);
          expect(twin).toBe(
            `${urlOf({ ...target, anchor: undefined } as never, location)}index.json`,
          );
        }
      }),
      runs(1000),
    );
  });

  test('is its own', () => {
    const said = (target: Target) =>
      canonicalJson('find' in target ? { find: chosenIn(target.find) } : target);
    fc.assert(
      fc.property(targets, targets, locations, (one, other, location) => {
        if (urlOf(one, location) !== urlOf(other, location)) return;
        const bare = [one, other].map((target) => plainest(target));
        expect(said(bare[0] as Target)).toBe(said(bare[1] as Target));
      }),
      runs(1000),
    );
  });

  test('says what is looked for, and is read back as it was meant', () => {
    const facets = ['card', 'rocm', 'worst'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...facets), text), (find) => {
        const { search } = new URL(urlOf({ find }, { base: '/' }), 'https://host.example');
        const { chosen } = readRunFilter(new URLSearchParams(search), facets);
        expect(chosen).toEqual(chosenIn(find));
      }),
      runs(500),
    );
  });
});

const chosenIn = (find: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(find).filter(([, value]) => value !== ''));

/** Where two targets mean the same page by two names, the plainer one. */
function plainest(target: Target): Target {
  if ('compare' in target && Object.keys(target.compare).length === 0) return { page: 'compare' };
  if ('find' in target && Object.keys(chosenIn(target.find)).length === 0) return { page: 'runs' };
  return target;
}

test('settings of different names have different anchors, which are HTML ids', () => {
  fc.assert(
    fc.property(settingName, settingName, (one, other) => {
      expect(runAnchor.setting(one)).toMatch(/^_\S+$/u);
      if (one !== other) expect(runAnchor.setting(one)).not.toBe(runAnchor.setting(other));
    }),
    runs(500),
  );
});

test('any text is a link to a thing or is none', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ALL_KINDS, 'https', ''), text, (kind, rest) => {
      const link = parseLink(`${kind}:${rest}`);
      if (link === undefined) return;
      expect(targetOf(link)).toBeTypeOf('object');
      expect(`${link.kind}:${link.id}${link.anchor === undefined ? '' : `#${link.anchor}`}`).toBe(
        `${kind}:${rest}`,
      );
    }),
    runs(500),
  );
});
