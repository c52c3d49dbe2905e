import { relative } from 'node:path';
import { getSystemErrorName } from 'node:util';
import { type Problem, problem } from '../src/model/problem.ts';

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const FORBIDDEN = ['EACCES', 'EPERM', 'EROFS'];

/**
 * An error of the system (a full disk, a folder that is not to be written to) in words.
 * Undefined for any other: that is a fault of the generator, and its stack is what helps.
 * @param place where it happened, unless the error itself says
 */
export function systemFailure(error: unknown, place: string): Problem | undefined {
  const found = systemError(error);
  if (found === undefined) return undefined;
  const { code, cause, path } = found;
  const why = FULL.includes(code) ? 'full' : FORBIDDEN.includes(code) ? 'forbidden' : 'other';
  const file = path === undefined ? place : shortPath(path);
  return problem('not-built', { cause, why }, { file });
}

/** A path as a person would write it from here. */
export function shortPath(path: string): string {
  const short = relative('.', path);
  return short.startsWith('..') ? path : short;
}

interface SystemError {
  readonly code: string;
  readonly cause: string;
  readonly path?: string | undefined;
}

/** Tools wrap what the system said. */
function systemError(error: unknown): SystemError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, syscall, path } = at as NodeJS.ErrnoException;
    if (code !== undefined && syscall !== undefined)
      return { code, cause: plain(at.message), path };
    const native = nativeError(at.message);
    if (native !== undefined) return native;
  }
  return undefined;
}

/** How the bundler, which is written in Rust, tells of such an error: "File too large (os error 27)". */
function nativeError(message: string): SystemError | undefined {
  const [, said = '', number = ''] = /^\s*(.*) \(os error (\d+)\)/m.exec(message) ?? [];
  if (number === '') return undefined;
  const code = getSystemErrorName(-Number(number));
  const path = /Failed to write (?:file|chunk) (?:in|to) (\S+)/.exec(message)?.[1];
  return { code, cause: plain(`${code}: ${said}`), path };
}

function plain(message: string): string {
  return message.replace(/[.\s]+$/, '');
}
