import { describe, expect, test } from 'vitest';
import { answerTables } from '../../src/publish/answer-table.ts';
import { explainedDecision, explainerData } from '../../src/publish/explainer.ts';
import { explainerPage } from '../../src/publish/explainer-page.ts';
import { memoryTypesPage } from '../../src/publish/memory-types-page.ts';
import { libraryOf, type Written } from '../library-of.ts';

const evidence = [{ inference: 'So it is.' }];
const values = (...ids: string[]) => ids.map((id) => ({ id, title: `the ${id}` }));
const step = (id: string, rest: object = {}) => ({
  id,
  title: id,
  basis: 'inferred',
  evidence,
  ...rest,
});
const row = (id: string, when: object, gives: string, consults: string[] = []) => ({
  id,
  when,
  gives,
  decidedBy: 'kernel',
  consults,
  basis: 'inferred',
  evidence,
});
const type = (id: string, rest: object = {}) => ({
  id,
  name: id.toUpperCase(),
  title: id,
  summary: 'A type.',
  ...rest,
});
const cached = (text: string) => ({ text, holds: {}, basis: 'inferred', evidence });
const gpu = (id: string, rest: object = {}) => ({
  id,
  name: `The ${id}`,
  summary: 'A family.',
  ...rest,
});
const of = (decision: string, where: object) => ({ decision, where });

const decision = {
  id: 'who',
  title: 'Who decides',
  summary: 'An account.',
  axes: [
    { id: 'gpu', title: 'GPU', values: values('old', 'new') },
    { id: 'memory', title: 'Memory', preset: 'local', values: values('local', 'remote') },
    { id: 'knob-value', title: 'Knob', setting: 'knob', preset: '0', values: values('0', '1') },
    { id: 'host', title: 'Host', detail: true, preset: 'wide', values: values('wide', 'narrow') },
    { id: 'mood', title: 'Mood', detail: true, param: 'm', values: values('good', 'bad') },
  ],
  steps: [
    step('ask', {
      layer: 'kernel',
      becomes: [{ when: { memory: 'local' }, text: 'One.', basis: 'inferred', evidence }],
    }),
    step('end'),
  ],
  way: ['ask', 'nowhere', 'end'],
  impossible: [
    {
      id: 'no',
      when: { gpu: 'new', memory: 'remote', host: 'narrow' },
      text: 'No.',
      basis: 'inferred',
      evidence,
    },
  ],
  rows: [
    row('old', { gpu: 'old' }, 'nc'),
    row('new-0', { gpu: 'new', memory: 'local', 'knob-value': '0', host: 'wide' }, 'rw', ['knob']),
    row('new-1', { gpu: 'new', memory: 'local', 'knob-value': '1', host: 'wide' }, 'nc', ['knob']),
    row('new-far', { gpu: 'new', memory: 'remote', host: 'wide' }, 'unheard'),
  ],
};

const WRITTEN: Written = {
  layer: [{ id: 'kernel', name: 'Kernel', role: 'It drives.' }],
  setting: [
    {
      id: 'knob',
      kind: 'modparam',
      name: 'driver_knob',
      summary: 'A knob.',
      default: { value: '0', evidence: [{ source: 'code' }] },
    },
  ],
  'memory-type': [
    type('uc', { numbers: [{ numbering: 'kernel', value: 3, evidence }] }),
    type('bare'),
    type('rw', {
      numbers: [
        { numbering: 'kernel', value: 0, evidence },
        { numbering: 'parameter', setting: 'knob', value: 0, evidence },
      ],
    }),
    type('nc', {
      numbers: [{ numbering: 'kernel', value: 1, evidence }],
      cache: { scope: 'One.', steps: [cached('It writes.'), cached('It reads.')] },
    }),
  ],
  gpu: [
    gpu('old', {
      gfx: ['gfx1', 'gfx2'],
      products: [
        { name: 'Card (A) 1', gfx: 'gfx1', pciId: '1002:731f' },
        { name: 'Card B', gfx: 'gfx1' },
        { name: 'Card C', gfx: 'gfx2', pciId: '1002:7340', where: { host: 'narrow' } },
        { name: 'Card D', gfx: 'gfx1', pciId: '1002:731f' },
      ],
      rows: [of('who', { gpu: 'old' }), of('other', { gpu: 'old' })],
    }),
    gpu('new', { rows: [of('who', { gpu: 'new' })] }),
  ],
  decision: [
    { ...decision, id: 'other', way: [] },
    decision,
    // About more families, and without an answer.
    { ...decision, id: 'empty', rows: [], way: [] },
    { ...decision, id: 'nobody', way: [] },
  ],
};

const library = () => libraryOf(WRITTEN);
const explained = (from = library()) => explainedDecision(from) ?? expect.fail('none');

describe('the decision that is explained', () => {
  test('is the one that most families have rows in', () => {
    expect(explained().id).toBe('who');
  });

  test('is none where none answers for a family', () => {
    const without = (decisions: NonNullable<Written['decision']>) =>
      explainedDecision(libraryOf({ ...WRITTEN, decision: decisions }));
    expect(without([{ ...decision, rows: [] }])).toBeUndefined();
    expect(without([{ ...decision, id: 'nobody' }])).toBeUndefined();
  });
});

describe('what the explainer needs', () => {
  test('is its axes, rows and way, as plain data', () => {
    const { axes, rows, impossible, settled, way, types, layers } = explainerData(
      explained(),
      library(),
    );
    expect(axes.map(({ values: _, ...axis }) => axis)).toEqual([
      { id: 'gpu', title: 'GPU', param: 'gpu' },
      { id: 'memory', title: 'Memory', param: 'memory', preset: 'local' },
      {
        id: 'knob-value',
        title: 'Knob',
        param: 'knob_value',
        preset: '0',
        setting: { id: 'knob', name: 'driver_knob', initial: '0' },
      },
      { id: 'host', title: 'Host', param: 'host', preset: 'wide', detail: true },
      { id: 'mood', title: 'Mood', param: 'm', detail: true },
    ]);
    expect(rows[1]).toEqual({
      id: 'new-0',
      when: { gpu: 'new', memory: 'local', 'knob-value': '0', host: 'wide' },
      gives: 'rw',
      decidedBy: 'kernel',
      consults: ['knob'],
    });
    expect(impossible).toEqual([
      { id: 'no', when: { gpu: 'new', memory: 'remote', host: 'narrow' } },
    ]);
    expect(settled).toEqual(['gpu']);
    expect(way).toEqual([
      { step: 'ask', layer: 'kernel', becomes: [{ memory: 'local' }] },
      { step: 'end', becomes: [] },
    ]);
    expect(types).toEqual({ uc: 'UC', bare: 'BARE', rw: 'RW', nc: 'NC' });
    expect(layers).toEqual({ kernel: 'Kernel' });
  });

  test('settles nothing where families settle different axes, or there are none', () => {
    const settledWith = (gpus: NonNullable<Written['gpu']>) => {
      const from = libraryOf({ ...WRITTEN, gpu: gpus });
      return explainerData(from.decision.get('who') ?? expect.fail('none'), from).settled;
    };
    expect(settledWith([])).toEqual([]);
    expect(
      settledWith([
        gpu('old', { rows: [of('who', { gpu: 'old', host: 'wide' })] }),
        gpu('new', { rows: [of('who', { gpu: 'new' })] }),
      ]),
    ).toEqual(['gpu']);
  });

  test('knows a setting that has no page, or no default, by what is known', () => {
    const axisWith = (setting: NonNullable<Written['setting']>) => {
      const from = libraryOf({ ...WRITTEN, setting });
      return explainerData(explained(from), from).axes[2]?.setting;
    };
    expect(axisWith([])).toEqual({ id: 'knob', name: 'knob' });
    expect(axisWith([{ id: 'knob', kind: 'env', name: 'KNOB', summary: 'A knob.' }])).toEqual({
      id: 'knob',
      name: 'KNOB',
    });
  });

  test('names cards as people and tools do', () => {
    const { cards } = explainerData(explained(), library());
    const family = { family: 'old', familyName: 'The old' };
    const where = { gpu: 'old' };
    expect(cards).toEqual([
      { ...family, key: 'card-a-1', label: 'Card (A) 1', aliases: [], where },
      { ...family, key: 'card-b', label: 'Card B', aliases: [], where },
      {
        ...family,
        key: 'card-c',
        label: 'Card C',
        aliases: [],
        where: { ...where, host: 'narrow' },
      },
      { ...family, key: 'card-d', label: 'Card D', aliases: [], where },
      { ...family, key: 'gfx1', label: 'gfx1', aliases: ['1002:731f', '0x731f', '731f'], where },
      { ...family, key: 'gfx2', label: 'gfx2', aliases: ['1002:7340', '0x7340', '7340'], where },
      { ...family, key: 'old', label: 'The old', aliases: [], where },
      {
        family: 'new',
        familyName: 'The new',
        key: 'new',
        label: 'The new',
        aliases: [],
        where: { gpu: 'new' },
      },
    ]);
  });
});

describe('the tables of all answers', () => {
  const tables = (from = library()) => answerTables(explained(from), from);
  const link = (kind: string, id: string, label: string) => ({ label, target: { kind, id } });

  test('have a row for each memory, and a column for each value of the setting', () => {
    const [old, fresh] = tables();
    expect(old).toMatchObject({
      family: 'old',
      gpu: link('gpu', 'old', 'The old'),
      summary: 'NC; `driver_knob` is never read',
      axes: ['Memory'],
      setting: { link: link('setting', 'knob', '`driver_knob`'), values: ['0', '1'] },
    });
    const nc = link('memory-type', 'nc', 'NC');
    expect(old?.rows).toEqual([
      {
        anchor: 'old.local',
        values: ['the local'],
        cells: [{ words: 'NC', span: 2, type: nc }],
        rules: [{ id: 'old', anchor: 'who-old' }],
      },
      {
        anchor: 'old.remote',
        values: ['the remote'],
        cells: [{ words: 'NC', span: 2, type: nc }],
        rules: [{ id: 'old', anchor: 'who-old' }],
      },
    ]);
    expect(fresh?.summary).toBe('RW, NC, unheard; `driver_knob` is read for some memory');
    expect(fresh?.rows[0]).toEqual({
      anchor: 'new.local',
      values: ['the local'],
      cells: [
        { words: 'RW', span: 1, type: link('memory-type', 'rw', 'RW') },
        { words: 'NC', span: 1, type: nc },
      ],
      rules: [
        { id: 'new-0', anchor: 'who-new-0' },
        { id: 'new-1', anchor: 'who-new-1' },
      ],
    });
    expect(fresh?.rows[1]?.cells.map(({ words, span }) => [words, span])).toEqual([['unheard', 2]]);
  });

  test('do without columns where no setting is asked', () => {
    const axes = decision.axes.map(({ setting: _, ...axis }) => axis);
    const [old] = tables(libraryOf({ ...WRITTEN, decision: [{ ...decision, axes }] }));
    expect(old?.setting).toBeUndefined();
    expect(old?.summary).toBe('NC');
    expect(old?.axes).toEqual(['Memory', 'Knob']);
    expect(old?.rows.map(({ anchor }) => anchor)).toEqual([
      'old.local.0',
      'old.local.1',
      'old.remote.0',
      'old.remote.1',
    ]);
    expect(old?.rows[0]?.cells).toEqual([
      { words: 'NC', span: 1, type: link('memory-type', 'nc', 'NC') },
    ]);
  });

  test('say where nothing was read', () => {
    const rows = decision.rows.filter(({ id }) => id !== 'old');
    const [old] = tables(libraryOf({ ...WRITTEN, decision: [{ ...decision, rows }] }));
    expect(old?.summary).toBe('nothing that was read covers it');
    expect(old?.rows[0]).toMatchObject({ cells: [{ words: 'not known', span: 2 }], rules: [] });
    expect(old?.rows[0]?.cells[0]).not.toHaveProperty('type');
  });

  test('say where nothing that was read covers a part', () => {
    const rows = [row('old', { gpu: 'old', memory: 'local' }, 'nc')];
    const [old] = tables(libraryOf({ ...WRITTEN, decision: [{ ...decision, rows }] }));
    expect(old?.summary).toBe('NC, or not known; `driver_knob` is not read where that is known');
  });

  test('consider every value of a detail that has no preset', () => {
    const rows = [
      ...decision.rows.filter(({ id }) => id !== 'old'),
      row('good', { gpu: 'old', mood: 'good' }, 'rw'),
      row('bad', { gpu: 'old', mood: 'bad' }, 'nc'),
    ];
    const [old] = tables(libraryOf({ ...WRITTEN, decision: [{ ...decision, rows }] }));
    expect(old?.rows[0]?.cells).toEqual([
      { words: 'RW (Mood: the good); NC (Mood: the bad)', span: 2 },
    ]);
  });
});

test('the way of the explainer shows every step of a layer, and which layers may decide', () => {
  const bus = { id: 'bus', name: 'Bus', role: 'It carries.' };
  const chip = { id: 'chip', name: 'Chip', role: 'It obeys.', restsOn: ['bus'] };
  const app = { id: 'app', name: 'App', role: 'It asks.', restsOn: ['kernel'] };
  const kernel = { id: 'kernel', name: 'Kernel', role: 'It drives.', restsOn: ['chip'] };
  const steps = [
    step('write', { layer: 'kernel' }),
    step('aside', { layer: 'kernel' }),
    step('ask', { layer: 'kernel' }),
  ];
  const rows = [...decision.rows, { ...row('odd', { gpu: 'odd' }, 'nc'), decidedBy: 'chip' }];
  const page = explainerPage(
    libraryOf({
      ...WRITTEN,
      layer: [bus, chip, kernel, app],
      decision: [{ ...decision, steps, rows, way: ['ask', 'write'] }],
    }),
  );
  expect(
    page?.strata.map(({ id, steps: shown, mayDecide, stepless }) => [
      id,
      shown.map((one) => one.id),
      mayDecide,
      stepless,
    ]),
  ).toEqual([
    ['app', [], false, 'not traced'],
    ['kernel', ['ask', 'write'], true, undefined],
    ['chip', [], true, 'not traced'],
    ['bus', [], false, 'not on this way'],
  ]);
});

describe('memory types beside each other', () => {
  test('stand by their numbers, those with a figure first', () => {
    const page = memoryTypesPage(library());
    expect(page.types.map(({ id }) => id)).toEqual(['nc', 'rw', 'uc', 'bare']);
    expect(page.numberings).toEqual([
      {
        title: 'kernel',
        values: [
          { type: { label: 'NC', target: { kind: 'memory-type', id: 'nc' } }, value: 1 },
          { type: { label: 'RW', target: { kind: 'memory-type', id: 'rw' } }, value: 0 },
          { type: { label: 'UC', target: { kind: 'memory-type', id: 'uc' } }, value: 3 },
          { type: { label: 'BARE', target: { kind: 'memory-type', id: 'bare' } } },
        ],
      },
      {
        title: 'parameter',
        setting: { label: '`driver_knob`', target: { kind: 'setting', id: 'knob' } },
        values: [
          { type: { label: 'NC', target: { kind: 'memory-type', id: 'nc' } } },
          { type: { label: 'RW', target: { kind: 'memory-type', id: 'rw' } }, value: 0 },
          { type: { label: 'UC', target: { kind: 'memory-type', id: 'uc' } } },
          { type: { label: 'BARE', target: { kind: 'memory-type', id: 'bare' } } },
        ],
      },
    ]);
  });

  test('are introduced where there are words for it', () => {
    expect(memoryTypesPage(library())).not.toHaveProperty('intro');
    const prose = [
      { id: 'memory-types', title: 'Memory types', summary: 'In short.', body: 'Read on.' },
    ];
    expect(memoryTypesPage(libraryOf({ ...WRITTEN, prose })).intro).toBe('Read on.');
  });
});
