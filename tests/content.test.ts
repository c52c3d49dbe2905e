import { describe, expect, test } from 'vitest';
import { readLibrary } from '../src/library.ts';
import { formatProblem } from '../src/model/problem.ts';
import { standingOf } from '../src/model/status.ts';
import { tallyOf } from '../src/model/tally.ts';

const reading = readLibrary('content');

test('content/ has no problem', () => {
  expect(reading.problems.map(formatProblem)).toEqual([]);
});

describe('the run of 6 November 2025 is as the report tells it', () => {
  const run = reading.library?.run.get('2025-11-06-rdna1-mtype-nc');

  test('five tests, four of which ran', () => {
    expect(run?.results.map(({ outcome }) => outcome)).toEqual([
      'pass',
      'crash',
      'crash',
      'hang',
      'blocked',
    ]);
    expect(run && tallyOf(run)).toMatchObject({
      planned: 5,
      ran: 4,
      complete: false,
      worst: 'crash',
    });
  });

  test('three settings requested and read back, none shown to have acted', () => {
    expect(
      run?.settings.map(({ name, requested, readback, effective }) => [
        name,
        requested,
        readback?.value,
        effective,
      ]),
    ).toEqual([
      ['mtype_local', '1', '1', undefined],
      ['noretry', '0', '0', undefined],
      ['vm_fragment_size', '9', '9', undefined],
    ]);
  });

  test('what the report does not state is not recorded', () => {
    expect(run?.machine).toEqual({ gpus: [{ family: 'rdna1' }] });
    expect(
      run?.stack.map(({ component, installed, loaded }) => [component, installed, loaded]),
    ).toEqual(expect.arrayContaining([['ROCm', '7.0.2', undefined]]));
    expect(run?.stack.filter(({ loaded }) => loaded !== undefined)).toEqual([]);
    expect(JSON.stringify(run?.settings)).not.toContain('HSA_OVERRIDE');
  });

  test('only the command that can run as it stands may be copied', () => {
    const forms = run?.results.map(({ id, command }) => [id, command?.form]);
    expect(forms).toEqual([
      ['gpu-detection', 'complete'],
      ['conv2d-minimal', 'as-printed'],
      ['conv2d-cache-disabled', 'as-printed'],
      ['conv-3x3', 'as-printed'],
      ['conv-1x1', undefined],
    ]);
  });
});

test('an assertion alone supports nothing', () => {
  const { library } = reading;
  const asserted = [...(library?.finding.values() ?? [])].filter(
    ({ supports, contradicts }) => supports.length + contradicts.length === 0,
  );
  for (const finding of asserted) {
    expect(library && standingOf(finding, library).status).toBe('unproven');
  }
});
