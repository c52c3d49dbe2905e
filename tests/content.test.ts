import { describe, expect, test } from 'vitest';
import { readArchive } from '../src/archive.ts';
import { readLibrary } from '../src/library.ts';
import type { Library } from '../src/model/library.ts';
import { formatProblem } from '../src/model/problem.ts';
import { standingOf } from '../src/model/status.ts';
import { tallyOf } from '../src/model/tally.ts';
import { changesPage } from '../src/publish/changes-page.ts';
import { learntSince } from '../src/publish/learnt-since.ts';

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

describe('the editions', () => {
  const { archive } = readArchive('content');
  const [first, second] = archive?.editions ?? [];
  const statusIn = (library: Library | undefined, id: string) => {
    const finding = library?.finding.get(id);
    return finding && library && standingOf(finding, library).status;
  };

  test('the first is sealed and speaks for the day of the report', () => {
    expect(first?.manifest).toMatchObject({
      id: '2025-11-06',
      state: 'sealed',
      asOf: '2025-11-06',
      frozenOn: '2026-11-22',
    });
    expect(first?.manifest.runs.map(({ id }) => id)).toEqual(['2025-11-06-rdna1-mtype-nc']);
  });

  test('what the report asserted reads so there, and is refuted today', () => {
    expect(statusIn(first?.library, 'cc-request-causes-crash')).toBe('unproven');
    expect(statusIn(second?.library, 'cc-request-causes-crash')).toBe('refuted');
    expect(statusIn(archive?.library, 'cc-request-causes-crash')).toBe('refuted');
    expect(statusIn(archive?.library, 'mtype-local-is-not-read-on-rdna1')).toBe('supported');
  });

  test('every finding whose status changed says because of what', () => {
    const changes = second && archive && changesPage(second, archive);
    expect(changes?.statusChanged.length).toBeGreaterThan(30);
    const silent = changes?.statusChanged.filter(
      ({ to, because, supersededBy }) =>
        to.words !== 'asserted' && (because?.says ?? supersededBy) === undefined,
    );
    expect(silent?.map(({ link }) => link.label)).toEqual([]);
  });

  test('every claim of the report that the review numbers can be found by its number', () => {
    const aliases = [...(archive?.library.finding.values() ?? [])].flatMap((f) => f.aliases);
    const numbers = Array.from({ length: 50 }, (_, index) => `C${index + 1}`);
    expect(numbers.filter((number) => !aliases.includes(number))).toEqual([]);
  });

  test('a run page tells what was learnt about its settings, marked as such', () => {
    const run = archive?.library.run.get('2025-11-06-rdna1-mtype-nc');
    const learnt = run && archive ? learntSince(run, archive.library) : [];
    const about = (name: string) => learnt.filter((one) => one.about?.label === `\`${name}\``);
    for (const name of ['mtype_local', 'noretry', 'vm_fragment_size']) {
      expect(about(name).length, name).toBeGreaterThan(0);
      for (const { statement } of about(name)) expect(statement.evidence).not.toEqual([]);
    }
    expect(first && run && learntSince(run, first.library)).toEqual([]);
  });
});
