import type { Verdict } from '../model/tally.ts';
import type { FindingStatus } from '../schema/finding.ts';

/** The colours of the site on paper. Green is kept for what is whole and good. */
export const COLORS = {
  green: '0f6746',
  red: 'a3181c',
  rose: '96185e',
  amber: '834800',
  violet: '54439b',
  blue: '1d5a94',
  slate: '41606f',
  grey: '625c50',
} as const;

/** The name of a colour. */
export type Color = keyof typeof COLORS;

/** What a reader sees before the word. */
export const OF_VERDICT: Readonly<Record<Verdict, Color>> = {
  pass: 'green',
  fail: 'rose',
  crash: 'red',
  hang: 'amber',
  unfinished: 'amber',
  error: 'slate',
  blocked: 'violet',
  skipped: 'grey',
  observed: 'blue',
  'no-result': 'grey',
};

export const OF_STATUS: Readonly<Record<FindingStatus, Color>> = {
  supported: 'green',
  likely: 'green',
  contested: 'amber',
  refuted: 'red',
  unproven: 'violet',
  superseded: 'grey',
};
