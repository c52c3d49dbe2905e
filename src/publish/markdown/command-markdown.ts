import type { CommandView } from '../result-view.ts';
import { block, code, paragraphs } from './text.ts';

/** A command to copy, with where to run it, and whether it is known to run as it stands. */
export function commandBlock({ text, complete, cwd }: CommandView): string {
  return paragraphs(
    complete ? undefined : 'As printed in the source; not known to run as it stands:',
    cwd === undefined ? undefined : `In ${code(cwd)}:`,
    block(text, 'sh'),
  );
}
