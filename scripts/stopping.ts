import { formatProblem, type Problem } from '../src/model/problem.ts';
import { systemFailure } from './failure.ts';

/** Tells all problems and ends the process: the folder of the site stays as it was. */
export function stopping(out: string): (problems: readonly Problem[]) => never {
  return (problems) => {
    console.error(problems.map(formatProblem).join('\n\n'));
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    console.error(`\n${count}; ${out}/ was not touched.`);
    process.exit(1);
  };
}

/**
 * What is thrown anywhere, in the depths of a stream of another library too, ends the process in one way.
 * @param stop tells problems and ends the process
 */
export function endOnFailure(out: string, stop: (problems: readonly Problem[]) => never): void {
  process.on('uncaughtException', (error) => {
    const found = systemFailure(error, out);
    if (found !== undefined) stop([found]);
    console.error(error);
    console.error(`\nThe build failed; ${out}/ was not touched.`);
    process.exit(1);
  });
}
