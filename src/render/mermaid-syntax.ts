/** Where a Mermaid text cannot be read, and why. */
export interface MermaidError {
  /** From 1, within the text. */
  readonly line: number;
  /** Half a sentence. */
  readonly cause: string;
}

let mermaid: Promise<(typeof import('mermaid'))['default']> | undefined;

/** What is wrong with a Mermaid text; undefined where Mermaid can read it. Needs no browser. */
export async function mermaidError(text: string): Promise<MermaidError | undefined> {
  const { parse } = await (mermaid ??= loadMermaid());
  try {
    await parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const lines = text.split('\n').length;
    const line = Number(/\bline (\d+)/.exec(message)?.[1] ?? 1);
    return { line: Math.min(Math.max(line, 1), lines), cause: causeOf(message) };
  }
}

/**
 * Mermaid sanitises while it parses, which needs a browser’s DOM. What is parsed here is only judged,
 * never shown, so that without a DOM nothing need be taken out of it.
 */
async function loadMermaid() {
  const { default: purify } = await import('dompurify');
  const untouched = { sanitize: (dirty: unknown) => dirty, addHook: () => undefined };
  if (!purify.isSupported) Object.assign(purify, untouched);
  return (await import('mermaid')).default;
}

/** Mermaid’s message, which quotes the text and lists every token it would have taken, in few words. */
function causeOf(message: string): string {
  const got = /, got '([^']*)'/.exec(message)?.[1];
  if (got === 'EOF') return 'it ends too early';
  if (got === 'NEWLINE') return 'the line ends too early';
  if (got !== undefined) return `here is no ${got} expected`;
  if (message.startsWith('No diagram type')) return 'it does not begin with a kind of diagram';
  if (message.startsWith('Lexical error')) return 'a character here has no meaning';
  const detail = /(?:Lexer|Parse) error on line \d+, column \d+: ([^\n]*)/.exec(message)?.[1];
  const first = (detail ?? message).split('\n')[0] ?? '';
  return lowerFirst(first.trim().replace(/[.:]$/, '').slice(0, 160));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
