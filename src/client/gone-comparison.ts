/** A pair of runs loses its page when a run comes between them; any two runs are still compared. */
const pair = /^(.*\/compare\/)([a-z0-9-]+)\/([a-z0-9-]+)\/?$/.exec(location.pathname);
if (pair !== null) {
  const [, compare = '', a = '', b = ''] = pair;
  location.replace(`${compare}?${String(new URLSearchParams({ a, b }))}`);
}
