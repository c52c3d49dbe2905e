import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { linkPackages } from './project-copy.ts';

/*
 * What most would write first: a content collection of the same runs, one dynamic page that shows what
 * they hold, commands and logs through `<Code>`, and a list. No twins, no feeds, no search, no editions.
 */

const CONFIG = `import { defineConfig } from 'astro/config';
export default defineConfig({ devToolbar: { enabled: false } });
`;

const collection = (runs: string) => `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const result = z.looseObject({
  id: z.string(),
  question: z.string().optional(),
  command: z.looseObject({ text: z.string().optional() }).optional(),
  outcome: z.string(),
});
const schema = z.looseObject({
  id: z.string(),
  title: z.string(),
  settings: z.array(z.looseObject({ name: z.string() })).default([]),
  stack: z.array(z.looseObject({ component: z.string() })).default([]),
  results: z.array(result),
  evidence: z.array(z.looseObject({ id: z.string(), excerpt: z.string().optional() })).default([]),
});
export const collections = {
  runs: defineCollection({ loader: glob({ pattern: '**/*.json', base: ${JSON.stringify(runs)} }), schema }),
};
`;

const LIST = `---
import { getCollection } from 'astro:content';
const runs = await getCollection('runs');
---
<html lang="en">
  <head><meta charset="utf-8" /><title>Runs</title></head>
  <body>
    <h1>Runs</h1>
    <ul>{runs.map(({ data }) => <li><a href={\`/runs/\${data.id}/\`}>{data.title}</a></li>)}</ul>
  </body>
</html>
`;

const PAGE = `---
import { Code } from 'astro:components';
import { getCollection } from 'astro:content';

export async function getStaticPaths() {
  const runs = await getCollection('runs');
  return runs.map((run) => ({ params: { id: run.data.id }, props: { run: run.data } }));
}
const { run } = Astro.props;
const text = (value) =>
  value === undefined ? 'not recorded' : typeof value === 'object' ? JSON.stringify(value) : String(value);
---
<html lang="en">
  <head><meta charset="utf-8" /><title>{run.title}</title></head>
  <body>
    <h1>{run.title}</h1>
    <dl>{Object.entries({ ...run.time, ...run.machine }).map(([name, value]) => <><dt>{name}</dt><dd>{text(value)}</dd></>)}</dl>
    <h2>Stack</h2>
    <table>{run.stack.map((entry) => <tr><th>{entry.component}</th><td>{text(entry.installed)}</td><td>{text(entry.loaded)}</td></tr>)}</table>
    <h2>Settings</h2>
    <table>{run.settings.map((entry) => <tr><th>{entry.name}</th><td>{text(entry.requested)}</td><td>{text(entry.readback?.value)}</td><td>{text(entry.effective?.state)}</td></tr>)}</table>
    <h2>Results</h2>
    {run.results.map((result) => (
      <section id={result.id}>
        <h3>{result.question}: {result.outcome}</h3>
        <dl>{Object.entries(result).map(([name, value]) => <><dt>{name}</dt><dd>{text(value)}</dd></>)}</dl>
        {result.command?.text && <Code code={result.command.text} lang="sh" />}
      </section>
    ))}
    <h2>Evidence</h2>
    {run.evidence.map((one) => (
      <section><h3>{one.id}</h3>{one.excerpt && <Code code={one.excerpt} lang="log" />}</section>
    ))}
  </body>
</html>
`;

/** Writes a plain Astro project that shows the runs of a folder. */
export function writePlainAstro(project: string, runs: string): void {
  const files = {
    'package.json': `${JSON.stringify({ name: 'plain', private: true, type: 'module' })}\n`,
    'astro.config.mjs': CONFIG,
    'src/content.config.ts': collection(runs),
    'src/pages/index.astro': LIST,
    'src/pages/runs/[id].astro': PAGE,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  linkPackages(project);
}
