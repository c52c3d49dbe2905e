/** Bytes in pieces of these sizes, the last size again and again. */
export async function* inPieces(
  bytes: Uint8Array,
  sizes: readonly number[] = [65_536],
): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const size = sizes[Math.min(n, sizes.length - 1)] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** A beginning, a part again and again, and an end: as many bytes as one likes, held by nobody. */
export async function* repeated(
  begin: string,
  part: string,
  times: number,
  end = '',
): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = (text: string) => new TextEncoder().encode(text);
  yield bytes(begin);
  const perChunk = Math.max(1, Math.floor(65_536 / part.length));
  const chunk = bytes(part.repeat(perChunk));
  for (let left = times; left > 0; left -= perChunk) {
    yield left >= perChunk ? chunk : bytes(part.repeat(left));
  }
  yield bytes(end);
}
