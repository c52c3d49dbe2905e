import { EMPTY, NOT_SET } from '../../model/difference.ts';
import type { SettingReading } from '../setting-reading.ts';
import { code, plain } from './text.ts';

/** The columns of a table of settings, after what names them. */
export const READINGS = ['Requested', 'Read back', 'Effective'];

/** The cells of a setting in a run: values as code, our own words as words. */
export function readingCells(
  { requested, readback, effective }: SettingReading,
  cut: (text: string) => string = (text) => text,
): string[] {
  const cell = (text: string | undefined) => {
    if (text === undefined) return '*not recorded*';
    return text === NOT_SET || text === EMPTY ? plain(text) : code(cut(text));
  };
  return [
    cell(requested),
    cell(readback),
    effective === undefined ? '*not shown*' : plain(cut(effective)),
  ];
}
