import type { Archive } from '../../src/model/archive.ts';
import type { Library } from '../../src/model/library.ts';
import { edition } from '../../src/schema/edition.ts';
import { libraryOf, type Written, writtenRun } from '../library-of.ts';

const inferred = {
  basis: 'inferred',
  evidence: [{ inference: 'It follows from `nothing else`.' }],
};
const cited = {
  basis: 'cited',
  evidence: [{ source: 'code', where: 'line 3', says: 'It reads the parameter.' }],
};
const seen = {
  basis: 'observed',
  evidence: [
    { run: 'second', result: 'conv', says: 'It crashed.' },
    { run: 'first', setting: 'mtype' },
  ],
};
const text = (words: string, on: object = cited) => ({ text: words, ...on });

const GPU = { family: 'one', name: 'Card A', gfx: 'gfx1010', pciId: '1002:731f' };
const CRASHED = {
  id: 'conv',
  probe: 'conv',
  question: 'A convolution?',
  params: { size: 64 },
  outcome: 'crash',
  reason: { signature: 'ERROR_APERTURE', text: 'It | died.' },
  command: { form: 'complete', argv: ['python', 'conv x.py'], env: { A: '1' } },
  termination: { signal: 'SIGABRT', durationMs: 1500 },
  fault: [{ layer: 'runtime', role: 'raised', basis: 'shown' }],
  evidence: ['log'],
};
const PASSED = {
  id: 'sum',
  probe: 'sum',
  question: 'A sum?',
  outcome: 'pass',
  checked: 'verified',
};

const runs = [
  writtenRun('first', {
    title: 'First: <b>everything</b> works',
    machine: { os: 'Linux X', kernel: '6.14.0', gpus: [GPU] },
    stack: [{ component: 'ROCm', installed: '7.0.2', layer: 'runtime' }],
    settings: [{ kind: 'modparam', name: 'mtype', layer: 'kernel', requested: '1' }],
    plan: { ids: ['sum', 'conv', 'never'], count: 3 },
    results: [
      PASSED,
      {
        ...CRASHED,
        outcome: 'pass',
        checked: 'completed',
        reason: undefined,
        fault: undefined,
        termination: undefined,
        evidence: undefined,
        measurements: [{ name: 'duration', unit: 'ms', values: [12, 15] }],
      },
    ],
  }),
  writtenRun('second', {
    title: 'Second',
    time: { start: '2026-02-03T04:05:06Z', end: '2026-02-03T05:05:06Z' },
    provenance: {
      recordedFrom: 'import',
      runner: { id: 'somebody', kind: 'person' },
      tool: 'runner 2',
      sources: [{ format: 'junit', sha256: 'c'.repeat(64) }],
      deviations: [{ code: 'odd', at: 'line 3', note: 'An odd thing.' }],
      redactions: [{ kind: 'ip', count: 2 }],
    },
    machine: { os: 'Linux X', kernel: '6.15.1', gpus: [{ ...GPU, gfxReported: 'gfx1030' }] },
    stack: [
      { component: 'ROCm', installed: '7.1.0', layer: 'runtime' },
      { component: 'PyTorch', loaded: '2.9', layer: 'runtime' },
    ],
    settings: [
      {
        kind: 'modparam',
        name: 'mtype',
        layer: 'kernel',
        requested: '2',
        readback: { value: '1', evidence: 'log' },
        effective: { state: 'shown-not', evidence: 'log' },
      },
      { kind: 'env', name: 'OVERRIDE', unset: true },
    ],
    results: [
      CRASHED,
      { ...PASSED, attempts: [{ outcome: 'fail' }, { outcome: 'pass' }] },
      { id: 'late', outcome: 'blocked', reason: { text: 'No time.' } },
    ],
    incomplete: 'It was broken off.',
    account: ['The runtime reported an address error.'],
    evidence: [
      {
        id: 'log',
        kind: 'log',
        name: 'run.log',
        excerpt: 'a\n```\nERROR_APERTURE\n',
        strength: 'captured',
      },
    ],
  }),
  writtenRun('third', {
    title: 'Third',
    replaces: 'wrong',
    provenance: {
      recordedFrom: 'transcribed',
      sources: [
        {
          format: 'markdown',
          title: 'What they wrote',
          path: 'docs/report.md',
          url: 'https://example.org/report?a=1&b=2',
          date: '2025-11-07',
          sha256: 'd'.repeat(64),
        },
        { format: 'text', path: 'notes.txt', url: 'https://example.org/notes' },
        { format: 'html', url: 'https://example.org/page' },
      ],
    },
    machine: {
      cmdline: 'quiet',
      freshBoot: true,
      gpus: [
        { family: 'two', vramBytes: 6442450944 },
        { gfx: 'gfx900', gcVersion: '9.0.1' },
      ],
    },
    stack: [
      { component: 'ROCm', installed: '6.4' },
      { component: 'HIP', loaded: '6.4.1', layer: 'runtime' },
      {
        component: 'LLVM',
        copies: [
          { version: '19', origin: 'system' },
          { version: '20', origin: 'bundled' },
        ],
      },
      { component: 'PyTorch', installed: '2.8' },
      { component: 'NumPy', installed: '2.1' },
    ],
    settings: [
      {
        kind: 'modparam',
        name: 'mtype',
        layer: 'kernel',
        requested: '0',
        via: '/etc/modprobe.d/x.conf',
        effective: { state: 'shown', value: '0', evidence: 'kept' },
      },
      {
        kind: 'env',
        name: 'SHOWN',
        requested: '',
        effective: { state: 'shown', evidence: 'kept' },
      },
      { kind: 'env', name: 'THIRD', requested: 'on' },
      { kind: 'env', name: 'FOURTH', requested: 'off' },
    ],
    results: [
      { id: 'a', outcome: 'hang', evidence: ['kept', 'second-log'] },
      {
        id: 'b',
        parent: 'a',
        question: 'After `a`?',
        outcome: 'blocked',
        reason: { blockedBy: 'a' },
        command: { form: 'complete', argv: ['run', 'b'], cwd: '/work' },
        termination: { exitCode: 3, durationMs: 400 },
        raw: { format: 'tap', status: 'not ok', pointer: '', line: 12, offset: 345 },
        mapping: { rule: 'not-ok', matched: 'not ok' },
      },
      {
        id: 'c',
        outcome: 'fail',
        expected: { outcome: 'fail', why: 'It is known.' },
        attempts: [{ outcome: 'crash', rawStatus: 'died', durationMs: 1000 }, { outcome: 'fail' }],
        aftermath: { gpu: 'reset', host: 'slow' },
        termination: { signal: 'SIGKILL', exitCode: 137, timeoutMs: 60000, durationMs: 60001 },
        measurements: [
          { name: 'memory', unit: 'MiB', values: [5], bound: 'about', synchronised: true },
        ],
      },
      { id: 'd', outcome: 'pass' },
    ],
    resultsLeftOut: 7,
    evidence: [
      {
        id: 'kept',
        kind: 'kernel-log',
        name: 'dmesg.txt',
        path: 'evidence/third/dmesg.txt',
        sha256: 'f'.repeat(64),
        bytes: 1234,
        strength: 'captured',
      },
      { id: 'second-log', kind: 'log', excerpt: 'It stopped.', strength: 'transcribed' },
      {
        id: 'whole',
        kind: 'original',
        path: 'evidence/third/report.tap',
        sha256: '1'.repeat(64),
        strength: 'captured',
      },
      { id: 'said', kind: 'statement', excerpt: 'It hung.', truncated: true, strength: 'recalled' },
    ],
  }),
  // Of it nothing is known but what came out.
  writtenRun('bare', {
    title: 'Bare',
    time: { notBefore: '2025-10-01', notAfter: '2025-10-31' },
    provenance: { recordedFrom: 'recalled', sources: [{ format: 'text' }] },
    results: [{ id: 'sum', probe: 'sum', outcome: 'error', reason: { text: 'It died.' } }],
  }),
  // Corrected by the third: counted nowhere.
  writtenRun('wrong', {
    title: 'Wrong',
    machine: { kernel: '6.14.0', gpus: [GPU] },
    stack: [{ component: 'ROCm', installed: '7.0.2', layer: 'runtime' }],
    settings: [{ kind: 'modparam', name: 'mtype', layer: 'kernel', requested: '1' }],
    results: [{ ...CRASHED, evidence: undefined }, PASSED],
  }),
];

const finding = (id: string, rest: object) => ({
  id,
  claim: `The claim of \`${id}\`.`,
  topic: 'cause',
  basis: 'inferred',
  ...rest,
});

const SHOWN: Written = {
  run: runs,
  layer: [
    {
      id: 'kernel',
      name: 'Kernel',
      role: 'It drives.',
      memoryType: 'decides',
      decides: [text('It decides the type.')],
    },
    {
      id: 'runtime',
      name: 'Runtime',
      role: 'It asks.',
      memoryType: 'asks',
      restsOn: ['kernel'],
      requests: [text('It may ask for more.', inferred)],
      statements: [text('It is old.', seen)],
    },
  ],
  'memory-type': [
    {
      id: 'nc',
      name: 'NC',
      title: 'not coherent',
      summary: 'Cached, and nobody looks.',
      numbers: [
        { numbering: 'mtype', setting: 'mtype', value: 1, evidence: cited.evidence },
        { numbering: 'hardware', value: 0, evidence: cited.evidence },
      ],
      cache: {
        scope: 'One GPU.',
        steps: [
          {
            text: 'It writes.',
            from: 'gpu',
            to: 'cache',
            holds: { cache: 'new', memory: 'old' },
            ...cited,
          },
          { text: 'It reads.', holds: { cache: 'new', memory: 'new', other: 'none' }, ...inferred },
        ],
      },
      statements: [text('It is fast.')],
    },
    { id: 'uc', name: 'UC', title: 'uncached', summary: 'Never cached.' },
  ],
  gpu: [
    {
      id: 'one',
      name: 'Family One',
      summary: 'A family.',
      gfx: ['gfx1010'],
      gc: '10.1.x',
      products: [{ name: 'Card A', gfx: 'gfx1010', pciId: '1002:731f' }, { name: 'Card B' }],
      rows: [{ decision: 'who', where: { gpu: 'one' } }],
      statements: [text('It has no matrix cores.')],
    },
    {
      // Of it there is a second account.
      id: 'two',
      name: 'Family Two',
      summary: 'Another family, [it is said](source:report).',
      products: [{ name: 'Card C', where: { host: 'wide' } }],
      rows: [
        { decision: 'who', where: { gpu: 'two' } },
        { decision: 'told', where: {} },
      ],
    },
  ],
  setting: [
    {
      id: 'mtype',
      kind: 'modparam',
      name: 'mtype',
      layer: 'kernel',
      summary: 'Chooses a type.',
      exists: text('It is there.'),
      default: { value: '0', evidence: cited.evidence },
      values: [{ value: '1', means: 'Not coherent.', memoryType: 'nc', evidence: cited.evidence }],
      effects: [
        {
          gpus: ['one'],
          scope: 'Linux 6.14',
          state: 'not-consulted',
          text: 'Nothing.',
          evidence: cited.evidence,
        },
        { state: 'consulted', text: 'Elsewhere it acts.', evidence: inferred.evidence },
      ],
      howToSee: [
        {
          command: { form: 'complete', text: 'cat /sys/x' },
          shows: 'The value.',
          evidence: cited.evidence,
        },
      ],
      statements: [text('It is new.')],
    },
    { id: 'other', kind: 'env', name: 'OTHER', summary: 'Something else.' },
    { id: 'spare', kind: 'env', name: 'SPARE', summary: 'Nothing yet.' },
  ],
  signature: [
    {
      id: 'aperture',
      text: 'ERROR_APERTURE',
      aliases: ['0x29'],
      layer: 'runtime',
      summary: 'An address outside.',
      meaning: [text('A wave touched it.')],
      options: ['go-back'],
      confusedWith: [{ signature: 'fault', difference: text('That one is a page.') }],
      tellApart: [
        {
          id: 'page',
          question: 'Is there a page fault?',
          commands: [{ form: 'complete', argv: ['dmesg'] }],
          answers: [{ when: 'Yes.', means: 'A page.', ...cited }],
        },
      ],
      experiments: ['try-it'],
    },
    { id: 'fault', text: 'ERROR_FAULT', summary: 'A page fault.' },
  ],
  probe: [
    {
      id: 'conv',
      question: 'Does a convolution end?',
      command: { form: 'as-printed', text: 'python conv.py …' },
      params: { size: 64 },
      checks: 'completed',
      synchronised: true,
      subject: { id: 'convolution', at: ['size'] },
      explanation: 'It makes one.',
      sources: [{ source: 'report', where: 'page 2' }],
    },
    {
      id: 'sum',
      question: 'Is a sum right?',
      variantOf: 'conv',
      checks: 'verified',
      sources: [{ source: 'report' }],
    },
  ],
  finding: [
    finding('crashes', {
      topic: 'observation',
      basis: 'observed',
      aliases: ['C1'],
      assertedBy: [{ source: 'report', where: 'page 1', says: 'It crashes.' }],
      supports: seen.evidence,
      explanation: 'Because of **this**.',
      gap: 'Another card.',
      about: {
        layers: ['runtime'],
        memoryTypes: ['nc'],
        gpus: ['one'],
        settings: ['mtype'],
        signatures: ['aperture'],
        probes: ['conv'],
        options: ['go-back'],
      },
      scope: { kernel: '6.14', rocm: '7.0' },
      lastVerified: '2026-03-01',
    }),
    finding('also', {
      basis: 'cited',
      supports: [
        {
          source: 'report',
          where: 'page 4',
          says: 'It is *so*.',
        },
        { source: 'code' },
        { run: 'third', result: 'd', says: 'It went on.' },
        { run: 'bare', result: 'sum' },
      ],
      about: { settings: ['other'] },
    }),
    finding('turned', { supports: inferred.evidence, contradicts: cited.evidence }),
    finding('doubted', { about: { gpus: ['one'], options: ['buy'] }, gap: 'Everything.' }),
    finding('old', { supersededBy: 'crashes' }),
    finding('by-hand', {
      override: { status: 'likely', by: 'the editors', on: '2026-03-01', why: 'They say so.' },
    }),
  ],
  option: [
    {
      id: 'go-back',
      letter: 'A',
      title: 'Go back',
      rank: 1,
      gpus: ['one'],
      summary: 'An older stack.',
      status: 'recommended',
      statusEvidence: seen.evidence,
      why: 'It works.',
      complexity: { value: 'low', ...cited, note: 'A guess.' },
      chance: {
        percent: 70,
        basis: 'estimate',
        evidence: cited.evidence,
        by: { source: 'report' },
      },
      hours: { min: 1, max: 2, ...cited },
      costs: [{ what: 'A card', min: 0, max: 100, unit: 'USD', ...cited }],
      tries: [
        { run: 'first', result: 'sum' },
        { run: 'second', result: 'conv' },
      ],
      requires: [text('Disk space.')],
      blockers: [text('None is known.', inferred)],
      risks: [text('It is old.')],
      undo: { text: 'Install again.', ease: 'with-work', ...cited },
      steps: [text('Remove it.'), text('Install it.')],
      layers: ['runtime'],
      findingsFor: ['crashes'],
      findingsAgainst: ['turned'],
    },
    {
      id: 'wait',
      title: 'Wait',
      summary: 'For others.',
      status: 'named',
      statusEvidence: cited.evidence,
    },
    {
      id: 'patch',
      tries: [{ run: 'third', result: 'a' }],
      letter: 'C',
      title: 'Patch it',
      summary: 'It was tried.',
      status: 'refuted',
      statusEvidence: seen.evidence,
      undo: { text: 'Boot the old one.', ease: 'at-once', ...cited },
    },
    {
      id: 'buy',
      title: 'Buy another',
      rank: 2,
      summary: 'It costs.',
      status: 'open',
      statusEvidence: inferred.evidence,
      costs: [
        { what: 'A card', min: 300, max: 400, unit: 'USD', ...cited },
        { what: 'A supply', min: 50, max: 50, unit: 'USD', ...inferred },
        { what: 'One in a cloud', min: 1, max: 2.5, unit: 'USD/h', ...cited },
        { what: 'The driver', min: 0, max: 0, unit: 'USD', ...cited },
      ],
      complexity: { value: 'very-high', ...inferred },
      chance: {
        percent: 40,
        basis: 'estimate',
        evidence: [
          { source: 'report', where: 'page 1' },
          { source: 'report', where: 'page 2' },
        ],
        by: { source: 'report', where: 'page 1' },
        others: [{ percent: 50, by: { source: 'code' } }],
      },
      hours: { min: 3, max: 3, basis: 'estimate', evidence: inferred.evidence },
    },
  ],
  experiment: [
    {
      id: 'try-it',
      question: 'Does it crash with 1?',
      commands: [{ form: 'complete', argv: ['try', 'it now'] }],
      needs: ['A card.'],
      decides: ['turned', 'doubted'],
      outcomes: [
        { when: 'It crashes.', means: 'It is so.' },
        { when: 'It does not.', means: 'It is not so.' },
      ],
      sources: [{ source: 'code', where: 'line 9' }],
    },
  ],
  source: [
    {
      id: 'report',
      title: 'A report',
      kind: 'report',
      class: 'secondary',
      summary: 'Somebody tried.',
      url: 'https://example.org/report?a=1&b=2',
      date: '2025-11-06',
      licence: 'CC-BY-4.0',
    },
    {
      id: 'code',
      title: 'The code',
      kind: 'code',
      class: 'primary',
      summary: 'It decides.',
      date: '2026-01-01',
      sha256: 'd'.repeat(64),
      code: {
        repository: 'https://example.org/linux',
        commit: 'e'.repeat(40),
        path: 'drivers/x.c',
        lines: { from: 3, to: 9 },
      },
    },
  ],
  decision: [
    {
      id: 'who',
      title: 'Who decides?',
      summary: 'The kernel does.',
      finding: 'crashes',
      axes: [
        {
          id: 'gpu',
          title: 'GPU',
          values: [
            { id: 'one', title: 'Family One' },
            { id: 'two', title: 'Other' },
          ],
        },
        {
          id: 'value',
          title: 'mtype',
          setting: 'mtype',
          preset: 'unset',
          values: [
            { id: 'unset', title: 'not set' },
            { id: 'v1', title: '1' },
          ],
        },
        {
          id: 'host',
          title: 'Host',
          param: 'host_kind',
          detail: true,
          values: [
            { id: 'wide', title: 'wide' },
            { id: 'narrow', title: 'narrow' },
          ],
        },
      ],
      example: { gpu: 'one', value: 'v1' },
      impossible: [
        {
          id: 'narrow-v1',
          when: { host: 'narrow', value: 'v1' },
          text: 'A narrow host knows no 1.',
          ...cited,
        },
      ],
      steps: [
        {
          id: 'ask',
          layer: 'runtime',
          title: 'The runtime asks',
          becomes: [
            { when: { value: 'v1' }, text: 'Asked for by name.', names: 'nc', ...cited },
            { text: 'Left open.', ...inferred },
          ],
          ...cited,
        },
        {
          id: 'decide',
          layer: 'kernel',
          title: 'The kernel decides',
          text: 'By a table.',
          ...cited,
        },
      ],
      edges: [{ from: 'ask', to: 'decide', label: 'a request' }],
      way: ['ask', 'decide'],
      rows: [
        {
          id: 'one',
          when: { gpu: 'one' },
          gives: 'nc',
          decidedBy: 'kernel',
          note: 'Whatever is asked for.',
          ...cited,
        },
        {
          id: 'two',
          when: { gpu: 'two', value: 'v1' },
          gives: 'uc',
          decidedBy: 'kernel',
          consults: ['mtype'],
          ...cited,
        },
        {
          id: 'rest',
          when: { gpu: 'two', value: 'unset' },
          gives: 'nc',
          decidedBy: 'kernel',
          consults: ['mtype'],
          ...inferred,
        },
      ],
    },
    {
      id: 'told',
      title: 'Who was said to decide?',
      summary: 'The runtime, it was said.',
      finding: 'turned',
      axes: [
        {
          id: 'value',
          title: 'mtype',
          setting: 'mtype',
          values: [
            { id: 'unset', title: 'not set' },
            { id: 'v1', title: '1' },
          ],
        },
      ],
      steps: [
        { id: 'user', title: 'Somebody asks', ...inferred },
        {
          id: 'says',
          layer: 'runtime',
          title: 'The runtime says',
          becomes: [{ text: 'Named outright.', names: 'uc', ...inferred }],
          ...inferred,
        },
      ],
      edges: [{ from: 'user', to: 'says' }],
      way: ['user', 'says'],
      rows: [{ id: 'any', when: {}, gives: 'uc', decidedBy: 'runtime', ...inferred }],
    },
  ],
  note: [
    {
      id: 'later',
      run: 'second',
      setting: 'mtype',
      on: '2026-03-01',
      text: 'Nothing reads it there.',
      comparesTo: ['first'],
      ...cited,
    },
    {
      ...{ id: 'of-a-result', run: 'second', result: 'conv', on: '2026-03-02' },
      ...{ text: 'It was another.', ...cited },
    },
    { id: 'of-a-run', run: 'bare', on: '2026-03-03', text: 'It was told twice.', ...cited },
  ],
  prose: [
    { id: 'home', title: 'Small', summary: 'A small archive.', body: '## What it is\n\nA site.\n' },
    { id: 'options', title: 'Ways', summary: 'What to do.', body: 'By what is known.\n' },
    { id: 'about', title: 'About', summary: 'What it is.', body: 'Made by hand.\n' },
  ],
};

/** An edition of a library, without files. */
function frozen(id: string, asOf: string, library: Library, frozenOn = asOf) {
  const manifest = edition.parse({
    schema: 'faultline.edition/1',
    ...{ id, title: `Edition ${id}`, summary: 'What was held.', asOf, frozenOn },
    ...{ state: 'sealed', content: 1, files: [], pages: [] },
    runs: [...library.run.keys()].map((run) => ({ id: run, sha256: 'a'.repeat(64) })),
  });
  return { manifest, library };
}

/**
 * An archive with something of everything that pages show, and an edition from before the second run, when
 * one finding was held to be so.
 */
export function smallArchive(): Archive {
  const before: Written = {
    ...SHOWN,
    run: runs.slice(0, 1),
    finding: [
      finding('turned', { supports: inferred.evidence }),
      finding('gone', {}),
      finding('no-more', {}),
    ],
    option: SHOWN.option?.slice(1) ?? [],
    note: [],
  };
  return {
    library: libraryOf(SHOWN),
    editions: [frozen('then', '2025-12-01', libraryOf(before), '2026-02-20')],
  };
}

/** The same with editions of today: one in which much has changed since the first, and one in which nothing has. */
export function archiveOfEditions(): Archive {
  const { library, editions } = smallArchive();
  const named = (finding: string, old: string) => {
    const item = library.finding.get(finding);
    return [finding, item && { ...item, oldIds: [old] }] as const;
  };
  const setting = library.setting.get('spare');
  const buy = library.option.get('buy');
  if (setting === undefined || buy === undefined)
    throw new Error('the small archive has lost them');
  const rest = [...library.setting].filter(([id]) => id !== 'other');
  const now = {
    ...library,
    finding: new Map([...library.finding, named('also', 'gone')]) as Library['finding'],
    setting: new Map([...rest, ['spare', { ...setting, summary: 'Something.' }]] as const),
    option: new Map(
      [...library.option]
        .filter(([id]) => id !== 'patch')
        .concat([['buy', { ...buy, costs: buy.costs.slice(1) }]]),
    ),
  };
  const later = [frozen('now', '2026-04-01', now), frozen('same', '2026-05-01', now)];
  return { library, editions: [...editions, ...later] };
}
