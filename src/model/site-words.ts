/** What to do where the system refused to write. */
const NOT_BUILT = {
  full: 'Make room, then start again; what was there before is whole.',
  forbidden: 'Allow writing there, or name a folder where you may; what was there before is whole.',
  other: 'Remove the cause, then start again; what was there before is whole.',
} as const;

/** The words of everything that can be wrong with a site that was built or published. */
export const SITE_WORDS = {
  busy: (a: { pid: number; host: string; lock: string }) => [
    `Another process is writing here: number ${a.pid} on ${a.host}.`,
    `Wait for its end and start again. If it is not there any more, remove ${a.lock}.`,
  ],
  'not-a-site': (a: { found: 'file' | 'folder' }) => [
    `There is a ${a.found} here that no build made, so it is not replaced.`,
    'Name another folder with --out, or remove this one yourself.',
  ],
  'not-built': (a: { cause: string; why: 'full' | 'forbidden' | 'other' }) => [
    `The system refused: ${a.cause}.`,
    a.why === 'full' || a.why === 'forbidden' ? NOT_BUILT[a.why] : NOT_BUILT.other,
  ],
  'not-cleared': (a: { cause: string }) => [
    `This is left from before and could not be removed: ${a.cause}.`,
    'Remove it yourself; the new one is in its place and whole.',
  ],
  'freeze-cut-off': (a: { edition: string; old: string }) => [
    `A freeze of the edition "${a.edition}" was cut off at its very end; what was there before is in ${a.old}.`,
    'Freeze the draft again, which brings it back first, or rename that folder yourself.',
  ],
  'site-unreadable': (a: { cause: string }) => [
    `The site could not be read here: ${a.cause}.`,
    'Have the server answer, then verify again; nothing is known of this address until then.',
  ],
  'site-answers-anything': (a: { status: number }) => [
    `The server answers ${a.status} at this address, which does not exist: what is missing may look as if it were there.`,
    'Have it answer 404, with 404.html for the page, where there is no file.',
  ],
  'site-leads-elsewhere': (a: { to: string }) => [
    `This address leads out of the site, to ${a.to}.`,
    'Serve the file at its own address: it was promised there.',
  ],
  'site-page-in-place': (a: { expected: string }) => [
    `A web page is served here in place of ${a.expected}.`,
    'Upload the file, and have the server answer 404 for what it does not have.',
  ],
  'site-sums-missing': (_: object) => [
    'The site has no list of its files, so nobody can tell whether it is whole.',
    'Upload SHA256SUMS, the file that the build writes last and that belongs last in an upload.',
  ],
  'site-sums-broken': (a: { cause: string }) => [
    `The list of the files of this site cannot be used: ${a.cause}.`,
    'Upload the one that the build wrote, as it is.',
  ],
  'site-file-missing': (_: object) => [
    'This file of the site is missing: the upload is not complete, or somebody removed it.',
    'Upload the whole site again, SHA256SUMS last.',
  ],
  'site-file-truncated': (a: { bytes: number; expected: number }) => [
    `This file ends after ${a.bytes} of ${a.expected} bytes.`,
    'Upload the whole site again, SHA256SUMS last.',
  ],
  'site-file-changed': (a: { sha256: string; expected: string }) => [
    `This file is another than the one that was built: its sha256 is ${a.sha256}, not ${a.expected}.`,
    'Upload the whole site again, SHA256SUMS last, and have the host change no file.',
  ],
  'site-file-extra': (_: object) => [
    'This file is not part of the site: it is left from another build, or somebody put it there.',
    'Remove it, or say --ignore with its path if it belongs to the host.',
  ],
  'published-edition-missing': (a: { edition: string }) => [
    `The site has no manifest of the edition "${a.edition}".`,
    'Publish a site that was built from a content folder with this edition.',
  ],
  'published-edition-differs': (a: { edition: string; state: 'draft' | 'sealed' }) => [
    `The edition "${a.edition}" was published with another manifest than the one in content/.`,
    a.state === 'sealed'
      ? 'A sealed edition never changes: find out which of the two is the one that was sealed.'
      : 'It is a draft and may have been frozen again since: build and publish the site anew.',
  ],
  'published-facts-altered': (a: { edition: string; page: string }) => [
    `The facts that the edition "${a.edition}" recorded of the page ${a.page} do not have the digest in its manifest.`,
    'Put the recorded facts back as they were: they are never edited.',
  ],
  'published-facts-unreadable': (a: { edition: string; page: string; cause: string }) => [
    `The facts of the page ${a.page} of the edition "${a.edition}" cannot be read: ${a.cause}.`,
    'Publish the site again, as it was built.',
  ],
  'published-fact-changed': (a: {
    edition: string;
    page: string;
    recorded: string;
    published: string;
  }) => [
    `On the page ${a.page} the edition "${a.edition}" recorded ${a.recorded}; the site says ${a.published}.`,
    'Publish a site that says what was recorded: facts of an edition do not change.',
  ],
  'published-record-missing': (a: { id: string; sha256: string }) => [
    `The record of the run "${a.id}" is gone, and no page says why; its sha256 was ${a.sha256}.`,
    'Publish it again; if it had to go, build with a retirement, which leaves a page with its digest.',
  ],
  'published-record-changed': (a: { id: string; sha256: string; expected: string }) => [
    `The record of the run "${a.id}" has been changed: its sha256 is ${a.sha256}, not ${a.expected}.`,
    'Publish it as it was: a run is never edited. To correct it, add a new run that names it in "replaces".',
  ],
  'published-record-odd': (a: { cause: string }) => [
    `This is not the record of the run whose address it has: ${a.cause}.`,
    'Publish the site again, as it was built.',
  ],
  'published-evidence-missing': (a: { run: string }) => [
    `This evidence of the run "${a.run}" is gone.`,
    'Publish it again: evidence is kept as long as the run that names it.',
  ],
  'published-evidence-changed': (a: { run: string; sha256: string; expected: string }) => [
    `This evidence of the run "${a.run}" has been changed: its sha256 is ${a.sha256}, not ${a.expected}.`,
    'Put the original back: evidence is never edited.',
  ],
} as const satisfies Record<string, (args: never) => readonly [string, string] | readonly string[]>;
