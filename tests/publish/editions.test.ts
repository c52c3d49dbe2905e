import { describe, expect, test } from 'vitest';
import { type Archive, counterpart } from '../../src/model/archive.ts';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import { factDifferences } from '../../src/model/fact-difference.ts';
import type { Library } from '../../src/model/library.ts';
import { upgrade } from '../../src/model/upgrade.ts';
import { changesPage } from '../../src/publish/changes-page.ts';
import { changesInWords } from '../../src/publish/changes-words.ts';
import { edition, type Edition } from '../../src/schema/edition.ts';
import { ALL_KINDS, KINDS } from '../../src/schema/kinds.ts';

/** A library of findings, each with an inference for it, against it, or only somebody's word. */
function libraryOf(findings: Record<string, { for?: 1; against?: 1; oldIds?: string[] }>): Library {
  const empty = Object.fromEntries(ALL_KINDS.map((kind) => [kind, new Map()]));
  const parsed = Object.entries(findings).map(([id, { for: pro, against, oldIds = [] }]) => {
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
  renamed: { oldIds: ['old'] },
  fresh: {},
});
const archive: Archive = {
  library: now,
  editions: [frozen('one', '2025-01-01', then), frozen('two', '2026-01-01', now)],
};

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
    const nothing = { statusChanged: [], newFindings: [], withdrawn: [], options: [], runs: [] };
    expect(changesInWords({ ...page, ...nothing, things: [] })).toBe(
      'Nothing changed since edition one.',
    );
    const things = [{ kind: 'setting' as const, added: [], changed: [], removed: ['gone'] }];
    expect(changesInWords({ ...page, ...nothing, things })).toBe(
      'Since edition one, 1 other page was added, changed or removed.',
    );
    const [first] = archive.editions;
    expect(first && changesInWords(changesPage(first, archive))).toBe('The first edition.');
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
