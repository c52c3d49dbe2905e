import { expect, test } from 'vitest';
import { isPromised } from '../src/freezing.ts';

test('an edition promises anchors of things, none that only wire a page', () => {
  const ids = ['kfd', '_setting.noretry', 'drawn', 'title', 'title-runs', 'drawn-3fa9c1d2-1'];
  expect(ids.filter(isPromised)).toEqual(['kfd', '_setting.noretry', 'drawn', 'title']);
});
