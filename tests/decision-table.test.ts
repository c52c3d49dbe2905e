import { describe, expect, test } from 'vitest';
import { readLibrary } from '../src/library.ts';
import {
  type Answer,
  consulted,
  decide,
  type Question,
  rowsBehind,
} from '../src/model/decision.ts';
import { partingOf, wayOf } from '../src/model/request-way.ts';
import { explainerData } from '../src/publish/explainer.ts';
import { readState } from '../src/publish/explainer-state.ts';
import { explain } from '../src/publish/explanation.ts';
import type { Decision } from '../src/schema/decision.ts';

const { library } = readLibrary('content');
const decisionOf = (id: string): Decision => {
  const decision = library?.decision.get(id);
  if (decision === undefined) throw new Error(`content/ has no decision ${id}`);
  return decision;
};
const kernel = decisionOf('kernel-6-12');
const report = decisionOf('report-hierarchy');

/** An answer in ids: `uc`, `unknown`, or `revision zero: uc, later: cc`. */
function told(answer: Answer): string {
  if (answer.kind === 'gives') return answer.type;
  if (answer.kind !== 'depends') return answer.kind;
  const branches = answer.branches.map((one) => `${one.values.join('|')}: ${told(one.answer)}`);
  return `${answer.axis} (${branches.join(', ')})`;
}

const LINUX = { driver: 'linux-6-12' };
const VALUES = ['0', '1', '2'] as const;

describe('on a family that never reads the parameter', () => {
  test.each([
    // family, then: local plain, coherent, extended; system plain, coherent; remote plain, coherent
    ['vega', ['nc', 'uc', 'uc'], ['nc', 'uc'], ['nc', 'uc']],
    ['cdna1-cdna2', ['rw', 'cc', 'cc'], ['nc', 'uc'], ['nc', 'uc']],
    ['rdna1', ['nc', 'uc', 'uc'], ['nc', 'uc'], ['nc', 'uc']],
    ['rdna2', ['nc', 'uc', 'uc'], ['nc', 'uc'], ['nc', 'uc']],
    ['rdna3', ['nc', 'uc', 'uc'], ['nc', 'uc'], ['nc', 'uc']],
    ['rdna4', ['nc', 'nc', 'nc'], ['nc', 'nc'], ['nc', 'nc']],
  ])('%s', (gpu, local, system, remote) => {
    const requests = ['plain', 'coherent', 'ext-coherent'];
    for (const [placement, types] of Object.entries({ local, system, remote })) {
      for (const [index, type] of types.entries()) {
        for (const value of VALUES) {
          const question = { gpu, placement, request: requests[index] ?? '', 'mtype-local': value };
          const answer = decide(kernel, { ...question, ...LINUX });
          expect([question, told(answer)]).toEqual([question, type]);
          expect(rowsBehind(answer).map(({ decidedBy }) => decidedBy)).toEqual(['amdgpu']);
          expect(consulted(answer, 'mtype-local')).toBe('never');
        }
      }
      const uncached = decide(kernel, { gpu, placement, request: 'uncached', ...LINUX });
      expect(told(uncached)).toBe('uc');
      expect(consulted(uncached, 'mtype-local')).toBe('never');
    }
  });
});

describe('on MI300', () => {
  const dgpu = { apu: 'dgpu' };
  const apu = { apu: 'apu' };
  const svm = { path: 'svm' };
  const [inHive, outside] = [{ hive: 'in-hive' }, { hive: 'outside' }];
  test.each<[string, string, Question, string, 'always' | 'never']>([
    ['local', 'plain', { 'mtype-local': '0' }, 'rw', 'always'],
    ['local', 'plain', { 'mtype-local': '1' }, 'nc', 'always'],
    ['local', 'plain', { 'mtype-local': '2' }, 'cc', 'always'],
    ['local', 'coherent', { 'mtype-local': '0' }, 'rw', 'always'],
    ['local', 'coherent', { 'mtype-local': '1' }, 'nc', 'always'],
    ['local', 'coherent', { 'mtype-local': '2' }, 'cc', 'always'],
    ['local', 'plain', { ...apu, 'mtype-local': '2' }, 'cc', 'always'],
    ['local', 'plain', { ...svm, 'mtype-local': '2' }, 'cc', 'always'],
    ['local', 'ext-coherent', { revision: 'zero' }, 'uc', 'never'],
    ['local', 'ext-coherent', { revision: 'later' }, 'cc', 'never'],
    ['local', 'ext-coherent', {}, 'revision (zero: uc, later: cc)', 'never'],
    ['local', 'uncached', {}, 'uc', 'never'],
    ['system', 'plain', dgpu, 'uc', 'never'],
    ['system', 'coherent', dgpu, 'uc', 'never'],
    ['system', 'plain', apu, 'nc', 'never'],
    ['system', 'coherent', apu, 'nc', 'never'],
    ['system', 'plain', {}, 'apu (dgpu: uc, apu: nc)', 'never'],
    ['system', 'ext-coherent', {}, 'uc', 'never'],
    ['system', 'uncached', {}, 'uc', 'never'],
    ['remote', 'plain', { path: 'bo' }, 'nc', 'never'],
    ['remote', 'coherent', { path: 'bo' }, 'nc', 'never'],
    ['remote', 'plain', { ...svm, ...inHive }, 'nc', 'never'],
    ['remote', 'plain', { ...svm, ...outside }, 'uc', 'never'],
    ['remote', 'plain', svm, 'hive (in-hive: nc, outside: uc)', 'never'],
    ['remote', 'plain', inHive, 'nc', 'never'],
    ['remote', 'coherent', {}, 'path (bo: nc, svm: hive (in-hive: nc, outside: uc))', 'never'],
    ['remote', 'ext-coherent', {}, 'uc', 'never'],
    ['remote', 'uncached', {}, 'uc', 'never'],
  ])('%s, %s %j: %s', (placement, request, rest, type, read) => {
    const answer = decide(kernel, { gpu: 'cdna3', placement, request, ...LINUX, ...rest });
    expect(told(answer)).toBe(type);
    expect(consulted(answer, 'mtype-local')).toBe(read);
    expect(new Set(rowsBehind(answer).map(({ decidedBy }) => decidedBy))).toEqual(
      new Set(['amdgpu']),
    );
  });

  test('the parameter open: one branch for each value', () => {
    const open = { gpu: 'cdna3', placement: 'local', request: 'plain', ...LINUX };
    expect(told(decide(kernel, open))).toBe('mtype-local (0: rw, 1: nc, 2: cc)');
  });
});

describe('on GC 12.1.0, later than Linux 6.12', () => {
  const later = { gpu: 'gfx12-1', driver: 'later', path: 'bo' };
  test.each<[Question, string, 'always' | 'sometimes' | 'never']>([
    [{ placement: 'local', request: 'plain', 'mtype-local': '0' }, 'rw', 'always'],
    [{ placement: 'local', request: 'plain', 'mtype-local': '1' }, 'nc', 'always'],
    [{ placement: 'local', request: 'plain', 'mtype-local': '2' }, 'rw', 'always'],
    [{ placement: 'system', request: 'plain' }, 'nc', 'never'],
    [{ placement: 'remote', request: 'ext-coherent' }, 'uc', 'never'],
    [{ placement: 'local', request: 'uncached' }, 'uc', 'never'],
  ])('%j: %s', (question, type, read) => {
    const answer = decide(kernel, { ...later, ...question });
    expect(told(answer)).toBe(type);
    expect(consulted(answer, 'mtype-local')).toBe(read);
  });

  test('shared virtual memory is known from an account only, and for the default', () => {
    const svm = { ...later, path: 'svm', placement: 'local', request: 'plain' };
    expect(told(decide(kernel, svm))).toBe('mtype-local (0: rw, 1|2: unknown)');
    const [row] = kernel.rows.filter(({ id }) => id === 'gfx12-1-svm-local-plain');
    expect(row?.evidence.map(({ source = '' }) => library?.source.get(source)?.class)).toEqual([
      'secondary',
    ]);
  });

  test('Linux 6.12 has no such card', () => {
    expect(decide(kernel, { gpu: 'gfx12-1', request: 'plain', ...LINUX })).toEqual({
      kind: 'impossible',
      because: ['gfx12-1-is-later'],
    });
  });
});

describe('what was not read is not known', () => {
  test.each<[Question, string]>([
    [{ gpu: 'rdna1', request: 'plain', path: 'bo' }, 'nc'],
    [{ gpu: 'rdna1', request: 'coherent', path: 'bo' }, 'uc'],
    [{ gpu: 'rdna1', request: 'plain', path: 'svm' }, 'unknown'],
    [{ gpu: 'rdna1', request: 'plain' }, 'path (bo: nc, svm: unknown)'],
    [{ gpu: 'cdna3', request: 'plain', path: 'bo' }, 'unknown'],
  ])('AMD’s own tree, %j: %s', (question, type) => {
    const answer = decide(kernel, { driver: 'amd-127bfffa', placement: 'local', ...question });
    expect(told(answer)).toBe(type);
  });

  test('a later kernel on RDNA1', () => {
    expect(told(decide(kernel, { gpu: 'rdna1', driver: 'later' }))).toBe('unknown');
  });
});

test('shared virtual memory cannot be asked for uncached', () => {
  for (const gpu of ['vega', 'cdna1-cdna2', 'cdna3', 'rdna1', 'rdna2', 'rdna3', 'rdna4']) {
    expect(decide(kernel, { gpu, request: 'uncached', path: 'svm', ...LINUX })).toEqual({
      kind: 'impossible',
      because: ['svm-is-never-uncached'],
    });
  }
});

describe('the report', () => {
  test('as it believed', () => {
    expect(told(decide(report, { request: 'coherent' }))).toBe('cc');
    expect(told(decide(report, { request: 'plain' }))).toBe('mtype-local (0|2: unknown, 1: nc)');
  });

  test('parts from the kernel’s account where it starts: at what MIOpen asks for', () => {
    const ways = [report, kernel].map((d) => wayOf(d, { ...d.example, gpu: 'rdna1', ...LINUX }));
    expect(partingOf(ways[0] ?? [], ways[1] ?? [])?.layer).toBe('miopen');
  });
});

/** Every combination of the values of all axes. */
const combinations = ({ axes }: Decision): Question[] =>
  axes.reduce<Question[]>(
    (all, { id, values }) =>
      all.flatMap((question) => values.map((value) => ({ ...question, [id]: value.id }))),
    [{}],
  );

describe.each([kernel, report])('every combination of $id', (decision) => {
  const all = combinations(decision);

  test('has one answer, or is not known, or cannot occur', () => {
    const kinds = new Set(all.map((question) => decide(decision, question).kind));
    expect(kinds.has('depends')).toBe(false);
    expect(kinds.has('gives') && kinds.has('unknown')).toBe(true);
  });

  test('ends its way at the type that it is answered with', () => {
    const astray = all.filter((question) => {
      const answer = decide(decision, question);
      if (answer.kind === 'impossible') return false;
      const named = wayOf(decision, question).flatMap(({ becomes }) =>
        becomes.flatMap(({ names }) => names ?? []),
      );
      return named.at(-1) !== (answer.kind === 'gives' ? answer.type : undefined);
    });
    expect(astray).toEqual([]);
  });
});

describe('a reader who chooses', () => {
  const asks = (address: string) => {
    if (library === undefined) throw new Error('content/ cannot be read');
    const data = explainerData(kernel, library);
    const { state, problems } = readState(data, new URLSearchParams(address));
    expect(problems).toEqual([]);
    return explain(data, state);
  };

  test.each([
    ['gpu=gfx1010&memory=local&request=coherent&mtype_local=1', 'UC'],
    ['gpu=radeon-rx-5600-xt&mtype_local=2', 'NC'],
    ['gpu=1002:731f', 'NC'],
    ['gpu=instinct-mi300x&mtype_local=2', 'CC'],
    ['gpu=instinct-mi300x&memory=system', 'UC'],
    ['gpu=instinct-mi300a&memory=system', 'NC'],
    ['gpu=instinct-mi300x&request=ext-coherent', 'CC'],
    ['gpu=cdna3&request=ext-coherent', 'UC or CC'],
    ['gpu=gfx12-1&path=bo', 'RW'],
    ['gpu=rdna3&request=uncached&path=svm', 'Cannot occur'],
    ['gpu=rdna3&driver=later', 'Not known'],
  ])('%s: %s', (address, headline) => {
    expect(asks(address).headline).toBe(headline);
  });

  test('is told what the parameter changed', () => {
    const sentence = (address: string) => asks(address).settings.map((one) => one.sentence);
    expect(sentence('gpu=radeon-rx-5600-xt&mtype_local=2')).toEqual([
      '`mtype_local=2` changes nothing: the code that chooses memory types for this card never reads it.',
    ]);
    expect(sentence('gpu=instinct-mi300x&mtype_local=2')).toEqual([
      '`mtype_local=2` is read here and gives CC; the default, 0, gives RW.',
    ]);
  });
});

test('every family names the rows that are about it, the disputed one both accounts', () => {
  const named = [...(library?.gpu.values() ?? [])].map(({ id, rows }) => [
    id,
    rows.map(({ decision }) => decision),
  ]);
  expect(named.filter(([, decisions]) => decisions?.length === 0)).toEqual([]);
  expect(Object.fromEntries(named)).toMatchObject({ rdna1: ['kernel-6-12', 'report-hierarchy'] });
});
