import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as yaml from 'yaml';
import { readLibrary } from '../src/library.ts';
import { formatProblem } from '../src/model/problem.ts';
import { standingOf } from '../src/model/status.ts';
import { temporaryFolder } from './content-copy.ts';

const ROOT = join(import.meta.dirname, '..');
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** The blocks of code of a page that are in a language. */
const examples = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  );

test('who copies the examples, and nothing else, has a run, a finding and a source', () => {
  const content = join(temporaryFolder(), 'content');
  cpSync(join(ROOT, 'content'), content, { recursive: true });
  const [run = ''] = examples(textOf('content/prose/contribute.md'), 'json');
  const { id } = JSON.parse(run) as { id: string };
  mkdirSync(join(content, 'runs/2025'), { recursive: true });
  writeFileSync(join(content, `runs/2025/${id}.json`), run);
  const written = examples(textOf('CONTRIBUTING.md'), 'yaml');
  expect(written).toHaveLength(2);
  for (const text of written) {
    const kind = /\.schema\/(\w+)\.json/.exec(text)?.[1] ?? '';
    const { id: name } = yaml.parse(text) as { id: string };
    writeFileSync(join(content, `${kind}s`, `${name}.yaml`), text);
  }

  const { library, problems } = readLibrary(content);
  expect(problems.map(formatProblem)).toEqual([]);
  const finding = library?.finding.get('convolution-runs-on-example-card');
  expect(library?.source.has('example-notes')).toBe(true);
  expect(library && finding && standingOf(finding, library).status).toBe('supported');
});
