import type { Layer } from '../schema/layer.ts';
import type { Library } from './library.ts';

/** The layers from the top of the stack to the bottom: each stands above all it rests on. */
export function layersTopDown(library: Library): Layer[] {
  const ordered: Layer[] = [];
  const placed = new Set<string>();
  const place = (layer: Layer) => {
    if (placed.has(layer.id)) return;
    placed.add(layer.id);
    for (const id of layer.restsOn.toReversed()) {
      const below = library.layer.get(id);
      if (below) place(below);
    }
    ordered.unshift(layer);
  };
  for (const layer of library.layer.values()) place(layer);
  return ordered;
}
