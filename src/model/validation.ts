import { z } from 'zod';
import { ID_FORM } from '../schema/id-form.ts';
import type { Document, Path } from './document.ts';
import { type Problem, problem, type ProblemPlace } from './problem.ts';

/** The value that a document holds, or every way in which it does not fit its schema. */
export function validate<S extends z.ZodType>(
  schema: S,
  document: Document,
  file: string,
): { readonly value?: z.output<S>; readonly problems: readonly Problem[] } {
  if (document.problems.length > 0) return { problems: document.problems };
  const parsed = schema.safeParse(document.data, { reportInput: true });
  if (parsed.success) return { value: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => explain(issue, schema, document, file));
  return { problems };
}

/** RFC 6901. */
export function jsonPointer(path: Path): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

function explain(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  document: Document,
  file: string,
): Problem[] {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  const place = (at: Path, key = false) => ({
    file,
    line: document.lineOf(at, key),
    pointer: jsonPointer(at),
  });
  const found = describe(issue.input);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = keysAt(schema, path);
      return issue.keys.map((key) =>
        problem('unknown-key', { key: cut(key), known }, place([...path, key], true)),
      );
    }
    case 'invalid_value':
      if (issue.input === undefined) return [missing(path, place(path), issue.values)];
      return [unknownValue(issue.input, issue.values, place(path))];
    case 'invalid_union': {
      const values = valuesOf(issue);
      if (issue.input === undefined) return [missing(path, place(path), values)];
      if (values !== undefined) return [unknownValue(issue.input, values, place(path))];
      return [problem('bad-value', { expected: alternatives(issue), found }, place(path))];
    }
    case 'invalid_key': {
      const expected = `a key that is ${issue.issues.map(expectation).join(' and ')}`;
      return [problem('bad-value', { expected, found }, place(path, true))];
    }
    case 'invalid_format':
      if (issue.format === 'regex' && issue.pattern === String(ID_FORM)) {
        return [problem('bad-id', { found: plain(issue.input) }, place(path))];
      }
      return [problem('bad-value', { expected: expectation(issue), found }, place(path))];
    case 'custom':
      if (typeof issue.input === 'object') {
        return [problem('broken-rule', { rule: issue.message }, place(path))];
      }
      return [problem('bad-value', { expected: issue.message, found }, place(path))];
    default:
      if (issue.input === undefined) return [missing(path, place(path))];
      return [problem('bad-value', { expected: expectation(issue), found }, place(path))];
  }
}

function missing(path: Path, place: ProblemPlace, values?: readonly unknown[]): Problem {
  const known = values === undefined ? {} : { known: values.map(String) };
  return problem('missing-key', { key: String(path.at(-1) ?? ''), ...known }, place);
}

function unknownValue(found: unknown, values: readonly unknown[], place: ProblemPlace): Problem {
  return problem('unknown-value', { found: plain(found), known: values.map(String) }, place);
}

/** The values that a union of enumerations allows; undefined if it is a union of anything else. */
function valuesOf(union: z.core.$ZodIssueInvalidUnion): readonly unknown[] | undefined {
  const issues = union.errors.flat();
  const known = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values : []));
  return issues.every((issue) => issue.code === 'invalid_value') ? known : undefined;
}

function alternatives(union: z.core.$ZodIssueInvalidUnion): string {
  if (union.message !== 'Invalid input') return union.message;
  const all = [...new Set(union.errors.map((issues) => issues.map(expectation).join(' and ')))];
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}

/** What a value that does not fit should have been, as words that complete "Expected …". */
function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : article(issue.expected);
    case 'invalid_format':
      if (issue.format === 'date') return 'a date such as 2025-11-06';
      return issue.message.startsWith('Invalid string')
        ? `text that matches ${issue.pattern ?? 'a pattern'}`
        : issue.message;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}`;
    default:
      return issue.message;
  }
}

function amount(count: number | bigint, origin: string): string {
  const one = Number(count) === 1;
  if (origin === 'string') return one ? '1 character' : `${count} characters`;
  if (origin === 'array') return one ? '1 entry' : `${count} entries`;
  return String(count);
}

function article(type: string): string {
  if (type === 'record') return 'an object';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? cut(value) : describe(value);
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return cut(JSON.stringify(value));
}

/** The beginning of a long text: a problem is read on a screen. */
function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}… (${text.length} characters)` : text;
}

/** The keys that an object schema knows at a path; empty where that cannot be told. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let at: z.core.$ZodType | undefined = unwrap(schema);
  for (const part of path) {
    const def = at?._zod.def as
      | {
          shape?: Record<string, z.core.$ZodType>;
          element?: z.core.$ZodType;
          valueType?: z.core.$ZodType;
        }
      | undefined;
    const next: z.core.$ZodType | undefined =
      typeof part === 'number' ? def?.element : (def?.shape?.[part] ?? def?.valueType);
    at = next === undefined ? undefined : unwrap(next);
  }
  const shape = (at?._zod.def as { shape?: object } | undefined)?.shape;
  return shape === undefined ? [] : Object.keys(shape);
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = (schema._zod.def as { innerType?: z.core.$ZodType }).innerType;
  return inner === undefined ? schema : unwrap(inner);
}
