import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { privateTexts } from '../src/ingest/redaction/private-text.ts';
import { isInert } from '../src/model/evidence-ending.ts';
import { visible } from '../src/model/visible.ts';
import { PAGE_CONTENT_POLICY } from '../src/publish/security-headers.ts';
import { fileOffences, isText } from '../src/render/file-offences.ts';
import { line as oneLine } from '../src/schema/text.ts';
import { siteFiles } from './site-files.ts';

const { dir, content } = new Command('guard')
  .description('Holds every file of the built site to what is safe to publish.')
  .option('--dir <folder>', 'the built site', 'dist')
  .option(
    '--content <folder>',
    'what it was built from',
    process.env['FAULTLINE_CONTENT'] ?? 'content',
  )
  .addHelpText(
    'after',
    `
Told are: pages without their Content-Security-Policy; inline script or style; what is loaded from
elsewhere; addresses that are neither of the site nor https nor mailto; drawings with script; and what
looks like a secret or a name of a person or machine. What of these is meant to be public stands in
content/.public.yaml, as a list of { text, why }.

Exit codes: 0 nothing found, 1 something found.`,
  )
  .parse()
  .opts<{ dir: string; content: string }>();

/** What looks private and is meant to be public, each with the reason. */
const PUBLIC = join(content, '.public.yaml');
const publicTexts = z.array(z.strictObject({ text: oneLine, why: oneLine }));

let problems = 0;
const tell = (file: string, line: number, what: string) => {
  problems += 1;
  console.log(`${file}:${line}: ${visible(what)}`);
};

const allowed = new Map(readPublic().map((text) => [asBytes(text), 0]));
const { pages, others } = siteFiles(dir);
// A folder of this machine that got into the site; one at the root would be in half of all texts.
const here = process.cwd().length > 4 ? process.cwd() : undefined;

for (const path of [...pages, ...others]) {
  const bytes = readFileSync(join(dir, path));
  const text = isText(path) ? bytes.toString('utf8') : '';
  const options = { policy: PAGE_CONTENT_POLICY, kept: isInert };
  for (const { line, what } of fileOffences(path, text, options)) tell(path, line, what);
  if (!isText(path)) continue;
  for (const { kind, line, text: found } of privateTexts(bytes)) {
    const count = allowed.get(found);
    if (count === undefined) tell(path, line, `looks private (${kind}): ${masked(found)}`);
    else allowed.set(found, count + 1);
  }
  const at = here === undefined ? -1 : text.indexOf(here);
  if (at >= 0) tell(path, text.slice(0, at).split('\n').length, 'names a folder of this machine');
}
if (!others.includes('_headers')) tell('_headers', 1, 'is not there');
for (const [text, count] of allowed) {
  if (count === 0)
    tell(
      PUBLIC,
      1,
      `"${Buffer.from(text, 'latin1').toString()}" stands nowhere in the site: leave it out`,
    );
}

console.log(`${pages.length} pages, ${others.length} other files, ${problems} problems`);
if (problems > 0) {
  console.log(
    `What looks private has to go from ${content}/; if it is meant to be public, name it in ${PUBLIC}.`,
  );
  process.exitCode = 1;
}

function readPublic(): string[] {
  if (!existsSync(PUBLIC)) return [];
  const written = parseDocument(readFileSync(PUBLIC, 'utf8'));
  const read = publicTexts.safeParse(written.errors.length > 0 ? undefined : written.toJS());
  if (read.success) return read.data.map(({ text }) => text);
  const why = written.errors[0]?.message ?? z.prettifyError(read.error);
  tell(PUBLIC, 1, `has to be a list of { text, why }: ${why}`);
  return [];
}

/** As the search sees a text: one character for each byte. */
function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** Enough to find it by, not the whole: what a check prints may be public before the site is. */
function masked(text: string): string {
  const shown = text.slice(0, Math.min(6, Math.floor(text.length / 3)));
  return `"${shown}…", ${text.length} bytes long`;
}
