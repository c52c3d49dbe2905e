import { describe, expect, test } from 'vitest';
import { type Archive, counterpart } from '../../src/model/archive.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { factDifferences } from '../../src/model/fact-difference.ts';
import type { Library } from '../../src/model/library.ts';
import { upgrade } from '../../src/model/upgrade.ts';
import { changesPage } from '../../src/publish/changes-page.ts';
import { changesInWords } from '../../src/publish/changes-words.ts';
import { editionsPage } from '../../src/publish/editions-page.ts';
import { changedFindingInWords } from '../../src/publish/quoted-rows.ts';
import { edition, type Edition } from '../../src/schema/edition.ts';
import type { Finding } from '../../src/schema/finding.ts';
import { ALL_KINDS, KINDS } from '../../src/schema/kinds.ts';

interface Held {
  readonly for?: 1;
  readonly against?: 1;
  readonly oldIds?: string[];
  /** Anything else that the finding says. */
  readonly also?: Partial<Finding>;
}

/** A library of findings, each with an inference for it, against it, or only somebody's word. */
function libraryOf(findings: Record<string, Held>): Library {
  const empty = Object.fromEntries(ALL_KINDS.map((kind) => [kind, new Map()]));
  const parsed = Object.entries(findings).map(([id, { for: pro, against, oldIds = [], also }]) => {
    const evidence = (is: 1 | undefined) =>
      is ? [{ inference: 'So it is.', says: 'It is so.' }] : [];
    const item = KINDS.finding.schema.parse({
      id,
      oldIds,
      claim: `Claim ${id}`,
      topic: 'cause',
      basis: 'inferred',
      supports: evidence(pro),
      contradicts: evidence(against),
      ...also,
    });
    return [id, item] as const;
  });
  return { ...empty, finding: new Map(parsed) } as unknown as Library;
}

function frozen(id: string, asOf: string, library: Library) {
  const manifest: Edition = edition.parse({
    schema: 'faultline.edition/1',
    id,
    title: `Edition ${id}`,
    summary: 'What was held.',
    asOf,
    frozenOn: '2026-01-01',
    state: 'sealed',
    content: 1,
    files: [],
    runs: [],
    pages: [],
  });
  return { manifest, library };
}

const then = libraryOf({ kept: { for: 1 }, turned: { for: 1 }, gone: {}, old: {} });
const now = libraryOf({
  kept: { for: 1 },
  turned: { against: 1 },
  renamed: { oldIds: ['old'], also: { claim: 'Claim old' } },
  fresh: {},
});
const archive: Archive = {
  library: now,
  editions: [frozen('one', '2025-01-01', then), frozen('two', '2026-01-01', now)],
};

test('the list of editions counts findings in the words that the list of findings has', () => {
  const assertedBy = [{ source: 'report' }];
  const findings = libraryOf({
    said: { also: { assertedBy } },
    open: {},
    more: {},
    shown: { for: 1 },
  });
  const editions = [
    frozen('one', '2025-01-01', libraryOf({})),
    frozen('two', '2025-01-02', libraryOf({ shown: { for: 1 } })),
    frozen('three', '2025-01-03', findings),
  ];
  const rows = editionsPage({ library: now, editions });
  expect(rows.map(({ id, findingsInWords }) => [id, findingsInWords])).toEqual([
    ['three', '4 findings: 1 asserted, 1 likely, 2 unproven'],
    ['two', '1 finding: 1 likely'],
    ['one', 'No findings'],
  ]);
  expect(rows[0]?.statuses).toEqual({ unproven: 3, likely: 1 });
});

describe('what changed in an edition', () => {
  const pageOf = () => changesPage(archive.editions[1] ?? frozen('x', '2025-01-01', now), archive);

  test('names statuses that changed with what did it, new and withdrawn findings', () => {
    const page = pageOf();
    expect(
      page.statusChanged.map(({ link, from, to, because }) => [
        link.label,
        from.status,
        to.status,
        because?.says,
      ]),
    ).toEqual([['Claim turned', 'likely', 'refuted', 'So it is.']]);
    expect(page.newFindings.map(({ link }) => link.label)).toEqual(['Claim fresh']);
    expect(page.withdrawn.map(({ id }) => id)).toEqual(['gone']);
  });

  test('in a sentence', () => {
    const page = pageOf();
    expect(changesInWords(page)).toBe(
      'Since edition one, 1 finding changed its status, 1 finding is new and 1 finding was withdrawn.',
    );
    const nothing = {
      statusChanged: [],
      sameStatus: [],
      newFindings: [],
      withdrawn: [],
      options: [],
      runs: [],
    };
    expect(changesInWords({ ...page, ...nothing, things: [] })).toBe(
      'Nothing changed since edition one.',
    );
    const things = [
      { kind: 'setting' as const, added: [], changed: [], removed: ['gone'], departed: [] },
    ];
    expect(changesInWords({ ...page, ...nothing, things })).toBe(
      'Since edition one, 1 other entry was added, changed or removed.',
    );
    const [first] = archive.editions;
    expect(first && changesInWords(changesPage(first, archive))).toBe('The first edition.');
  });
});

describe('a finding from one edition to the next', () => {
  /** What changed in one finding, in words that a test can lay beside others. */
  function change(before: Held, after: Held) {
    const [then, now] = [before, after].map((held) => libraryOf({ one: held, other: {} }));
    if (then === undefined || now === undefined) throw new Error('two were given');
    const editions = [frozen('a', '2025-01-01', then), frozen('b', '2026-01-01', now)] as const;
    return changesPage(editions[1], { library: now, editions });
  }
  const piece = (inference: string, says: string) => ({ inference, says });

  test('of another that replaces it, no evidence is said to have decided', () => {
    const { statusChanged } = change({ for: 1 }, { for: 1, also: { supersededBy: 'other' } });
    expect(statusChanged).toMatchObject([
      { to: { status: 'superseded' }, supersededBy: { label: 'Claim other' } },
    ]);
    expect(statusChanged[0]).not.toHaveProperty('because');
  });

  test('whose status was set by hand, it is said who did, and why', () => {
    const override = {
      status: 'refuted',
      by: 'the editors',
      on: '2026-01-02',
      why: 'So.',
    } as const;
    const { statusChanged } = change({ for: 1 }, { for: 1, also: { override } });
    const setByHand = { by: 'the editors', on: '2 January 2026', why: 'So.' };
    expect(statusChanged).toMatchObject([{ to: { status: 'refuted' }, setByHand }]);
    expect(statusChanged[0]).not.toHaveProperty('because');
    const agreeing = change({}, { for: 1, also: { override: { ...override, status: 'likely' } } });
    expect(agreeing.statusChanged).toMatchObject([{ because: { says: 'So it is.' } }]);
    expect(agreeing.statusChanged[0]).not.toHaveProperty('setByHand');
  });

  test('that evidence left has none that decided', () => {
    const { statusChanged } = change({ for: 1 }, {});
    expect(statusChanged).toMatchObject([
      { from: { words: 'likely' }, to: { words: 'unproven' }, noEvidence: true },
    ]);
    expect(statusChanged[0]).not.toHaveProperty('because');
  });

  test('was decided by what is new of the heaviest, on either side of what is contested', () => {
    const known = piece('So it is.', 'It is so.');
    const doubt = { also: { contradicts: [piece('Not so.', 'It is not.')] } };
    expect(change({ for: 1 }, { for: 1, ...doubt }).statusChanged).toMatchObject([
      { to: { status: 'contested' }, because: { says: 'Not so.' } },
    ]);
    expect(change(doubt, { for: 1, ...doubt }).statusChanged).toMatchObject([
      { from: { status: 'refuted' }, because: { says: 'So it is.' } },
    ]);
    const more = { also: { supports: [known, piece('Again.', 'Once more.')] } };
    const both = { for: 1, against: 1 } as const;
    expect(change(both, more).statusChanged).toMatchObject([
      { from: { status: 'contested' }, to: { status: 'likely' }, because: { says: 'Again.' } },
    ]);
    expect(change(both, { for: 1 }).statusChanged).toMatchObject([
      { to: { status: 'likely' }, because: { says: 'So it is.' } },
    ]);
  });

  test('that says something else under the same status is told of, with its words before', () => {
    const reworded = change(
      { for: 1, also: { claim: 'It is read.', gap: 'Nothing.' } },
      { for: 1, also: { claim: 'It is never read.', scope: { kernel: '6.8' } } },
    );
    expect(reworded.statusChanged).toEqual([]);
    expect(reworded.sameStatus).toMatchObject([
      {
        link: { label: 'It is never read.' },
        status: { words: 'likely' },
        claimWas: 'It is read.',
        parts: ['its words', 'what is not known', 'the versions it holds for'],
      },
    ]);
    expect(reworded.sameStatus.map(changedFindingInWords)).toEqual([
      'It is never read: likely as before; changed: its words, what is not known and the versions it holds for',
    ]);
    expect(changesInWords(reworded)).toBe(
      'Since edition a, 1 finding changed and kept its status.',
    );
    const turned = change({ for: 1 }, { against: 1, also: { claim: 'It is not.' } });
    expect(turned.statusChanged).toMatchObject([{ claimWas: 'Claim one' }]);
    expect(turned.sameStatus).toEqual([]);
  });

  test('under another id alone has not changed', () => {
    const [before, after] = [
      libraryOf({ old: {} }),
      libraryOf({ new: { oldIds: ['old'], also: { claim: 'Claim old' } } }),
    ];
    const editions = [frozen('a', '2025-01-01', before), frozen('b', '2026-01-01', after)] as const;
    const page = changesPage(editions[1], { library: after, editions });
    expect(changesInWords(page)).toBe('Nothing changed since edition a.');
  });
});

describe('whatever else an edition has otherwise', () => {
  const [before, after] = ['One', 'Other'].map((word) => {
    const library = libraryOf({});
    const text = { id: 'about', title: word, summary: word, body: word };
    return { ...library, prose: new Map([['about', text]]) };
  });
  const gone = { kind: 'gpu', was: 'cdna', reason: 'Two families.', becameIds: ['cdna3'] };

  test('a text that reads otherwise is told of', () => {
    if (before === undefined || after === undefined) throw new Error('two were given');
    const editions = [frozen('a', '2025-01-01', before), frozen('b', '2026-01-01', after)] as const;
    const page = changesPage(editions[1], { library: after, editions });
    const changed = [{ label: 'Other', target: { page: 'about' } }];
    expect(page.things).toMatchObject([{ kind: 'prose', added: [], changed, removed: [] }]);
  });

  test('what was retired is named, with the reason and what took its place', () => {
    const library = (gpu: object, retirement: object = {}) =>
      ({
        ...libraryOf({}),
        gpu: new Map(Object.entries(gpu)),
        retirement: new Map(Object.entries(retirement)),
      }) as unknown as Library;
    const [then, now] = [
      library({ cdna: { id: 'cdna', name: 'CDNA', oldIds: [] } }),
      library(
        { cdna3: { id: 'cdna3', name: 'CDNA 3', oldIds: [] } },
        {
          'layer-cdna': { ...gone, kind: 'layer', reason: 'No layer.' },
          'gpu-other': { ...gone, was: 'other', reason: 'Another.' },
          'gpu-cdna': gone,
        },
      ),
    ];
    const editions = [frozen('a', '2025-01-01', then), frozen('b', '2026-01-01', now)] as const;
    expect(changesPage(editions[1], { library: now, editions }).things).toMatchObject([
      {
        kind: 'gpu',
        added: [{ label: 'CDNA 3' }],
        changed: [],
        removed: ['cdna'],
        departed: [
          { id: 'cdna', label: 'CDNA', reason: 'Two families.', became: [{ label: 'CDNA 3' }] },
        ],
      },
    ]);
  });
});

test('a thing is found in another library by any id it had', () => {
  expect(counterpart('finding', 'old', then, now)).toBe('renamed');
  expect(counterpart('finding', 'gone', then, now)).toBeUndefined();
});

describe('recorded facts against computed ones', () => {
  const differences = (recorded: unknown, computed: unknown) =>
    [...factDifferences(recorded, computed)].map(({ pointer }) => pointer);

  test('further facts may be added', () => {
    expect(differences({ a: 1, b: [{ c: 2 }] }, { a: 1, b: [{ c: 2, d: 3 }], e: 4 })).toEqual([]);
  });

  test('a fact that is gone, other, or in another place is a difference', () => {
    expect(differences({ a: 1 }, {})).toEqual(['/a']);
    expect(differences({ a: [1, 2] }, { a: [2, 1] })).toEqual(['/a/0', '/a/1']);
    expect(differences({ a: [1] }, { a: [1, 2] })).toEqual(['/a']);
    expect(differences({ a: { b: null } }, { a: { b: {} } })).toEqual(['/a/b']);
  });
});

test('canonical JSON does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1, a: { d: undefined, c: [2] } })).toBe(
    canonicalJson({ a: { c: [2] }, b: 1 }),
  );
});

test('a file of an old version goes through every upgrade since', () => {
  const steps = {
    1: (_kind: string, data: unknown) => [data, 'two'],
    2: (_kind: string, data: unknown) => [data, 'three'],
  };
  expect(upgrade('finding', 'one', 1, steps)).toEqual([['one', 'two'], 'three']);
  expect(upgrade('finding', 'three', 3, steps)).toBe('three');
});
