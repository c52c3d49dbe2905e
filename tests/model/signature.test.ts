import { expect, test } from 'vitest';
import { signatureFor } from '../../src/model/signature.ts';
import { libraryOf } from '../library-of.ts';

const library = libraryOf({
  signature: [
    {
      id: 'aperture',
      text: 'HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION',
      aliases: ['0x29'],
      summary: 'x',
    },
    { id: 'other', text: 'HSA_STATUS_ERROR', summary: 'x' },
  ],
});

test.each([
  ['HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION', 'aperture'],
  ['0x29', 'aperture'],
  ['HSA_STATUS_ERROR', 'other'],
  ['HSA_STATUS_ERROR_MEMORY', undefined],
  ['hsa_status_error', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is %s', (printed, id) => {
  expect(signatureFor(printed, library)?.id).toBe(id);
});
