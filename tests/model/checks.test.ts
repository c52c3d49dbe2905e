import { describe, expect, test } from 'vitest';
import { checkLibrary, checkRun } from '../../src/model/checks.ts';
import { formatProblem, problem, type ProblemCode } from '../../src/model/problem.ts';
import { jsonPointer } from '../../src/model/validation.ts';
import { libraryOf, writtenRun, type Written } from '../library-of.ts';

const layer = (id: string, rest: object = {}) => ({ id, name: id, role: 'A layer.', ...rest });
const source = (id: string, rest: object = {}) => ({
  id,
  title: id,
  kind: 'report',
  class: 'secondary',
  summary: 'It says so.',
  date: '2025-11-06',
  ...rest,
});
const shown = { run: 'r', result: 'a' };
const finding = (id: string, rest: object = {}) => ({
  id,
  claim: 'It is so.',
  topic: 'cause',
  basis: 'observed',
  supports: [shown],
  ...rest,
});
const note = (rest: object) => ({
  id: 'n',
  run: 'r',
  on: '2025-11-07',
  text: 'Learnt later.',
  basis: 'observed',
  evidence: [shown],
  ...rest,
});
const option = (rest: object) => ({
  id: 'o',
  title: 'An option',
  summary: 'One way.',
  status: 'open',
  statusEvidence: [shown],
  ...rest,
});
const run = writtenRun('r', {
  results: [{ id: 'a', outcome: 'pass' }],
  settings: [{ kind: 'env', name: 'MODE', requested: '1' }],
});
const decision = (rest: object) => ({
  id: 'd',
  title: 'Who decides',
  summary: 'An account.',
  axes: [{ id: 'where', title: 'Where', values: [{ id: 'local', title: 'Local' }] }],
  steps: [
    { id: 'first', title: 'First', basis: 'inferred', evidence: [shown] },
    { id: 'second', title: 'Second', basis: 'inferred', evidence: [shown] },
  ],
  ...rest,
});
const axis = {
  id: 'where',
  title: 'Where',
  values: [
    { id: 'local', title: 'Local' },
    { id: 'far', title: 'Far' },
  ],
};
const knob = { id: 's', kind: 'modparam', name: 'knob', summary: 'A knob.' };
const step = (id: string) => ({ id, title: id, basis: 'inferred', evidence: [shown] });
const becoming = (when: object) => ({ when, text: 'So.', basis: 'inferred', evidence: [shown] });
const gpu = (rest: object) => ({ id: 'g', name: 'A family', summary: 'Some.', ...rest });
const row = (rest: object) => ({
  id: 'w',
  when: { where: 'local' },
  gives: 'nc',
  decidedBy: 'kernel',
  basis: 'inferred',
  evidence: [shown],
  ...rest,
});
const nc = { id: 'nc', name: 'NC', title: 'Non-coherent', summary: 'Not coherent.' };

/** What is wrong in a library with a run `r`, a layer `kernel`, a source `s` and these. */
const broken = (written: Written) =>
  checkLibrary(
    libraryOf({
      ...written,
      run: [run, ...(written.run ?? [])],
      layer: [layer('kernel'), ...(written.layer ?? [])],
      source: [source('s'), ...(written.source ?? [])],
    }),
  );
const violations = (written: Written) =>
  broken(written).map(({ code, at }): Told => [code, `${at.kind}/${at.id}`, at.path.join('.')]);

type Told = [ProblemCode, item: string, path: string];

const inRun = (rest: Readonly<Record<string, unknown>>): Written => ({
  run: [writtenRun('x', rest)],
});
const results = (...list: object[]) => inRun({ results: list });
const pass = (id: string, rest: object = {}) => ({ id, outcome: 'pass', ...rest });
const log = { id: 'log', kind: 'log', strength: 'captured' };
const retirement = (rest: object) => ({
  id: 'layer-old',
  on: '2025-11-06',
  reason: 'Gone.',
  ...rest,
});

const RULES: readonly (readonly [rule: string, good: Written, bad: Written, told: Told[]])[] = [
  [
    'a field that names a thing names one that exists',
    { layer: [layer('top', { restsOn: ['kernel'] })] },
    { layer: [layer('top', { restsOn: ['kernel', 'kernl'] })] },
    [['dangling-id', 'layer/top', 'restsOn.1']],
  ],
  [
    'so does a field of a run',
    inRun({ stack: [{ layer: 'kernel', component: 'x' }], replaces: 'r' }),
    inRun({ stack: [{ layer: 'kernl', component: 'x' }], replaces: 's' }),
    [
      ['dangling-id', 'run/x', 'replaces'],
      ['dangling-id', 'run/x', 'stack.0.layer'],
    ],
  ],
  [
    'a link in Markdown names a thing that exists',
    { layer: [layer('top', { role: 'See [it](layer:kernel), [run](run:r#a).' })] },
    { layer: [layer('top', { role: 'See [it](layer:kernl) and [this](finding:Odd).' })] },
    [
      ['dangling-id', 'layer/top', 'role'],
      ['dangling-id', 'layer/top', 'role'],
    ],
  ],
  [
    'a link to a result names one of that run',
    { layer: [layer('top', { role: 'See [it](run:r#a).' })] },
    { layer: [layer('top', { role: 'See [it](run:r#b).' })] },
    [['dangling-result', 'layer/top', 'role']],
  ],
  [
    'text in runs is no Markdown',
    inRun({ title: '[it](layer:nowhere)' }),
    { layer: [layer('top', { role: '[it](layer:nowhere)' })] },
    [['dangling-id', 'layer/top', 'role']],
  ],
  [
    'evidence names a result or setting of its run',
    { finding: [finding('f', { supports: [shown, { run: 'r', setting: 'MODE' }] })] },
    {
      finding: [
        finding('f', {
          supports: [shown, { run: 'r', result: 'b' }, { run: 'r', setting: 'MOD' }],
        }),
      ],
    },
    [
      ['dangling-result', 'finding/f', 'supports.1.result'],
      ['dangling-setting', 'finding/f', 'supports.2.setting'],
    ],
  ],
  [
    'a note is about a result or setting of its run',
    { note: [note({ result: 'a', setting: 'MODE' })] },
    { note: [note({ result: 'b', setting: 'MOD' })] },
    [
      ['dangling-result', 'note/n', 'result'],
      ['dangling-setting', 'note/n', 'setting'],
    ],
  ],
  [
    'layers rest on each other in no circle',
    { layer: [layer('a', { restsOn: ['b', 'kernel'] }), layer('b', { restsOn: ['kernel'] })] },
    { layer: [layer('a', { restsOn: ['b'] }), layer('b', { restsOn: ['kernel', 'a'] })] },
    [['cycle', 'layer/a', 'restsOn']],
  ],
  [
    'nothing rests on itself',
    { layer: [layer('a')] },
    { layer: [layer('a', { restsOn: ['a'] })] },
    [['cycle', 'layer/a', 'restsOn']],
  ],
  [
    'runs replace each other in no circle',
    { run: [writtenRun('x', { replaces: 'r' }), writtenRun('y', { replaces: 'x' })] },
    { run: [writtenRun('x', { replaces: 'y' }), writtenRun('y', { replaces: 'x' })] },
    [['cycle', 'run/x', 'replaces']],
  ],
  [
    'findings supersede each other in no circle',
    { finding: [finding('f', { supersededBy: 'g' }), finding('g')] },
    { finding: [finding('f', { supersededBy: 'g' }), finding('g', { supersededBy: 'f' })] },
    [['cycle', 'finding/f', 'supersededBy']],
  ],
  [
    'a local id stands once',
    inRun({ results: [pass('a'), pass('b')], evidence: [log, { ...log, id: 'a' }] }),
    inRun({ results: [pass('a'), pass('b'), pass('a')], evidence: [log, log] }),
    [
      ['duplicate-id', 'run/x', 'results.2.id'],
      ['duplicate-id', 'run/x', 'evidence.1.id'],
    ],
  ],
  [
    'a result names results of its run',
    results(pass('a'), pass('b', { parent: 'a' }), {
      id: 'c',
      outcome: 'blocked',
      reason: { blockedBy: 'a' },
    }),
    results(pass('a'), pass('b', { parent: 'aa' }), {
      id: 'c',
      outcome: 'blocked',
      reason: { blockedBy: 'bb' },
    }),
    [
      ['dangling-result', 'run/x', 'results.1.parent'],
      ['dangling-result', 'run/x', 'results.2.reason.blockedBy'],
    ],
  ],
  [
    'results stand above and before each other in no circle',
    results(pass('a'), pass('b', { parent: 'a' }), pass('c', { parent: 'b' })),
    results(
      pass('a', { parent: 'c' }),
      pass('b', { parent: 'a' }),
      pass('c', { parent: 'b', reason: { blockedBy: 'c' } }),
    ),
    [
      ['cycle', 'run/x', 'results.0.parent'],
      ['cycle', 'run/x', 'results.2.reason.blockedBy'],
    ],
  ],
  [
    'results and settings name evidence of their run',
    inRun({
      evidence: [log],
      results: [pass('a', { evidence: ['log'] })],
      settings: [
        {
          kind: 'env',
          name: 'A',
          readback: { value: '1', evidence: 'log' },
          effective: { state: 'shown', evidence: 'log' },
        },
      ],
    }),
    inRun({
      results: [pass('a', { evidence: ['log'] })],
      settings: [
        {
          kind: 'env',
          name: 'A',
          readback: { value: '1', evidence: 'log' },
          effective: { state: 'shown', evidence: 'log' },
        },
      ],
    }),
    [
      ['dangling-evidence', 'run/x', 'results.0.evidence.0'],
      ['dangling-evidence', 'run/x', 'settings.0.readback.evidence'],
      ['dangling-evidence', 'run/x', 'settings.0.effective.evidence'],
    ],
  ],
  [
    'a blocked result says why',
    results({ id: 'a', outcome: 'blocked', reason: { text: 'The GPU was gone.' } }),
    results({ id: 'a', outcome: 'blocked', reason: { signature: 'HSA_STATUS_ERROR' } }),
    [['blocked-without-reason', 'run/x', 'results.0']],
  ],
  [
    'a plan counts what it lists',
    inRun({ plan: { count: 2, ids: ['a', 'b'] } }),
    inRun({ plan: { count: 3, ids: ['a', 'b'] } }),
    [['plan-count', 'run/x', 'plan']],
  ],
  [
    'time runs forward',
    inRun({
      time: {
        start: '2025-11-06T14:00:00Z',
        end: '2025-11-06T14:00:00.500Z',
        notBefore: '2025-11-06T23:00:00Z',
        notAfter: '2025-11-06',
      },
    }),
    inRun({
      time: {
        start: '2025-11-06T14:00:00.500Z',
        end: '2025-11-06T14:00:00.250Z',
        notBefore: '2025-11-08',
        notAfter: '2025-11-07T10:00:00Z',
      },
    }),
    [
      ['time-order', 'run/x', 'time.end'],
      ['time-order', 'run/x', 'time.notAfter'],
    ],
  ],
  [
    'an observed finding has a result or setting behind it',
    { finding: [finding('f', { supports: [{ run: 'r', setting: 'MODE' }] })] },
    {
      finding: [
        finding('f', { supports: [{ source: 's' }] }),
        finding('g', { supports: [{ run: 'r' }] }),
      ],
    },
    [
      ['observed-without-run', 'finding/f', 'basis'],
      ['observed-without-run', 'finding/g', 'basis'],
    ],
  ],
  [
    'an asserted finding is asserted by somebody',
    { finding: [finding('f', { basis: 'asserted', supports: [], assertedBy: [{ source: 's' }] })] },
    { finding: [finding('f', { basis: 'asserted' })] },
    [['asserted-by-nobody', 'finding/f', 'basis']],
  ],
  [
    'a finding rests on something',
    { finding: [finding('f', { basis: 'inferred', supports: [], contradicts: [shown] })] },
    { finding: [finding('f', { basis: 'inferred', supports: [] })] },
    [['without-evidence', 'finding/f', '']],
  ],
  [
    'a sentence has evidence of the kind that its basis promises',
    {
      layer: [
        layer('top', {
          statements: [
            { text: 'A.', basis: 'observed', evidence: [{ source: 's' }, shown] },
            { text: 'B.', basis: 'cited', evidence: [{ source: 's' }] },
            { text: 'C.', basis: 'asserted', evidence: [{ source: 's' }] },
            { text: 'D.', basis: 'inferred', evidence: [{ inference: 'Because.' }] },
          ],
        }),
      ],
    },
    {
      layer: [
        layer('top', {
          statements: [
            { text: 'A.', basis: 'observed', evidence: [{ run: 'r' }] },
            { text: 'B.', basis: 'cited', evidence: [shown] },
            { text: 'C.', basis: 'asserted', evidence: [{ inference: 'Because.' }] },
          ],
        }),
      ],
    },
    [
      ['basis-not-shown', 'layer/top', 'statements.0.basis'],
      ['basis-not-shown', 'layer/top', 'statements.1.basis'],
      ['basis-not-shown', 'layer/top', 'statements.2.basis'],
    ],
  ],
  [
    'a source is pinned',
    {
      source: [
        source('a', { date: undefined, code: { repository: 'x', commit: 'a'.repeat(40) } }),
        source('b', { date: undefined, code: { repository: 'x', version: '6.14' } }),
      ],
    },
    { source: [source('a', { date: undefined, code: { repository: 'x' } })] },
    [['unpinned-source', 'source/a', '']],
  ],
  [
    'a pattern can be used, and recognises its own signature',
    {
      signature: [
        { id: 'a', text: 'Oh no', summary: 'x', patterns: [{ line: 'yes' }, { line: 'n.' }] },
        { id: 'b', text: 'Oh (no', summary: 'x' },
      ],
    },
    {
      signature: [
        { id: 'a', text: 'Oh no', summary: 'x', patterns: [{ line: '(' }, { line: 'no' }] },
        { id: 'b', text: 'Oh no', summary: 'x', patterns: [{ line: 'yes' }] },
      ],
    },
    [
      ['bad-pattern', 'signature/a', 'patterns.0.line'],
      ['pattern-misses', 'signature/b', 'patterns'],
    ],
  ],
  [
    'a range has its smaller end first',
    {
      option: [
        option({
          hours: { min: 1, max: 1, basis: 'estimate', evidence: [shown] },
          costs: [
            { what: 'A card', min: 0, max: 9, unit: 'USD', basis: 'estimate', evidence: [shown] },
          ],
        }),
      ],
      source: [source('a', { code: { repository: 'x', lines: { from: 3, to: 3 } } })],
    },
    {
      option: [
        option({
          hours: { min: 2, max: 1, basis: 'estimate', evidence: [shown] },
          costs: [
            { what: 'A card', min: 9, max: 8, unit: 'USD', basis: 'estimate', evidence: [shown] },
          ],
        }),
      ],
      source: [source('a', { code: { repository: 'x', lines: { from: 3, to: 2 } } })],
    },
    [
      ['empty-range', 'source/a', 'code.lines'],
      ['empty-range', 'option/o', 'hours'],
      ['empty-range', 'option/o', 'costs.0'],
    ],
  ],
  [
    'the rows of a decision use its axes, its edges join its steps, its ids stand once',
    {
      'memory-type': [nc],
      decision: [decision({ rows: [row({})], edges: [{ from: 'first', to: 'second' }] })],
    },
    {
      'memory-type': [nc],
      decision: [
        decision({
          rows: [row({ when: { where: ['local', 'far'], when: 'local' } }), row({})],
          edges: [{ from: 'first', to: 'third' }],
        }),
      ],
    },
    [
      ['duplicate-id', 'decision/d', 'rows.1.id'],
      ['dangling-step', 'decision/d', 'rows.0.when.where'],
      ['dangling-step', 'decision/d', 'rows.0.when.when'],
      ['dangling-step', 'decision/d', 'edges.0.to'],
      ['rows-overlap', 'decision/d', 'rows.1.when'],
    ],
  ],
  [
    'presets, the way, and what a step makes of a request use what is declared',
    {
      decision: [
        decision({
          axes: [{ ...axis, preset: 'local' }],
          steps: [{ ...step('first'), becomes: [becoming({ where: 'far' })] }, step('second')],
          edges: [{ from: 'first', to: 'second' }],
          way: ['first', 'second'],
        }),
      ],
    },
    {
      decision: [
        decision({
          axes: [{ ...axis, preset: 'near' }],
          steps: [{ ...step('first'), becomes: [becoming({ where: 'near' })] }, step('second')],
          way: ['second', 'first', 'third'],
          impossible: [{ ...becoming({ when: 'far' }), id: 'never' }],
        }),
      ],
    },
    [
      ['dangling-step', 'decision/d', 'axes.0.preset'],
      ['dangling-step', 'decision/d', 'impossible.0.when.when'],
      ['dangling-step', 'decision/d', 'steps.0.becomes.0.when.where'],
      ['way-broken', 'decision/d', 'way.1'],
      ['dangling-step', 'decision/d', 'way.2'],
    ],
  ],
  [
    'no two rows cover the same combination, and none what cannot occur',
    {
      'memory-type': [nc],
      decision: [
        decision({
          axes: [axis],
          rows: [row({}), row({ id: 'v', when: { where: 'far' } })],
        }),
      ],
    },
    {
      'memory-type': [nc],
      decision: [
        decision({
          axes: [axis],
          rows: [row({}), row({ id: 'v', when: {} })],
          impossible: [{ ...becoming({ where: 'far' }), id: 'never' }],
        }),
      ],
    },
    [
      ['rows-overlap', 'decision/d', 'rows.1.when'],
      ['rows-overlap', 'decision/d', 'rows.1.when'],
    ],
  ],
  [
    'a row that goes by the values of a setting consults it',
    {
      'memory-type': [nc],
      setting: [knob],
      decision: [decision({ axes: [{ ...axis, setting: 's' }], rows: [row({ consults: ['s'] })] })],
    },
    {
      'memory-type': [nc],
      setting: [knob],
      decision: [
        decision({
          axes: [{ ...axis, setting: 's' }],
          rows: [row({}), row({ id: 'v', when: { where: 'far' }, consults: ['s'] })],
        }),
      ],
    },
    [['setting-not-consulted', 'decision/d', 'rows.0.when.where']],
  ],
  [
    'a GPU names rows by axes and values of a decision',
    {
      decision: [decision({ axes: [axis] })],
      gpu: [
        gpu({
          rows: [{ decision: 'd', where: { where: 'far' } }],
          products: [{ name: 'A card', where: { where: 'local' } }],
        }),
      ],
    },
    {
      decision: [decision({ axes: [axis] })],
      gpu: [
        gpu({
          rows: [{ decision: 'd', where: { where: 'near' } }],
          products: [{ name: 'A card', where: { kind: 'apu' } }],
        }),
      ],
    },
    [
      ['dangling-step', 'gpu/g', 'rows.0.where.where'],
      ['dangling-step', 'gpu/g', 'products.0.where.kind'],
    ],
  ],
  [
    'the id of a retired thing is not used again',
    {
      retirement: [
        retirement({ kind: 'layer', was: 'old' }),
        retirement({ id: 'gpu-kernel', kind: 'gpu', was: 'kernel' }),
      ],
    },
    { retirement: [retirement({ kind: 'layer', was: 'kernel' })] },
    [['id-retired', 'layer/kernel', 'id']],
  ],
];

describe.each(RULES)('%s', (_, good, bad, told) => {
  test('holds', () => {
    expect(violations(good)).toEqual([]);
  });
  test('is broken', () => {
    expect(violations(bad)).toEqual(told);
  });
});

test('who broke a rule is told what, where and what to do', async () => {
  const told = RULES.flatMap(([rule, , bad]) => [
    `# ${rule}`,
    ...broken(bad).map(({ code, args, at }) =>
      formatProblem(
        problem(code, args, { file: `${at.kind}/${at.id}`, pointer: jsonPointer(at.path) }),
      ),
    ),
  ]);
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('broken-rules.txt');
});

describe('a run before it enters the library', () => {
  const library = libraryOf({ run: [run], layer: [layer('kernel')] });
  const check = (record: unknown) =>
    checkRun(record, library).map(({ code, at }) => [code, at.path.join('.')]);

  test('is held to the same rules as one that is there', () => {
    const broken = writtenRun('x', {
      replaces: 'nobody',
      results: [pass('a', { parent: 'b', evidence: ['log'] }), { id: 'a', outcome: 'blocked' }],
      plan: { count: 1, ids: [] },
    });
    expect(check(broken)).toEqual([
      ['dangling-id', 'replaces'],
      ['duplicate-id', 'results.1.id'],
      ['dangling-result', 'results.0.parent'],
      ['dangling-evidence', 'results.0.evidence.0'],
      ['blocked-without-reason', 'results.1'],
      ['plan-count', 'plan'],
    ]);
    const inside = libraryOf({ run: [run, broken], layer: [layer('kernel')] });
    expect(checkLibrary(inside).map(({ code, at }) => [code, at.path.join('.')])).toEqual(
      check(broken),
    );
  });

  test('cannot correct itself', () => {
    const itself = writtenRun('x', { replaces: 'x' });
    expect(checkRun(itself, library)).toEqual([
      expect.objectContaining({ code: 'cycle', args: { relation: 'replaces', ids: ['x', 'x'] } }),
    ]);
  });

  test('must not take the id of a run that was retired', () => {
    const retired = libraryOf({ retirement: [retirement({ id: 'run-x', kind: 'run', was: 'x' })] });
    expect(checkRun(writtenRun('x'), retired).map(({ code }) => code)).toEqual(['id-retired']);
  });

  test.each([null, [], 'text', {}, { results: 3, evidence: {}, settings: [null], plan: [] }])(
    'may be %j, of which nothing can be said',
    (record) => {
      expect(check(record)).toEqual([]);
    },
  );
});
