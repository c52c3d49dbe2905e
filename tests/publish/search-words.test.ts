import { expect, test } from 'vitest';
import { bareName, wordsOf } from '../../src/publish/search-words.ts';

test.each([
  ['code: 0x29', ['code', '0x29']],
  [
    'HSA_OVERRIDE_GFX_VERSION=10.3.0',
    ['hsa_override_gfx_version', 'hsa', 'override', 'gfx', 'version', '10.3.0'],
  ],
  ['torch==1.13.1+rocm5.2', ['torch', '1.13.1', 'rocm5.2', 'rocm', '5.2']],
  ['torch.backends.cudnn', ['torch.backends.cudnn', 'torch', 'backends', 'cudnn']],
  ['A 3×3 convolution on the RX 5700 XT.', ['3x3', 'convolution', 'rx', '5700', 'xt']],
  ['1002:731f', ['1002', '731f']],
  ['does it work?', ['work']],
  ['', []],
  ['… — ()', []],
])('the words of %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('a bare name has neither case nor separators', () => {
  expect(bareName('Radeon RX 5700 XT')).toBe(bareName('radeon rx5700-xt'));
  expect(bareName('`HSA_XNACK`')).toBe('hsaxnack');
});
