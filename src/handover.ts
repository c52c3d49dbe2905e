import type { Archive } from './model/archive.ts';
import { note } from './model/trace.ts';
import { tracedEdition, tracedToday } from './model/traced-library.ts';
import type { EditionSite } from './publish/edition-site.ts';

/** What a build gives to its pages, which import the very modules that the build has loaded. */
export interface Handover {
  readonly archive: Archive;
  readonly editions: EditionSite;
}

let given: Handover | undefined;

/** Gives an archive to the pages that this process is going to draw. */
export function handOver(archive: Archive, editions: EditionSite): void {
  given = { archive, editions };
}

/** What was given; undefined where the pages must read `content/` themselves. */
export function handedOver(): Handover | undefined {
  return given;
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
