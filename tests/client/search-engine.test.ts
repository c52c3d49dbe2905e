import { describe, expect, test } from 'vitest';
import { readArchive } from '../../src/archive.ts';
import { type Hit, type Scope, searchEngine } from '../../src/client/search-engine.ts';
import {
  FIRST_SEARCH_FILE,
  type FirstSearchFile,
  type SearchFile,
} from '../../src/publish/search-file.ts';
import { searchFiles } from '../../src/publish/search-files.ts';
import { pathOf } from '../../src/publish/urls.ts';

const { archive } = readArchive('content');
const files = archive === undefined ? new Map<string, SearchFile>() : searchFiles(archive);
const first = files.get(FIRST_SEARCH_FILE) as FirstSearchFile;
const engine = searchEngine();
engine.add(first.documents);
for (const run of first.runs) engine.add(files.get(run)?.documents ?? []);
for (const { id, file } of first.editions) engine.add(files.get(file)?.documents ?? [], id);

const path = ({ document, edition }: Hit) =>
  `${edition === undefined ? '' : `v/${edition}/`}${pathOf(document.target)}`;
const find = (query: string, scope: Scope = {}) => engine.find(query, scope).hits.map(path);

const APERTURE = 'errors/hsa-status-error-memory-aperture-violation/';
const FAULT = 'errors/hsa-status-error-memory-fault/';
const OVERRIDE = 'settings/hsa-override-gfx-version/';

/** What a person with the crash of the report would type, and the page that answers it. */
const TEN: readonly (readonly [query: string, page: string])[] = [
  ['HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION', APERTURE],
  ['0x29', APERTURE],
  [
    'Memory access fault by GPU node-1 (Agent handle: 0x5f0) on address 0x7f1c000. Reason: Unknown.',
    FAULT,
  ],
  ['RX 5700', 'gpus/rdna1/'],
  ['gfx1010', 'gpus/rdna1/'],
  ['0x731f', 'gpus/rdna1/'],
  ['mtype_local', 'settings/mtype-local/'],
  ['HSA_OVERRIDE_GFX_VERSION=10.3.0', OVERRIDE],
  ['rocm 5.2 pytorch 1.13.1', 'options/g-rocm-5-2/'],
  ['conv2d crash', 'findings/conv2d-crashes-with-aperture-violation/'],
];

const MORE: typeof TEN = [
  ['hsa status error memory apperture', APERTURE],
  ['The agent attempted to access memory beyond the largest legal address', APERTURE],
  ['rx5700xt', 'gpus/rdna1/'],
  ['1002:731f', 'gpus/rdna1/'],
  ['5600 xt', 'gpus/rdna1/'],
  ['HSA_OVERIDE_GFX_VERSION', OVERRIDE],
  ['amdgpu.noretry=0', 'settings/noretry/'],
  ['MIOPEN_DEBUG_DISABLE_CACHE', 'settings/miopen-debug-disable-cache/'],
  ['HW Exception by GPU node-1 (Agent handle: 0x5f0) reason :GPU Hang', 'errors/gpu-hang/'],
  ['RuntimeError: HIP error: invalid device function', 'errors/invalid-device-function/'],
  ['is the rx 5700 supported by rocm?', 'gpus/rdna1/'],
  ['page fault', FAULT],
];

describe('a query finds the right page first', () => {
  test.each([...TEN, ...MORE])('%s', (query, page) => {
    expect(find(query)[0]).toBe(page);
  });

  test('ten of them are those of the crash', () => {
    expect(TEN).toHaveLength(10);
  });

  test('every error, card, setting and way forward is first under its own name', () => {
    const named = first.documents.filter(
      ({ target }) =>
        'kind' in target && ['signature', 'gpu', 'setting', 'option'].includes(target.kind),
    );
    expect(named.length).toBeGreaterThan(30);
    const missed = named.filter(({ target, names }) => find(names[0] ?? '')[0] !== pathOf(target));
    expect(missed.map(({ names }) => names[0])).toEqual([]);
  });

  test('a version finds the runs that had it', () => {
    const runs = find('ROCm 7.0.2').filter((page) => page.startsWith('runs/'));
    expect(runs).toContain('runs/2025-11-06-rdna1-mtype-nc/');
  });

  test('pages that have only some of the words are called so', () => {
    expect(engine.find('gfx1010 zzyzx', {})).toMatchObject({ partly: true });
    expect(engine.find('gfx1010', {})).toMatchObject({ partly: false });
    expect(engine.find('zzyzx', {})).toEqual({ hits: [], partly: false });
  });

  test('a word that nothing has finds nothing', () => {
    expect(find('zzyzx')).toEqual([]);
    expect(find('')).toEqual([]);
    expect(find('the')).toEqual([]);
  });
});

describe('editions', () => {
  const [newest] = first.editions;

  test('are not found unless they are asked for', () => {
    for (const [query] of TEN) {
      expect(find(query).filter((page) => page.startsWith('v/'))).toEqual([]);
    }
  });

  test('are found when they are', () => {
    const edition = newest?.id ?? '';
    expect(find('mtype_local', { edition })[0]).toBe(`v/${edition}/settings/mtype-local/`);
    const everywhere = find('mtype_local', 'everywhere');
    expect(everywhere).toContain('settings/mtype-local/');
    for (const { id } of first.editions) {
      expect(everywhere).toContain(`v/${id}/settings/mtype-local/`);
    }
  });
});

test('every document says what it is in its status', () => {
  const findings = first.documents.filter(
    ({ target }) => 'kind' in target && target.kind === 'finding',
  );
  expect(findings.filter(({ status }) => status?.mark === undefined)).toEqual([]);
  const error = first.documents.find(({ target }) => pathOf(target) === APERTURE);
  expect(error?.status).toEqual({ words: 'seen in 7 results' });
  const run = [...files.values()]
    .flatMap(({ documents }) => documents)
    .find(({ target }) => target.id === '2025-11-06-rdna1-mtype-nc');
  expect(run?.status).toEqual({ words: 'crash, 4 of 5 ran', mark: 'crash' });
});

test('the files are the same every time', () => {
  const again = archive && searchFiles(archive);
  expect(JSON.stringify([...(again ?? [])])).toBe(JSON.stringify([...files]));
});
