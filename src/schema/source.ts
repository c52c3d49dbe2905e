import { z } from 'zod';
import { id, oldIds } from './id.ts';
import { day, line, markdown, sha256, url } from './text.ts';

/** Something citable, pinned to a commit or a date. */
export const source = z.strictObject({
  id,
  oldIds,
  title: line,
  kind: z.enum([
    'report',
    'code',
    'specification',
    'documentation',
    'issue',
    'patch',
    'repository',
    'article',
  ]),
  class: z
    .enum(['primary', 'secondary'])
    .describe(
      'primary: the thing itself (code, specification). secondary: somebody’s account of it.',
    ),
  summary: markdown.describe('What it says, in our own words.'),
  url: url.optional(),
  date: day.optional().describe('The day it speaks from, or was read.'),
  sha256: sha256.optional().describe('Of the whole file.'),
  licence: line.optional(),
  code: z
    .strictObject({
      repository: line,
      commit: z
        .string()
        .regex(/^[0-9a-f]{40}$/, 'a full commit, 40 hexadecimal digits')
        .optional(),
      version: line
        .optional()
        .describe('A package version, where the code was read from a release.'),
      path: line.optional(),
      lines: z.strictObject({ from: z.int().positive(), to: z.int().positive() }).optional(),
      sha256: sha256.optional().describe('Of those lines, each with its newline.'),
    })
    .optional(),
});

export type Source = z.infer<typeof source>;
