import { plainText } from '../model/plain-text.ts';
import type { AnswerRow, AnswerTable } from './answer-table.ts';
import { type ChangesPage, NOT_IN_IT } from './changes-page.ts';
import { inSequence } from './outcomes.ts';
import { inOneLine } from './quotation.ts';
import type { RunPage } from './run-page.ts';
import type { DecisionView } from './stack-page.ts';

/*
 * Rows and entries whose words are spread over cells or begin with a mark, each in one sentence: what
 * somebody reads who meets them quoted in an issue.
 */

type Component = RunPage['stack'][number];
type Maybe<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** "ROCm: 7.0.2 installed, loaded not recorded" */
export function componentInWords({
  component,
  installed,
  loaded,
  copies,
}: Pick<Component, 'component' | 'copies'> &
  Maybe<Pick<Component, 'installed' | 'loaded'>>): string {
  const words = [
    installed === undefined ? 'installed not recorded' : `${installed} installed`,
    loaded === undefined ? 'loaded not recorded' : `${loaded} loaded`,
    ...(copies.length === 0 ? [] : [`copies: ${copies.join(', ')}`]),
  ];
  return inOneLine(`${component}: ${words.join(', ')}`);
}

/** "The memory type is NC, decided by amdgpu memory manager (GPU family: RDNA1; driver: Linux 6.12)" */
export function ruleInWords({ when, gives, decidedBy }: DecisionView['rows'][number]): string {
  return `The memory type is ${gives.label}, decided by ${decidedBy.label} (${conditions(when) || 'always'})`;
}

/** "Defaults of the driver (amdgpu memory manager): Set with `mtype_local`" */
export function stepInWords({ title, layer, statement }: DecisionView['steps'][number]): string {
  const where = layer === undefined ? title : `${title} (${layer.label})`;
  return statement.text === '' ? where : `${where}: ${withoutLinks(statement.text)}`;
}

/** "The memory type on RDNA1 is NC whatever `mtype_local` is set to (where the memory lies: System memory)" */
export function answerInWords(
  { gpu, axes, setting }: Pick<AnswerTable, 'gpu' | 'axes'> & Maybe<Pick<AnswerTable, 'setting'>>,
  { values, cells }: Pick<AnswerRow, 'values' | 'cells'>,
): string {
  const when = conditions(axes.map((axis, index) => [axis, values[index] ?? ''] as const));
  const name = setting?.link.label ?? '';
  const [only] = cells;
  const types =
    setting === undefined
      ? (only?.words ?? '')
      : cells.length === 1
        ? `${only?.words ?? ''} whatever ${name} is set to`
        : inSequence(cells.map(({ words }, index) => `${words} ${at(index)}`));
  return `The memory type on ${gpu.label} is ${types}${when === '' ? '' : ` (${when})`}`;

  function at(index: number): string {
    const value = setting?.values[index] ?? '';
    return index === 0 ? `with ${name} set to ${value}` : `with ${value}`;
  }
}

function conditions(when: readonly (readonly [string, string])[]): string {
  return when.map(([axis, value]) => `${uncapitalised(axis)}: ${value}`).join('; ');
}

/** "It is read: was likely, is refuted" */
export function changedStatusInWords(
  of: Pick<ChangesPage['statusChanged'][number], 'link' | 'from' | 'to'>,
): string {
  return `${withoutStop(of.link.label)}: was ${of.from.words}, is ${of.to.words}`;
}

/** "It is read: likely as before; changed: its words and the evidence for it" */
export function changedFindingInWords({
  link,
  status,
  parts,
}: ChangesPage['sameStatus'][number]): string {
  return `${withoutStop(link.label)}: ${status.words} as before; changed: ${inSequence(parts)}`;
}

/** "It is read: new, likely" */
export function newFindingInWords(of: ChangesPage['newFindings'][number]): string {
  return `${withoutStop(of.link.label)}: new, ${of.status.words}`;
}

/** "A newer kernel: cost was “unknown”, is “3 hours”" */
export function changedOptionInWords({ link, cells }: ChangesPage['options'][number]): string {
  const quoted = (text: string) => `“${withoutStop(plainText(text))}”`;
  const changes = cells.map(({ name, from, to }) =>
    from === NOT_IN_IT
      ? `${uncapitalised(name)} ${quoted(to)}`
      : `${uncapitalised(name)} was ${quoted(from)}, is ${quoted(to)}`,
  );
  const isNew = cells.every(({ from }) => from === NOT_IN_IT);
  return `${withoutStop(link.label)}: ${isNew ? 'new; ' : ''}${changes.join('; ')}`;
}

/** Markdown in which only code is marked. */
const withoutLinks = (markdown: string) =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('*', '')
    .replace(/\s+/g, ' ')
    .trim();

const withoutStop = (text: string) => text.replace(/\.$/, '');

/** A word that begins like an abbreviation stays as it is: "GPU family". */
function uncapitalised(text: string): string {
  return /^[A-Z][^A-Z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}
