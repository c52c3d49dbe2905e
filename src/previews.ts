import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { digestOf } from './archive.ts';
import type { Archive } from './model/archive.ts';
import { canonicalJson } from './model/canonical-json.ts';
import { type Companion, viewsOf } from './publish/companion.ts';
import { factsOfPages } from './publish/facts.ts';
import {
  type Preview,
  preview,
  PREVIEW_SIZE,
  RUN_VERDICTS,
  runPreview,
} from './publish/preview.ts';
import type { Location } from './publish/urls.ts';
import { previewPath } from './preview-path.ts';
import { fontFiles, previewPng } from './render/preview-image.ts';

/**
 * The previews of all pages, each drawn once: a drawing is kept by the digest of everything that it
 * depends on.
 * @param cache the folder in which drawings are kept
 */
export async function* previews(
  archive: Archive,
  location: Location,
  cache: string,
  isMine: (path: string) => boolean = () => true,
): AsyncGenerator<Companion> {
  // Others ask for a picture by its full address only.
  if (location.origin === undefined) return;
  const drawer = drawerDigest();
  mkdirSync(cache, { recursive: true });
  for (const [path, shown] of neededPreviews(archive, location)) {
    if (!isMine(path)) continue;
    const kept = join(cache, `${digestOf(`${drawer} ${canonicalJson(shown)}`)}.png`);
    if (!existsSync(kept))
      await writeFileAtomic(kept, Buffer.from(await previewPng(shown, PREVIEW_SIZE)));
    yield { path, content: readFileSync(kept) };
  }
}

function neededPreviews(archive: Archive, location: Location): ReadonlyMap<string, Preview> {
  const pages = viewsOf(archive, location).flatMap((view) =>
    factsOfPages(view.library).map(({ target }) => preview(target, view)),
  );
  const all = [...pages, ...RUN_VERDICTS.map(runPreview)];
  return new Map(all.map((shown) => [previewPath(shown), shown]));
}

/** Of whatever draws: our own code, the libraries as locked, the fonts. */
function drawerDigest(): string {
  const own = join(import.meta.dirname, 'render/preview-image.ts');
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const versions = ['satori', '@resvg/resvg-js', 'harfbuzzjs'].map(
    (name) => packages[`node_modules/${name}`]?.version,
  );
  const files = [own, ...fontFiles()].map((file) => digestOf(readFileSync(file)));
  return digestOf(JSON.stringify([versions, files]));
}
