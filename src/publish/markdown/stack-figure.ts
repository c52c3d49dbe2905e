import { visible } from '../../model/visible.ts';
import type { FaultMark, StrataView, Stratum } from '../strata-view.ts';
import { block } from './text.ts';

/**
 * The layers that a run names, and where it broke, as a Mermaid drawing, which GitHub and GitLab show; "" if
 * it names none.
 */
export function stackFigure({ strata }: StrataView): string {
  const known = strata.filter(({ named, marks }) => named || marks.length > 0);
  if (known.length === 0) return '';
  const nodes = known.map((stratum, index) => `  s${index}["${words(stratum)}"]`);
  const way = known.slice(1).map((_, index) => `  s${index} --> s${index + 1}`);
  const broken = known.flatMap(({ marks }, index) => (marks.length > 0 ? [`s${index}`] : []));
  const marked =
    broken.length === 0
      ? []
      : [
          '  classDef broken stroke-width:3px,stroke-dasharray:6 4',
          `  class ${broken.join(',')} broken`,
        ];
  return block(['flowchart TD', ...nodes, ...way, ...marked].join('\n'), 'mermaid');
}

function words({ link, detail, marks }: Stratum): string {
  return [link.label, detail, ...new Set(marks.map(markInWords))]
    .filter((part) => part !== undefined)
    .map(escaped)
    .join('<br>');
}

function markInWords({ role, basis, outcome }: FaultMark): string {
  const where = role === 'raised' ? 'error raised here' : 'break placed here';
  return `${outcome}: ${where} (${basis})`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '#': '#35;',
  '"': '#quot;',
  '<': '#lt;',
  '>': '#gt;',
  '&': '#amp;',
  '`': '#96;',
};

/** Text in a node, which Mermaid itself would read as markup. */
function escaped(text: string): string {
  const line = visible(text.replaceAll('`', '')).replace(/\s+/g, ' ').trim();
  return line.replace(/[#"<>&`]/g, (character) => ENTITIES[character] ?? character);
}
