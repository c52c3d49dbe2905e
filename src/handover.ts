import type { Archive } from './model/archive.ts';
import type { EditionSite } from './publish/edition-site.ts';
import { note, ownTrace, type Trace, tracedEdition, tracedToday } from './model/trace.ts';

/** What a build gives to its pages, which are bundled with copies of all modules. */
export interface Handover {
  readonly archive: Archive;
  readonly editions: EditionSite;
  readonly trace: Trace;
}

const PLACE = Symbol.for('faultline.handover');
const places = globalThis as { [PLACE]?: Handover };

/** Gives an archive to the pages that this process is going to draw. */
export function handOver(archive: Archive, editions: EditionSite): void {
  places[PLACE] = { archive, editions, trace: ownTrace() };
}

/** What was given; undefined where the pages must read `content/` themselves. */
export function handedOver(): Handover | undefined {
  return places[PLACE];
}

/** An archive that tells what is read of it. */
export function tracedArchive({ library, editions }: Archive): Archive {
  const frozen = editions.map((edition) => ({
    manifest: edition.manifest,
    library: tracedEdition(edition.library, edition.manifest.id),
  }));
  return {
    library: tracedToday(library),
    get editions() {
      note('editions');
      return frozen;
    },
  };
}
