import { drawingKey } from '../render/drawing-cache.ts';

const counts = new WeakMap<Request, Map<string, number>>();

/** What the ids of a drawing begin with: the same in every build, and once on a page. */
export function drawingId({ request }: { readonly request: Request }, text: string): string {
  const name = `drawn-${drawingKey(text).slice(0, 8)}`;
  const onPage = counts.get(request) ?? new Map<string, number>();
  counts.set(request, onPage);
  const count = (onPage.get(name) ?? 0) + 1;
  onPage.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}
