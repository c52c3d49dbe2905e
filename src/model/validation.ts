import { z } from 'zod';
import { ID_FORM } from '../schema/id.ts';
import type { Document, Path } from './document.ts';
import { type Problem, problem } from './problem.ts';

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
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
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
        problem('unknown-key', { key, known }, place([...path, key], true)),
      );
    }
    case 'invalid_value': {
      if (issue.input === undefined) return [missing(path, place(path))];
      const known = issue.values.map(String);
      return [problem('unknown-value', { found: plain(issue.input), known }, place(path))];
    }
    case 'invalid_format':
      if (issue.format === 'regex' && issue.pattern === String(ID_FORM)) {
        return [problem('bad-id', { found: plain(issue.input) }, place(path))];
      }
      return [problem('bad-value', { expected: expectedFormat(issue), found }, place(path))];
    case 'invalid_type':
      if (issue.input === undefined) return [missing(path, place(path))];
      return [problem('bad-value', { expected: article(issue.expected), found }, place(path))];
    default:
      if (issue.input === undefined) return [missing(path, place(path))];
      return [problem('bad-value', { expected: bound(issue), found }, place(path))];
  }
}

function missing(path: Path, place: Parameters<typeof problem>[2]): Problem {
  return problem('missing-key', { key: String(path.at(-1) ?? '') }, place);
}

function expectedFormat(issue: z.core.$ZodIssueInvalidStringFormat): string {
  if (issue.format === 'date') return 'a date such as 2025-11-06';
  return issue.message;
}

function bound(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `at most ${issue.maximum} (${issue.origin})`;
  if (issue.code === 'too_small') return `at least ${issue.minimum} (${issue.origin})`;
  return issue.message;
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}… (${text.length} characters)` : text;
}

/** The keys that an object schema knows at a path; empty where that cannot be told. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  let at: z.core.$ZodType | undefined = unwrap(schema);
  for (const part of path) {
    const def = at?._zod.def as { shape?: Record<string, z.core.$ZodType>; element?: z.core.$ZodType; valueType?: z.core.$ZodType } | undefined;
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
