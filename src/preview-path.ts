import { digestOf } from './archive.ts';
import { canonicalJson } from './model/canonical-json.ts';
import type { Preview } from './publish/preview.ts';

/** Where a preview stands, below the root of the site: pages that show the same share it. */
export function previewPath(shown: Preview): string {
  return `previews/${digestOf(canonicalJson(shown)).slice(0, 16)}.png`;
}
