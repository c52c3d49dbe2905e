import { expect, test } from 'vitest';
import type { Library } from '../../src/model/library.ts';
import { accountsOf } from '../../src/publish/accounts.ts';
import type { Decision } from '../../src/schema/decision.ts';
import { smallArchive } from './small-archive.ts';

/** What each account of the first family says, layer by layer: the title, and what the request becomes. */
function told(library: Library) {
  return accountsOf(library)[0]?.layers.map(({ id, cells }) => [
    id,
    ...cells.map((cell) => cell && [cell.title, ...cell.becomes.map(({ text }) => text)]),
  ]);
}

/** The small library, with another form of the decision that two accounts are told of. */
function libraryWith(change: (decision: Decision) => Decision): Library {
  const { library } = smallArchive();
  const decision = library.decision.get('who') ?? expect.fail('the small library has it');
  return { ...library, decision: new Map([...library.decision, ['who', change(decision)]]) };
}

test('an account says of a layer what each of its steps there does', () => {
  expect(told(libraryWith((decision) => decision))).toEqual([
    [
      'runtime',
      ['The runtime says', 'Named outright.'],
      ['The runtime asks', 'Asked for by name.'],
    ],
    ['kernel', undefined, ['The kernel decides']],
  ]);
  const together = libraryWith((decision) => ({
    ...decision,
    steps: decision.steps.map((step) => ({ ...step, layer: 'runtime' })),
  }));
  expect(told(together)).toEqual([
    [
      'runtime',
      ['The runtime says', 'Named outright.'],
      ['The runtime asks, The kernel decides', 'Asked for by name.'],
    ],
  ]);
});

test('one account alone is none to be laid beside another', () => {
  const { library } = smallArchive();
  const who = [...library.decision].filter(([id]) => id === 'who');
  expect(accountsOf({ ...library, decision: new Map(who) })).toEqual([]);
});
