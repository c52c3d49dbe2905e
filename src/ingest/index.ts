/** Everything that turns foreign bytes into records, without touching a file. */
export { canonical } from './canonical.ts';
export type { Original, RunContext } from './context-of.ts';
export { importedRun } from './imported.ts';
export { LIMITS } from './limits.ts';
export { type Reading, readNative } from './native.ts';
export { type FileReading, readFile } from './reading.ts';
export { type Recognition, recognise } from './recognition.ts';
export { FORMAT_NAMES, type Recorded, recordOf } from './record.ts';
export type { ForeignFormat, ReportedCase, ReportedRun } from './reported.ts';
