import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from './archive.ts';
import type { Digests } from './library.ts';
import type { Archive } from './model/archive.ts';
import { answerAgain, type Dependency } from './model/trace.ts';
import { ALL_KINDS } from './schema/kinds.ts';
import type { DrawingCache } from './render/drawing-cache.ts';

/** What the things that pages read are read from. */
interface Sources {
  /** The folder of `content/`. */
  readonly root: string;
  readonly archive: Archive;
  /** The sha256 of the file of every item of today. */
  readonly digests: Digests;
  readonly drawings: DrawingCache;
}

/**
 * The digest of anything that a page may have read, as it is now; undefined for what nobody knows any
 * more. Equal digests mean that the page would read the same.
 */
export function dependencyDigests(sources: Sources): (read: Dependency) => string | undefined {
  const known = new Map<Dependency, string | undefined>();
  const whole = digestsOfKinds(sources);
  const items = itemDigests(sources);
  return (read) => {
    if (!known.has(read)) known.set(read, digest(read));
    return known.get(read);
  };

  function digest(read: Dependency): string | undefined {
    if (read === 'editions') {
      return digestOf(JSON.stringify(sources.archive.editions.map(({ manifest }) => manifest)));
    }
    const edition = /^edition:(.+)$/.exec(read)?.[1];
    if (edition !== undefined) {
      const found = sources.archive.editions.find(({ manifest }) => manifest.id === edition);
      return found && digestOf(JSON.stringify(found.manifest));
    }
    const drawing = /^drawing:(.+)$/.exec(read)?.[1];
    if (drawing !== undefined) return digestOf(sources.drawings.read(drawing) ?? 'not drawn');
    const evidence = /^evidence:(.+)$/.exec(read)?.[1];
    if (evidence !== undefined) {
      return digestOf(readFileSync(join(sources.root, 'evidence', evidence)));
    }
    if (/^[a-z-]+\[/.test(read)) {
      const found = answerAgain(read);
      return found && digestOf(inWords(found.answer, items));
    }
    const [kind = '', what = ''] = read.split('/');
    if (what === '*') return whole.get(kind)?.all;
    if (what === '') return whole.get(kind)?.ids;
    return sources.digests.get(read) ?? 'absent';
  }
}

function digestsOfKinds({ digests, archive: { library } }: Sources) {
  return new Map<string, { all: string; ids: string }>(
    ALL_KINDS.map((kind) => {
      const all = createHash('sha256');
      const ids = createHash('sha256');
      for (const id of library[kind].keys()) {
        all.update(`${id} ${digests.get(`${kind}/${id}`) ?? ''}\n`);
        ids.update(`${id}\n`);
      }
      return [kind, { all: all.digest('hex'), ids: ids.digest('hex') }];
    }),
  );
}

/** Items stand in answers by the digest of their files: they may be large, and occur often. */
function itemDigests({ digests, archive: { library } }: Sources): ReadonlyMap<unknown, string> {
  const found = new Map<unknown, string>();
  for (const kind of ALL_KINDS) {
    for (const [id, item] of library[kind]) {
      found.set(item, `${kind}/${id} ${digests.get(`${kind}/${id}`) ?? ''}`);
    }
  }
  return found;
}

function inWords(answer: unknown, items: ReadonlyMap<unknown, string>): string {
  // An object around the answer: of "undefined" alone there is no JSON.
  return JSON.stringify({ answer }, (_key, value: unknown) => {
    if (typeof value !== 'object') return value;
    return value instanceof Map || value instanceof Set ? [...value] : (items.get(value) ?? value);
  });
}
