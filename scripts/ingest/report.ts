import { formatProblem, visible } from '../../src/model/problem.ts';
import type { Intake } from './intake.ts';

type RedactedPart = NonNullable<Intake['redacted']>[number];

/** One file as a person reads it: what became of it, what was repaired. Its problems stand apart. */
export function formatIntake(intake: Intake): string {
  const { file, status, path, problems, deviations, evidence, record, redactions } = intake;
  const where = visible(path ?? '');
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const words = {
    added: `added as ${where}`,
    unchanged: `already there, unchanged: ${where}`,
    'would-add': `would be added as ${where}`,
    refused: `refused, ${count}`,
  }[status];
  const repaired = deviations.map(({ code, at, note }) =>
    at === '' ? `  ${code}: ${note}` : `  ${code} at ${at}: ${note}`,
  );
  const copied = evidence.map((kept) => `  with ${kept}`);
  const taken = redactions.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  const redacted = [
    ...(taken === '' ? [] : [`  redacted: ${taken}`]),
    ...(intake.redacted ?? []).map((one) => `    ${changeInWords(one)}`),
  ];
  const below = [...copied, ...redacted, ...repaired].map(visible);
  const lines = [`${visible(file)}: ${words}`, ...below];
  return [...lines, ...(record === undefined ? [] : [plainJson(record.trimEnd())])].join('\n');
}

function changeInWords({ file, line, kind, was, now }: RedactedPart): string {
  const short = was.length > 60 ? `${was.slice(0, 60)}… (${was.length} bytes)` : was;
  return `${file}:${line} ${kind}: ${short} → ${now.trim()}`;
}

export function formatProblems({ problems }: Intake): string {
  return problems.map(formatProblem).join('\n\n');
}

/** `2 added, 1 refused`. */
export function formatSum(intakes: readonly Intake[]): string {
  const names = {
    added: 'added',
    'would-add': 'would be added',
    unchanged: 'unchanged',
    refused: 'refused',
  };
  return Object.entries(names)
    .map(
      ([status, words]) => [intakes.filter((one) => one.status === status).length, words] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

const HEAD = ['file', 'format', 'outcome', 'results', 'deviations', 'status'];

/** Several files side by side: what each reports, and what became of it. */
export function formatTable(intakes: readonly Intake[]): string {
  const rows = [HEAD, ...intakes.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)))
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n');
}

function rowOf({ file, format, tally, deviations, status }: Intake): string[] {
  const counts = tally?.counts.map(({ outcome, count }) => `${count} ${outcome}`).join(', ');
  const worst = tally === undefined ? '' : `${tally.worst}${tally.complete ? '' : ', incomplete'}`;
  const repaired = deviations.length === 0 ? '' : String(deviations.length);
  return [visible(file), format ?? '', worst, counts ?? '', repaired, status];
}

/** All files as JSON; control and bidirectional characters are escaped, which JSON allows. */
export function formatJson(intakes: readonly Intake[]): string {
  const shown = intakes.map(({ record, ...one }) =>
    record === undefined ? one : { ...one, record: JSON.parse(record) as unknown },
  );
  return plainJson(JSON.stringify({ files: shown }, null, 2));
}

function plainJson(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    // Two units where the character is beyond the basic plane.
    character.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
