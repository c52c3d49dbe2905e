/** A redirect that keeps the `#fragment`, which the meta refresh beside it would drop. */
const moved = document.querySelector<HTMLAnchorElement>('a[data-moved]');
if (moved !== null) {
  const target = new URL(moved.href);
  target.hash = location.hash;
  location.replace(target);
}
