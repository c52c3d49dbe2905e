import { describe, expect, test } from 'vitest';
import type { Archive, FrozenEdition } from '../../src/model/archive.ts';
import type { Library } from '../../src/model/library.ts';
import { editionSite, type VersionedTarget } from '../../src/publish/edition-site.ts';
import { edition } from '../../src/schema/edition.ts';
import { libraryOf, writtenRun } from '../library-of.ts';

const finding = (id: string, rest: object = {}) => ({
  id,
  claim: `Claim ${id}`,
  topic: 'cause',
  basis: 'inferred',
  ...rest,
});

function frozen(
  id: string,
  library: Library,
  rest: { asOf: string; frozenOn: string; state?: 'draft' | 'sealed' },
): FrozenEdition {
  const manifest = edition.parse({
    schema: 'faultline.edition/1',
    id,
    title: `Edition ${id}`,
    summary: 'What was held.',
    state: 'sealed',
    content: 1,
    files: [],
    runs: [],
    pages: [],
    ...rest,
  });
  return { manifest, library };
}

/**
 * Three editions: in the first, things have other names; in the second, one has not come yet; the third is a
 * draft, and says of one thing something else than today.
 */
function archive(): Archive {
  const kept = finding('kept');
  const card = { id: 'card', name: 'The card', summary: 'A family.' };
  const run = writtenRun('lost', {
    results: [
      { id: 'sum', outcome: 'pass' },
      { id: 'conv', outcome: 'crash' },
    ],
  });
  const first = libraryOf({
    finding: [kept, finding('old'), finding('dropped')],
    gpu: [card],
    run: [run],
  });
  const second = libraryOf({ finding: [kept, finding('renamed', { oldIds: ['old'] })] });
  const third = libraryOf({
    finding: [kept, finding('renamed', { oldIds: ['old'] }), finding('fresh')],
  });
  const library = libraryOf({
    finding: [
      kept,
      finding('renamed', { oldIds: ['old'] }),
      finding('fresh', { claim: 'Another claim' }),
      finding('newest'),
    ],
    retirement: [
      {
        id: 'run-lost',
        kind: 'run',
        was: 'lost',
        on: '2026-02-01',
        reason: 'It held a name.',
        sha256: 'a'.repeat(64),
        remains: run,
      },
      {
        id: 'finding-dropped',
        kind: 'finding',
        was: 'dropped',
        on: '2026-02-02',
        reason: 'It was two.',
        becameIds: ['kept', 'renamed'],
      },
      // An id that no edition ever had, and another kind of the same id.
      { id: 'gpu-lost', kind: 'gpu', was: 'lost', on: '2026-02-03', reason: 'None.' },
    ],
  });
  return {
    library,
    editions: [
      frozen('first', first, { asOf: '2025-01-01', frozenOn: '2026-01-01' }),
      frozen('second', second, { asOf: '2026-01-02', frozenOn: '2026-01-02' }),
      frozen('third', third, { asOf: '2026-01-03', frozenOn: '2026-01-03', state: 'draft' }),
    ],
  };
}

const at = (id: string): VersionedTarget => ({ kind: 'finding', id });

describe('the switch', () => {
  test('leads from today to the same thing in each edition, whatever it is called there', () => {
    expect(editionSite(archive()).frameOf(at('renamed'), undefined).links).toEqual([
      {
        label: 'Today',
        hint: 'what is known now',
        target: at('renamed'),
        here: true,
        absent: false,
      },
      {
        edition: 'third',
        label: 'third',
        hint: 'Edition third, draft',
        target: at('renamed'),
        here: false,
        absent: false,
      },
      {
        edition: 'second',
        label: 'second',
        hint: 'Edition second',
        target: at('renamed'),
        here: false,
        absent: false,
      },
      {
        edition: 'first',
        label: 'first',
        hint: 'Edition first',
        target: at('old'),
        here: false,
        absent: false,
      },
    ]);
  });

  test('leads from an edition, and says where a thing is absent', () => {
    const site = editionSite(archive());
    const brief = (target: VersionedTarget, from?: string) =>
      site
        .frameOf(target, from)
        .links.map((link) => [
          link.label,
          'id' in link.target ? link.target.id : link.target.page,
          link.here,
          link.absent,
        ]);
    expect(brief(at('old'), 'first')).toEqual([
      ['Today', 'renamed', false, false],
      ['third', 'renamed', false, false],
      ['second', 'renamed', false, false],
      ['first', 'old', true, false],
    ]);
    expect(brief(at('fresh'))).toEqual([
      ['Today', 'fresh', true, false],
      ['third', 'fresh', false, false],
      ['second', 'fresh', false, true],
      ['first', 'fresh', false, true],
    ]);
    expect(brief({ page: 'findings' }, 'second')).toEqual([
      ['Today', 'findings', false, false],
      ['third', 'findings', false, false],
      ['second', 'findings', true, false],
      ['first', 'findings', false, false],
    ]);
  });
});

describe('the banner of an edition', () => {
  const bannerOf = (target: VersionedTarget, id?: string) =>
    editionSite(archive()).frameOf(target, id).banner;

  test('says when it spoke, when it was made and where the page is today', () => {
    expect(bannerOf(at('old'), 'first')).toEqual({
      edition: 'first',
      title: 'Edition first',
      asOf: '1 January 2025',
      draft: false,
      reconstructed: true,
      newest: false,
      today: at('renamed'),
    });
    expect(bannerOf({ page: 'home' }, 'third')).toEqual({
      edition: 'third',
      title: 'Edition third',
      asOf: '3 January 2026',
      draft: true,
      reconstructed: false,
      newest: true,
      today: { page: 'home' },
    });
  });

  test('leads to the same address where today has no such thing', () => {
    expect(bannerOf(at('dropped'), 'first')?.today).toEqual(at('dropped'));
  });

  test('is not there on a page of today', () => {
    expect(bannerOf(at('kept'))).toBeUndefined();
  });
});

describe('what a page of today cites', () => {
  const citeOf = (target: VersionedTarget) =>
    editionSite(archive()).frameOf(target, undefined).cite;

  test('is the newest edition that says the same', () => {
    expect(citeOf(at('kept'))).toEqual({
      edition: 'third',
      title: 'Edition third',
      same: true,
      draft: true,
    });
  });

  test('is an older one, if only that says the same', () => {
    const { library, editions } = archive();
    const other = libraryOf({ finding: [finding('kept', { claim: 'Not so' })] });
    const third = frozen('third', other, { asOf: '2026-01-03', frozenOn: '2026-01-03' });
    const changed = { library, editions: [...editions.slice(0, 2), third] };
    expect(editionSite(changed).frameOf(at('kept'), undefined).cite).toEqual({
      edition: 'second',
      title: 'Edition second',
      same: true,
      draft: false,
    });
  });

  test('is the newest that has the page, if none says the same', () => {
    expect(citeOf(at('fresh'))).toEqual({
      edition: 'third',
      title: 'Edition third',
      same: false,
      draft: true,
    });
  });

  test('is nothing where no edition has the page, or today has none', () => {
    expect(citeOf(at('newest'))).toBeUndefined();
    expect(citeOf(at('dropped'))).toBeUndefined();
  });
});

test('since when editions say what is said today', () => {
  const { sameSince } = editionSite(archive());
  expect(sameSince(at('kept'))).toBe('2026-01-01');
  expect(sameSince(at('renamed'))).toBe('2026-01-02');
  expect(sameSince(at('fresh'))).toBeUndefined();
  expect(sameSince(at('newest'))).toBeUndefined();
});

describe('addresses that do not hold their page', () => {
  test('are all known, with what is said there', () => {
    const { elsewhere } = editionSite(archive());
    const kept = { label: 'Claim kept', target: at('kept') };
    const renamed = { label: 'Claim renamed', target: at('renamed') };
    const absent = (edition: string, id: string, rest: object) => ({
      is: 'absent',
      edition,
      kind: 'finding',
      id,
      name: `Claim ${id}`,
      ...rest,
    });
    const since = (id: string) => ({
      since: `edition ${id}, which has it`,
      sinceEdition: id,
    });
    expect(elsewhere.filter(({ kind }) => kind !== 'finding')).toEqual([
      {
        is: 'retired',
        kind: 'run',
        id: 'lost',
        on: '1 February 2026',
        reason: 'It held a name.',
        became: [],
        results: [
          { id: 'sum', outcome: 'pass' },
          { id: 'conv', outcome: 'crash' },
        ],
        sha256: 'a'.repeat(64),
      },
      {
        is: 'absent',
        edition: 'second',
        kind: 'gpu',
        id: 'card',
        name: 'The card',
        ...since('first'),
      },
      {
        is: 'absent',
        edition: 'third',
        kind: 'gpu',
        id: 'card',
        name: 'The card',
        ...since('first'),
      },
      {
        is: 'retired',
        kind: 'gpu',
        id: 'lost',
        on: '3 February 2026',
        reason: 'None.',
        became: [],
        results: [],
      },
    ]);
    expect(elsewhere.filter(({ kind }) => kind === 'finding')).toEqual([
      {
        is: 'retired',
        kind: 'finding',
        id: 'dropped',
        on: '2 February 2026',
        reason: 'It was two.',
        became: [kept, renamed],
        results: [],
      },
      absent('second', 'dropped', since('first')),
      absent('third', 'dropped', since('first')),
      absent('first', 'fresh', since('third')),
      absent('second', 'fresh', since('third')),
      ...['first', 'second', 'third'].map((edition) =>
        absent(edition, 'newest', { since: 'the pages of today, which have it' }),
      ),
      { is: 'moved', kind: 'finding', id: 'old', to: renamed },
      absent('second', 'old', { ...since('first'), renamedTo: renamed }),
      absent('third', 'old', { ...since('first'), renamedTo: renamed }),
      absent('first', 'renamed', {
        ...since('second'),
        renamedTo: { label: 'Claim old', target: at('old') },
      }),
    ]);
  });

  test('are looked up one by one', () => {
    const { elsewhere, elsewhereAt } = editionSite(archive());
    for (const page of elsewhere) expect(elsewhereAt({ ...page, id: page.id })).toBe(page);
  });
});
