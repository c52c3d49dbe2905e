import { z } from 'zod';
import { id } from './id.ts';
import { line } from './text.ts';

/** A page of prose: the frontmatter of a Markdown file. */
export const prose = z.strictObject({
  id,
  title: line,
  summary: line,
  body: z.string().describe('The Markdown below the frontmatter.'),
});

export type Prose = z.infer<typeof prose>;
