import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { cycleIn } from '../src/model/cycle.ts';

const ROOT = join(import.meta.dirname, '..');

/** What a layer may import: layers of src/, packages by name, and whether it may touch Node. */
interface Rule {
  readonly layers: readonly string[];
  readonly packages: readonly string[] | 'any';
  readonly node: boolean;
}

const pure = (layers: readonly string[], packages: readonly string[] = []): Rule => ({
  layers,
  packages,
  node: false,
});
const BELOW_PAGES = ['shell', 'publish', 'render', 'model', 'schema'];
const drawn = (...layers: string[]): Rule => ({
  layers: [...layers, 'client', 'styles', 'assets', ...BELOW_PAGES],
  packages: 'any',
  node: true,
});

/** The layers of src/, the lowest first. The files of `shell` stand in src/ itself: they touch files. */
const RULES: Readonly<Record<string, Rule>> = {
  schema: pure(['schema'], ['zod']),
  model: pure(['model', 'schema'], ['zod', 'yaml', 'jsonc-parser', 'leven', 're2js']),
  publish: pure(['publish', 'model', 'schema']),
  ingest: pure(['ingest', 'model', 'schema'], ['zod', 'saxes', 'tap-parser', '@streamparser/json']),
  render: { layers: ['render', 'model', 'schema'], packages: 'any', node: true },
  shell: { layers: BELOW_PAGES, packages: 'any', node: true },
  client: pure(['client', 'publish', 'model', 'schema', 'assets'], ['minisearch']),
  components: drawn('components'),
  layouts: drawn('layouts', 'components'),
  pages: drawn('layouts', 'components'),
};

/** Layers that give the same for the same arguments, wherever and whenever they are asked. */
const PURE = ['schema', 'model', 'publish', 'ingest'];

/** Who may read the environment: whoever decides which content/ is read, and what makes pages of it. */
const READS_ENVIRONMENT = ['src/generator-digest.ts', 'src/site.ts'];

const filesBelow = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();

/** The script of a source file: of an Astro file, its frontmatter. */
function scriptOf(file: string): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  if (!file.endsWith('.astro')) return text;
  return /^---\r?\n(.*?)^---/ms.exec(text)?.[1] ?? '';
}

const importsOf = (script: string) =>
  ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName);

function layerOf(file: string): string {
  const [top, second, ...rest] = file.split('/');
  if (top !== 'src') return top ?? '';
  return rest.length === 0 ? 'shell' : (second ?? '');
}

/** Why a file may not import that; undefined if it may. */
function objection(file: string, imported: string): string | undefined {
  const layer = layerOf(file);
  const rule = RULES[layer];
  if (rule === undefined) return `no rule for the layer ${layer}`;
  if (imported.startsWith('node:')) return rule.node ? undefined : `${layer} may not touch Node`;
  if (imported.startsWith('.')) {
    const to = layerOf(posix.join(posix.dirname(file), imported));
    return rule.layers.includes(to) ? undefined : `${layer} may not import ${to}`;
  }
  const [scope = '', name = ''] = imported.split('/');
  const pack = scope.startsWith('@') ? `${scope}/${name}` : scope;
  const allowed = rule.packages === 'any' || rule.packages.includes(pack);
  return allowed ? undefined : `${layer} may not use ${imported}`;
}

const NAMES = ['Date', 'Math', 'process', 'performance', 'globalThis', 'fetch', 'crypto'];

/** Everything in a script that asks the clock, chance, the environment or the network. */
function impurities(script: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      found.push('import.meta');
    } else if (ts.isNewExpression(node) && (node.arguments ?? []).length === 0) {
      if (node.expression.getText() === 'Date') found.push('new Date()');
    } else if (ts.isCallExpression(node) && node.expression.getText() === 'Date') {
      found.push('Date()');
    } else if (ts.isIdentifier(node) && NAMES.includes(node.text) && isFree(node)) {
      const text = ts.isPropertyAccessExpression(node.parent) ? node.parent.getText() : node.text;
      if (!ALLOWED.test(text)) found.push(text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', script, ts.ScriptTarget.Latest, true));
  return found;
}

/** `Date.parse(x)`, `Date.UTC(…)`, `new Date(x)` and arithmetic depend on their arguments alone. */
const ALLOWED = /^(?:Date|Date\.(?:parse|UTC)|Math\.(?!random)\w+)$/;

/** Whether an identifier is the global of that name, not the name of a property or a type. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isCallExpression(parent) && parent.expression === node) return true;
  return !ts.isPropertyAssignment(parent) && !ts.isPropertySignature(parent);
}

const sources = filesBelow('src').filter((file) => /\.(?:ts|astro|mjs|js)$/.test(file));
const scripts = filesBelow('scripts');

test('there is something to look at', () => {
  expect(new Set(sources.map(layerOf))).toEqual(new Set(Object.keys(RULES)));
});

test('imports point down', () => {
  const wrong = sources.flatMap((file) =>
    importsOf(scriptOf(file)).flatMap((imported) => {
      const why = objection(file, imported);
      return why === undefined ? [] : [`${file}: ${imported}: ${why}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test('scripts import no page', () => {
  const wrong = scripts.flatMap((file) =>
    importsOf(scriptOf(file))
      .filter((imported) => /\/(?:pages|layouts|components|client)\/|\.astro$/.test(imported))
      .map((imported) => `${file}: ${imported}`),
  );
  expect(wrong).toEqual([]);
});

test('nothing imports itself, however far round', () => {
  const graph = new Map(
    [...sources, ...scripts].map((file) => {
      const near = importsOf(scriptOf(file)).filter((imported) => imported.startsWith('.'));
      return [file, near.map((imported) => posix.join(posix.dirname(file), imported))];
    }),
  );
  expect(cycleIn(graph)).toBeUndefined();
});

/** Everything that a script of the project loads, however far down. */
function loadedBy(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file) || !file.endsWith('.ts')) return found;
  found.add(file);
  for (const imported of importsOf(scriptOf(file))) {
    if (imported.startsWith('.')) loadedBy(posix.join(posix.dirname(file), imported), found);
  }
  return found;
}

test('a build can ask again whatever pages asked', () => {
  const asking = sources.filter((file) => /\b(?:lookup|question)\(\s*'/.test(scriptOf(file)));
  expect(asking.length).toBeGreaterThan(5);
  const loaded = loadedBy('scripts/build.ts');
  expect(asking.filter((file) => !loaded.has(file))).toEqual([]);
});

test.each(PURE)('%s reads no clock, no chance, no environment', (layer) => {
  const wrong = sources
    .filter((file) => layerOf(file) === layer)
    .flatMap((file) => impurities(scriptOf(file)).map((what) => `${file}: ${what}`));
  expect(wrong).toEqual([]);
});

test('what is computed once is computed through the trace', () => {
  const keeps = sources.filter(
    (file) => PURE.includes(layerOf(file)) && /new WeakMap<Library\b/.test(scriptOf(file)),
  );
  expect(keeps).toEqual(['src/model/kept.ts']);
});

test('the environment is read in few places', () => {
  const readers = sources.filter((file) =>
    impurities(scriptOf(file)).some((what) => what.startsWith('process')),
  );
  expect(readers).toEqual(READS_ENVIRONMENT);
});

test('no file is named after nothing', () => {
  const empty = /^(?:utils?|helpers?|commons?|types?|constants?|misc|lib|general|stuff|shared)$/i;
  const named = [...filesBelow('src'), ...scripts, ...filesBelow('tests')].filter(
    (file) =>
      empty.test(basename(file).replace(/\..*$/, '')) ||
      dirname(file)
        .split('/')
        .some((folder) => empty.test(folder)),
  );
  expect(named).toEqual([]);
});

describe('these tests see', () => {
  test('every kind of import', () => {
    const script = [
      "import a from './a.ts';",
      "import type { B } from '../b.ts';",
      "export { c } from 'c';",
      "export * from 'd';",
      "import 'e';",
      "const f = await import('f');",
      "import { type G } from 'g'; // import 'h'",
      "const text = `import 'i'`;",
    ].join('\n');
    expect(importsOf(script).toSorted()).toEqual(['../b.ts', './a.ts', 'c', 'd', 'e', 'f', 'g']);
  });

  test.each([
    ['src/schema/run.ts', '../model/status.ts', 'schema may not import model'],
    ['src/schema/run.ts', 'yaml', 'schema may not use yaml'],
    ['src/schema/run.ts', 'zod', undefined],
    ['src/model/status.ts', '../publish/urls.ts', 'model may not import publish'],
    ['src/model/status.ts', '../library.ts', 'model may not import shell'],
    ['src/publish/urls.ts', '../ingest/native.ts', 'publish may not import ingest'],
    ['src/publish/urls.ts', '../render/markdown.ts', 'publish may not import render'],
    ['src/publish/urls.ts', 'astro:content', 'publish may not use astro:content'],
    ['src/ingest/native.ts', '../publish/urls.ts', 'ingest may not import publish'],
    ['src/ingest/native.ts', 'node:fs', 'ingest may not touch Node'],
    ['src/render/markdown.ts', '../publish/urls.ts', 'render may not import publish'],
    ['src/pages/runs/[id].astro', '../../ingest/native.ts', 'pages may not import ingest'],
    ['src/pages/runs/[id].astro', '../../site.ts', undefined],
    ['src/components/A.astro', '../layouts/Page.astro', 'components may not import layouts'],
    ['src/library.ts', './ingest/native.ts', 'shell may not import ingest'],
    ['src/client/copy.ts', '../render/label.ts', 'client may not import render'],
    ['src/client/explainer.ts', '../publish/explanation.ts', undefined],
    ['src/model/x.ts', '../../scripts/build.ts', 'model may not import scripts'],
  ])('%s importing %s: %s', (file, imported, why) => {
    expect(objection(file, imported)).toBe(why);
  });

  test.each([
    ['Date.now()', ['Date.now']],
    ['new Date()', ['new Date()']],
    ['new Date', ['new Date()']],
    ['Date()', ['Date()']],
    ['Math.random()', ['Math.random']],
    ['performance.now()', ['performance.now']],
    ["process.env['CI']", ['process.env']],
    ['import.meta.env.BASE_URL', ['import.meta']],
    ['globalThis.x', ['globalThis.x']],
    ["fetch('x')", ['fetch']],
    ['crypto.randomUUID()', ['crypto.randomUUID']],
    ['new Date(x).toISOString(); Date.parse(y); Math.max(1, 2)', []],
    ["// Date.now()\nconst text = 'process.env';", []],
    ['a.process; ({ process: 1 }); b.fetch()', []],
  ])('%s', (script, found) => {
    expect(impurities(script)).toEqual(found);
  });
});
