import { formatProblem, type Problem } from '../src/model/problem.ts';

/** Tells all problems and ends the process: the folder of the site stays as it was. */
export function stopping(out: string): (problems: readonly Problem[]) => never {
  return (problems) => {
    console.error(problems.map(formatProblem).join('\n\n'));
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    console.error(`\n${count}; ${out}/ was not touched.`);
    process.exit(1);
  };
}
