/** An escaped character, a block of code, code in a line, or the address of a link on this host. */
const PIECES =
  /\\.|^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[ \t]*$|(`+)(?!`)[\s\S]*?[^`]\2(?!`)|\]\((\/(?!\/)[^)\s]*)\)/gm;

/**
 * Markdown of this site whose links say on which host they are, so that they lead there from an issue. What
 * is code stays as it is.
 */
export function fullLinks(markdown: string, origin: string): string {
  return markdown.replace(PIECES, (piece, _fence, _ticks, path?: string) =>
    path === undefined ? piece : `](${origin}${path})`,
  );
}
