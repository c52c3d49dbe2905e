/** The first circle in a graph, from a node back to itself: `[a, b, a]`. */
export function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const way: string[] = [];
    const onWay = new Set<string>();
    const open: Iterator<string>[] = [];
    const enter = (id: string) => {
      way.push(id);
      onWay.add(id);
      open.push((graph.get(id) ?? []).values());
    };
    if (!done.has(start)) enter(start);
    for (let edges = open.at(-1); edges !== undefined; edges = open.at(-1)) {
      const next = edges.next();
      if (next.done === true) {
        const left = way.pop() ?? '';
        onWay.delete(left);
        done.add(left);
        open.pop();
      } else if (onWay.has(next.value)) {
        return [...way.slice(way.indexOf(next.value)), next.value];
      } else if (!done.has(next.value)) {
        enter(next.value);
      }
    }
  }
  return undefined;
}
