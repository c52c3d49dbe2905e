import { formatProblem, visible } from '../../src/model/problem.ts';
import type { Intake } from './intake.ts';

/** One file as a person reads it: what became of it, what was repaired. Its problems stand apart. */
export function formatIntake(intake: Intake): string {
  const { file, status, path, problems, deviations, evidence } = intake;
  const where = visible(path ?? '');
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const words = {
    added: `added as ${where}`,
    unchanged: `already there, unchanged: ${where}`,
    'would-add': `would be added as ${where}`,
    refused: `refused, ${count}`,
  }[status];
  const repaired = deviations.map(({ code, at, note }) => `  ${code} at ${at}: ${note}`);
  const copied = evidence.map((kept) => `  with ${kept}`);
  return [`${visible(file)}: ${words}`, ...[...copied, ...repaired].map(visible)].join('\n');
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

/** All files as JSON; control and bidirectional characters are escaped, which JSON allows. */
export function formatJson(intakes: readonly Intake[]): string {
  const text = JSON.stringify({ files: intakes }, null, 2);
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    // Two units where the character is beyond the basic plane.
    character.split('').map(escaped).join(''),
  );
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
