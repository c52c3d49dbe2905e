import { checkRun } from '../model/checks.ts';
import { type Document, parseJson, type Path } from '../model/document.ts';
import type { Library } from '../model/library.ts';
import { type Problem, problem, type ProblemPlace } from '../model/problem.ts';
import { outlineOf } from '../model/run-outline.ts';
import { jsonPointer, validate } from '../model/validation.ts';
import { ID_FORM } from '../schema/id-form.ts';
import { type Run, run as runSchema } from '../schema/run.ts';
import { type WantedFile, wantedFiles } from './evidence-file.ts';
import { deviationOf, type Repair, repair } from './repair.ts';
import { foreignness } from './version.ts';

/** What a file that was handed in holds, as far as it could be understood. */
export interface Reading {
  /** The id it gives itself, if that has the form of one. */
  readonly id?: string | undefined;
  /** The run, its repairs listed in it; undefined where the record does not fit the schema. */
  readonly run?: Run | undefined;
  readonly repairs: readonly Repair[];
  readonly problems: readonly Problem[];
  /** The files it names; somebody else has to find them. */
  readonly wanted: readonly WantedFile[];
  readonly placeOf: (path: Path) => ProblemPlace;
}

/**
 * Reads one native record, `faultline.run/1`, and reports everything that can be told without its files.
 * @param file how the file is called in problems
 * @param library what the record may refer to
 * @param strict a repair is a problem
 */
export function readNative(
  text: string,
  file: string,
  { library, strict }: { readonly library: Library; readonly strict: boolean },
): Reading {
  const document = parse(text, file);
  const placeOf = (path: Path) => ({
    file,
    line: document.lineOf(path),
    pointer: jsonPointer(path),
  });
  const foreign =
    document.problems.length > 0
      ? document.problems
      : [foreignness(document.data, { file, line: document.lineOf(['schema']) })];
  const refusal = foreign.filter((one) => one !== undefined);
  if (refusal.length > 0) return { repairs: [], problems: refusal, wanted: [], placeOf };

  const { data, repairs } = repair(document.data);
  const { value, problems: unfit } = validate(runSchema, { ...document, data }, file);
  const unfitAt = new Set(unfit.map(({ pointer }) => pointer));
  const broken = checkRun(data, library)
    .map(({ code, args, at }) => problem(code, args, placeOf(at.path)))
    .filter(({ pointer }) => !unfitAt.has(pointer));
  const unwanted = repairs.map(({ code, path, was, now }) =>
    problem('deviation', { note: `${code}, ${was} → ${now}` }, placeOf(path)),
  );
  const outline = outlineOf(value ?? data);
  return {
    id: outline.id !== undefined && ID_FORM.test(outline.id) ? outline.id : undefined,
    run: value && withDeviations(value, repairs),
    repairs,
    problems: [...unfit, ...broken, ...(strict ? unwanted : [])],
    wanted: wantedFiles(outline),
    placeOf,
  };
}

/** Reads JSON; what does not even begin like a JSON object is another format, not a broken record. */
function parse(text: string, file: string): Document {
  if (text.trimStart().startsWith('{')) return parseJson(text, file);
  const found = 'it does not begin like a JSON object';
  const problems = [problem('unknown-format', { found }, { file, line: 1 })];
  return { data: undefined, problems, lineOf: () => undefined };
}

function withDeviations(run: Run, repairs: readonly Repair[]): Run {
  const deviations = [...run.provenance.deviations, ...repairs.map(deviationOf)];
  return { ...run, provenance: { ...run.provenance, deviations } };
}
