import { expect, test } from 'vitest';
import { CONTEXT_TEMPLATE } from '../../src/ingest/context-template.ts';
import { parseYaml } from '../../src/model/document.ts';
import { validate } from '../../src/model/validation.ts';
import { context } from '../../src/schema/context.ts';

const read = (text: string) => validate(context, parseYaml(text, 'context.yaml'), 'context.yaml');

test('the template says nothing as it stands, and is valid', () => {
  expect(read(CONTEXT_TEMPLATE)).toEqual({ value: {}, problems: [] });
});

test('with every line taken into use it uses every key', () => {
  const used = CONTEXT_TEMPLATE.replace(/^\{\}$/m, '').replace(/^# (?!yaml-)/gm, '');
  const { value, problems } = read(used);
  expect(problems).toEqual([]);
  const keys = Object.keys(context.shape).filter((key) => !['$schema', 'replaces'].includes(key));
  expect(Object.keys(value ?? {}).toSorted()).toEqual(keys.toSorted());
});

test.each([
  ['machin: {}', 'unknown-key', 'Rename it to "machine" if that is what you meant.'],
  ['date: yesterday', 'bad-value', ''],
  ['settings: [{ kind: env, name: X, requested: a, unset: true }]', 'broken-rule', ''],
])('%s leads to what is meant', (text, code, remedy) => {
  const [first] = read(text).problems;
  expect(first).toMatchObject({ code, file: 'context.yaml', line: 1 });
  expect(first?.remedy).toContain(remedy);
});
