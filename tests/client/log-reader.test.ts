import { expect, test } from 'vitest';
import { readLog } from '../../src/client/log-reader.ts';
import { readItems } from '../../src/library.ts';
import { signatureMatcher } from '../../src/model/signature-match.ts';
import { searchDocuments } from '../../src/publish/search-documents.ts';
import { pathOf } from '../../src/publish/urls.ts';

const { library } = readItems('content');
const documents = searchDocuments(library);
const read = (log: string) =>
  readLog(log, documents).map(({ document, line }) => [pathOf(document.target), line]);

const APERTURE = 'errors/hsa-status-error-memory-aperture-violation/';
const OVERRIDE = 'settings/hsa-override-gfx-version/';

const LOG = [
  '$ HSA_OVERRIDE_GFX_VERSION=10.3.0 python3 test.py',
  'device: AMD Radeon RX 5600 XT, gfx1030',
  ':0:rocdevice.cpp:2881: 110223 us: Callback: Queue 0x7f1c aborting with error :',
  '  HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: The agent attempted to access memory beyond',
  '\u001b[31mAborted\u001b[0m (core dumped)',
  '[ 812.1] amdgpu 0000:0d:00.0: [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:32770)',
  '[ 812.1] amdgpu 0000:0d:00.0: [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:32770)',
];

test('a log gives its errors, and the settings and cards that help to read it', () => {
  expect(read(LOG.join('\n'))).toEqual([
    [OVERRIDE, 1],
    ['gpus/rdna1/', 2],
    ['gpus/rdna2/', 2],
    [APERTURE, 4],
    ['errors/hsa-status-error-memory-fault/', 6],
  ]);
});

test('each with the line that tells it, and how many do', () => {
  const fault = readLog(LOG.join('\r\n'), documents).at(-1);
  expect(fault).toMatchObject({ line: 6, lines: 2, text: LOG[5] });
});

test('codes, words of prose and half of a name give nothing', () => {
  expect(read('41 tests, 0x29 bytes\npage fault\nHSA_STATUS_ERROR_MEMORY_FAULTS\nC3 R1')).toEqual(
    [],
  );
});

test('the errors are those that ingest would find', () => {
  const matcher = signatureMatcher(library.signature.values());
  const ingested = matcher
    .inText(LOG.join('\n'))
    .map(({ signature, line }) => [`errors/${signature.id}/`, line]);
  expect(read(LOG.join('\n')).filter(([path]) => String(path).startsWith('errors/'))).toEqual(
    ingested,
  );
});

test('ten megabytes are read in a few seconds', () => {
  const line =
    'amdgpu 0000:0a:00.0: amdgpu: SDMA0 gfx1010 of a kernel log (src_id:0 ring:24 vmid:8)\n';
  const log = `${line.repeat(110_000)}Memory access fault by GPU node-1`;
  const found = read(log);
  expect(found.at(-1)).toEqual(['errors/hsa-status-error-memory-fault/', 110_001]);
});
