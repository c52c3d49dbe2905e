import { z } from 'zod';
import { id } from './id.ts';
import { line, markdownTexts } from './text.ts';

const body = z.string().describe('The Markdown below the frontmatter.');
markdownTexts.add(body, { markdown: true });

/** A page of prose: the frontmatter of a Markdown file. */
export const prose = z.strictObject({
  id,
  title: line,
  summary: line,
  body,
});

export type Prose = z.infer<typeof prose>;
