import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directivesIn, wordsOf } from '../../src/model/diagram-text.ts';
import { diagramsOf } from '../../src/publish/diagrams.ts';
import { nodeName, quotedLabel } from '../../src/publish/mermaid-text.ts';
import { wayGraph } from '../../src/publish/way-graph.ts';
import { mermaidError } from '../../src/render/mermaid-syntax.ts';
import { libraryOf } from '../library-of.ts';
import { runs } from '../fuzz/budget.ts';

const evidence = [{ source: 'code' }];
const said = { basis: 'cited', evidence };
const step = (id: string, title: string, layer?: string, more: object = {}) => ({
  id,
  title,
  ...(layer === undefined ? {} : { layer }),
  ...said,
  ...more,
});

const written = {
  id: 'who-decides',
  title: 'Who decides: `x` "quoted"',
  summary: 'The driver.',
  axes: [
    {
      id: 'request',
      title: 'Request',
      values: ['plain', 'coherent'].map((id) => ({ id, title: id })),
    },
    { id: 'revision', title: 'Revision', values: ['0', '1'].map((id) => ({ id, title: id })) },
  ],
  steps: [
    step('page-table-entry', 'The driver writes <the> entry', 'driver'),
    step('flags', '1. `hipMalloc` asks; "please"', 'runtime', {
      becomes: [
        { when: { request: 'coherent' }, text: 'A flag: [COHERENT](layer:driver).', ...said },
        { text: 'No flag.', ...said },
      ],
    }),
    step('end', 'The hardware obeys'),
    step('aside', 'Another way', 'runtime'),
    step('alone', 'Joined to nothing'),
  ],
  way: ['flags', 'page-table-entry', 'end'],
  edges: [
    { from: 'flags', to: 'page-table-entry', label: 'hands | down' },
    { from: 'page-table-entry', to: 'end' },
    { from: 'aside', to: 'page-table-entry', label: 'also' },
  ],
  rows: [
    { id: 'plain', when: { request: 'plain' }, gives: 'nc', decidedBy: 'driver', ...said },
    {
      id: 'c0',
      when: { request: 'coherent', revision: '0' },
      gives: 'uc',
      decidedBy: 'driver',
      ...said,
    },
    {
      id: 'c1',
      when: { request: 'coherent', revision: '1' },
      gives: 'cc',
      decidedBy: 'driver',
      ...said,
    },
  ],
};
const type = (id: string) => ({ id, name: id.toUpperCase(), title: id, summary: 'A type.' });

function given(decision: Readonly<Record<string, unknown>> = written) {
  const library = libraryOf({
    decision: [decision],
    layer: ['driver', 'runtime'].map((id) => ({ id, name: id, role: 'A layer.' })),
    'memory-type': ['nc', 'uc', 'cc'].map(type),
  });
  const only = library.decision.get('who-decides');
  if (only === undefined) throw new Error('The decision is not there');
  return { library, decision: only };
}

const graphOf = (decision = written) => {
  const of = given(decision);
  const graph = wayGraph(of.decision, of.library);
  if (graph === undefined) throw new Error('There is no graph');
  return graph;
};

describe('the way of a request as Mermaid text', () => {
  test('has the way from top to bottom, what stands beside it dotted, the last word thick', () => {
    expect(graphOf().diagram.text).toBe(
      `flowchart TB
  accTitle: Who decides: x "quoted"
  accDescr: On the way of a request: 1. hipMalloc asks; "please"; The driver writes <the> entry; The hardware obeys. Beside it: Another way. The last word: The driver writes <the> entry.
  flags["1#46; hipMalloc asks; #34;please#34;"]
  page_table_entry["The driver writes #60;the#62; entry"]
  _end["The hardware obeys"]
  aside["Another way"]
  flags -->|"hands | down"| page_table_entry
  page_table_entry --> _end
  aside -.->|"also"| page_table_entry
  classDef decides stroke-width:3px
  class page_table_entry decides
  classDef beside stroke-dasharray:5 4
  class aside beside`,
    );
  });

  test('can be read by Mermaid, and says nothing that is not drawn', async () => {
    const { text, title, description } = graphOf().diagram;
    expect(await mermaidError(text)).toBeUndefined();
    expect([...directivesIn(text)]).toEqual([]);
    expect(wordsOf(text)).toEqual({ title, description });
  });

  test('is the same words as a list, with the layer that each node leads to', () => {
    const { steps, diagram } = graphOf();
    expect(steps[0]).toMatchObject({
      title: '1. `hipMalloc` asks; "please"',
      onWay: true,
      decides: false,
      layer: { label: 'runtime' },
      edges: [
        { label: 'hands | down', to: 'page-table-entry', title: 'The driver writes <the> entry' },
      ],
    });
    expect(diagram.nodes).toEqual({
      flags: { kind: 'layer', id: 'runtime' },
      page_table_entry: { kind: 'layer', id: 'driver' },
      aside: { kind: 'layer', id: 'runtime' },
    });
  });

  test('has all steps on the way where none is named, and is not there without edges', () => {
    const steps = graphOf({ ...written, way: [] }).steps;
    expect(steps.map(({ id, onWay }) => [id, onWay])).toEqual([
      ['page-table-entry', true],
      ['flags', true],
      ['end', true],
      ['aside', true],
    ]);
    const { library, decision } = given({ ...written, way: [], edges: [] });
    expect(wayGraph(decision, library)).toBeUndefined();
    expect(diagramsOf(library)).toEqual([]);
  });
});

test('the graph of every decision is drawn', () => {
  const { library, decision } = given(written);
  expect(diagramsOf(library)).toEqual([wayGraph(decision, library)]);
});

const words = fc.constantFrom(
  ...['end', 'graph', 'click', 'style', 'default', 'subgraph', 'class', 'x', 'o', 'a-b', '1'],
);
const id = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('-'));
const label = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !/[\n\r]/.test(text));

test('whatever ids and labels there are, Mermaid can read them', async () => {
  await fc.assert(
    fc.asyncProperty(id, id, label, async (from, to, text) => {
      const [a, b] = [nodeName(from), nodeName(to)];
      const written = `flowchart TB\n  ${a}[${quotedLabel(text)}] -->|${quotedLabel(text)}| ${b}\n  class ${a},${b} c`;
      expect(await mermaidError(written)).toBeUndefined();
    }),
    runs(200, 10),
  );
});

test('different ids are different nodes', () => {
  const names = ['a-b', 'ab', 'a', 'end', 'end-a', 'a-end', 'class', 'style'].map(nodeName);
  expect(new Set(names).size).toBe(names.length);
});
