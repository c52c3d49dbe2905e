import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/model/canonical-json.ts';
import '../fuzz/budget.ts';

test('keys are sorted at every depth, lists are not, and what is undefined is left out', () => {
  const value = { b: [{ z: 1, a: null }, 2, 'x'], a: undefined, A: { y: undefined, é: true } };
  expect(canonicalJson(value)).toBe(
    '{\n "A": {\n  "é": true\n },\n "b": [\n  {\n   "a": null,\n   "z": 1\n  },\n  2,\n  "x"\n ]\n}\n',
  );
});

test('a value by itself is a text, too', () => {
  const of = (value: unknown) => canonicalJson(value);
  expect([of(null), of('x'), of(3), of([])]).toEqual(['null\n', '"x"\n', '3\n', '[]\n']);
});

test('however a value was put together, its text is the same, and holds all of it', () => {
  const keys = fc.oneof(fc.string(), fc.constant('__proto__'), fc.nat(20).map(String));
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue(), { noNullPrototype: true }), (value) => {
      const turned = Object.fromEntries(Object.entries(value).toReversed());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
