import { toUtc } from '../../src/ingest/moment.ts';
import type { RunContext } from '../../src/ingest/index.ts';
import { readText } from '../../src/library.ts';
import { parseYaml } from '../../src/model/document.ts';
import type { Problem } from '../../src/model/problem.ts';
import { validate } from '../../src/model/validation.ts';
import { context as contextSchema } from '../../src/schema/context.ts';
import { moment } from '../../src/schema/text.ts';

/** A date as somebody types it, in UTC; undefined if it is none. */
export function dateIn(text: string): string | undefined {
  const date = toUtc(text) ?? text;
  return moment.safeParse(date).success ? date : undefined;
}

/** What a file of context says; or what is wrong with it. */
export function readContext(
  file: string,
): { readonly context: RunContext } | { readonly problems: readonly Problem[] } {
  const text = readText(file, file);
  if (typeof text !== 'string') return { problems: [text] };
  const { value, problems } = validate(contextSchema, parseYaml(text, file), file);
  return value === undefined ? { problems } : { context: { ...value, $schema: undefined } };
}
