import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { digestOf, readArchive } from '../src/archive.ts';
import { type Freeze, freeze } from '../src/freezing.ts';
import { parseJson } from '../src/model/document.ts';
import { formatProblem, type Problem, problem } from '../src/model/problem.ts';
import { validate } from '../src/model/validation.ts';
import { factsOfPages } from '../src/publish/facts.ts';
import { NOTHING } from '../src/reuse.ts';
import { type Edition, edition as schema } from '../src/schema/edition.ts';
import { shortPath, systemFailure } from './failure.ts';
import { inputsOf } from './build-inputs.ts';
import { takeLock } from './lock.ts';
import { makeSite } from './make-site.ts';
import { asideOf, recover, swapIn } from './swap.ts';

const program = new Command('freeze')
  .description('Freezes the interpretations of content/ as a numbered edition.')
  .argument('<id>', 'the id of the edition: 2026-11')
  .requiredOption('--title <title>', 'what it is, in one line')
  .requiredOption('--summary <text>', 'what it says, in a few sentences of Markdown')
  .requiredOption('--as-of <date>', 'the day it speaks for')
  .requiredOption('--frozen-on <date>', 'the day it is made')
  .option('--seal', 'make it final: it can never be frozen again')
  .option('--content <folder>', 'what is frozen', process.env['FAULTLINE_CONTENT'] ?? 'content')
  .addHelpText(
    'after',
    '\nExit codes: 0 frozen, or there already; 1 refused; 2 unusable arguments.',
  )
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : 2))
  .parse();
const options = program.opts<{
  title: string;
  summary: string;
  asOf: string;
  frozenOn: string;
  seal?: true;
  content: string;
}>();
const [id = ''] = program.args;
const head = {
  id,
  title: options.title,
  summary: options.summary,
  asOf: options.asOf,
  frozenOn: options.frozenOn,
  state: options.seal === true ? 'sealed' : 'draft',
} as const;
const checked = schema.pick({
  id: true,
  title: true,
  summary: true,
  asOf: true,
  frozenOn: true,
  state: true,
});
const bad = checked.safeParse(head).error?.issues[0];
if (bad) program.error(`error: ${String(bad.path[0])}: ${bad.message}`, { exitCode: 2 });
if (head.frozenOn < head.asOf) {
  unusable(
    `an edition that is made on ${head.frozenOn} cannot speak for ${head.asOf}, a later day`,
  );
}

const folder = join(options.content, 'editions', id);
const manifestFile = join(folder, 'edition.json');
const aside = asideOf(folder);
process.on('uncaughtException', (error) => {
  rmSync(aside.next, { recursive: true, force: true });
  const found = systemFailure(error, folder);
  if (found !== undefined) refuse(`${formatProblem(found)}\n\nNothing was frozen.`);
  console.error(error);
  refuse('\nNothing was frozen.');
});
if (!existsSync(options.content)) {
  unusable(`there is no folder ${options.content}`);
}
mkdirSync(dirname(folder), { recursive: true });
const holder = takeLock(aside.lock);
if (holder) {
  const words = { ...holder, lock: shortPath(aside.lock) };
  refuse(formatProblem(problem('busy', words, { file: folder })));
}
recover(aside);
const state = stateBefore();
const sealed = state === 'sealed';

const reading = readArchive(options.content, sealed ? {} : { leaveOut: id });
if (reading.archive === undefined) {
  console.error(reading.problems.map(formatProblem).join('\n\n'));
  refuse(`content/ has ${reading.problems.length} problems, so nothing was frozen.`);
}
const { archive, digests } = reading;

const later = archive.editions.find(
  ({ manifest }) => manifest.id !== id && manifest.frozenOn > head.frozenOn,
)?.manifest;
if (later !== undefined && !sealed) {
  unusable(`edition ${later.id} was made on ${later.frozenOn}: is ${head.frozenOn} today’s date?`);
}

const site = resolve('.cache/making', digestOf(resolve(folder)).slice(0, 16));
process.once('exit', () => {
  rmSync(site, { recursive: true, force: true });
});
await makeToday(site);
const frozen = freeze(options.content, archive.library, site, head);

const text = `${JSON.stringify(frozen.manifest, null, 2)}\n`;
if (state !== undefined && text === readFileSync(manifestFile, 'utf8')) {
  console.log(`${folder} is there already, with the same content.`);
} else if (sealed) {
  refuse(
    `The edition "${id}" is sealed: it never changes. Freeze what is known now under a new id.`,
  );
} else {
  write(frozen, text);
  const anchors = frozen.manifest.pages.reduce((sum, page) => sum + page.anchors.length, 0);
  console.log(
    `${folder}: ${frozen.manifest.state}, ${frozen.manifest.pages.length} pages with ${anchors} anchors, ` +
      `${frozen.manifest.runs.length} runs known, ${frozen.files.size} files.`,
  );
}

/** What the edition is that is there already. One that cannot be read may be sealed, and is left alone. */
function stateBefore(): Edition['state'] | undefined {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return undefined;
  const file = shortPath(manifestFile);
  const cause = 'there is no such file';
  const { value, problems } = existsSync(manifestFile)
    ? validate(
        z.looseObject({ state: schema.shape.state }),
        parseJson(readFileSync(manifestFile, 'utf8'), file),
        file,
      )
    : { problems: [problem('unreadable-file', { cause }, { file })] };
  if (value !== undefined) return value.state;
  console.error(problems.map(formatProblem).join('\n\n'));
  return refuse(
    `\nNothing was frozen: the edition "${id}" may be sealed. ` +
      'Put its manifest back as it was, or delete the folder if it was a draft.',
  );
}

/** Makes the pages that an edition will have, of today and without any edition, to read their anchors. */
async function makeToday(to: string): Promise<void> {
  Object.assign(process.env, { FAULTLINE_CONTENT: options.content, BASE: '/', SITE: '' });
  const today = { archive: { library: archive.library, editions: [] }, digests };
  const stop = (found: readonly Problem[]): never => {
    console.error(found.map(formatProblem).join('\n\n'));
    return refuse('Nothing was frozen.');
  };
  const inputs = await inputsOf(options.content, today, stop, () => undefined);
  const paths = new Set(factsOfPages(archive.library).map(({ path }) => `${path}index.html`));
  rmSync(to, { recursive: true, force: true });
  const isMine = (path: string) => paths.has(path);
  await makeSite({ ...inputs, reuse: NOTHING, isMine, from: to, to });
}

/** Writes the edition aside and swaps it in, so that it is never half there. */
function write({ files }: Freeze, manifest: string): void {
  const { next, old } = aside;
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(next, path)), { recursive: true });
    writeFileSync(join(next, path), bytes, { flush: true });
  }
  writeFileAtomic.sync(join(next, 'edition.json'), manifest);
  const left = swapIn(aside);
  if (left === undefined) return;
  const place = { file: shortPath(old) };
  console.error(formatProblem(problem('not-cleared', { cause: left }, place)));
}

function unusable(why: string): never {
  console.error(`error: ${why}`);
  process.exit(2);
}

function refuse(why: string): never {
  console.error(why);
  process.exit(1);
}
