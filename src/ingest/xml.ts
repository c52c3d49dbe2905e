import { SaxesParser } from 'saxes';
import type { Deviations } from './deviations.ts';
import { LIMITS, LimitPassed } from './limits.ts';
import { byteAt, type Piece, utf8Length } from './utf8.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Where something stands in a file: byte from 0, line from 1. */
export interface XmlPlace {
  readonly offset: number;
  readonly line: number;
}

/** Told of every element and text, in their order. */
export interface XmlListener {
  open(name: string, attributes: Attributes, at: XmlPlace): void;
  /** A stretch of character data; `from` and `to` are bytes, `to` excluded. */
  text(text: string, from: number, to: number): void;
  /** Comes only once it is certain that the tag closes the innermost open element. */
  close(name: string): void;
}

/** How reading ended: undefined if the document was whole. */
export interface XmlBreak {
  readonly cause: string;
  readonly at: XmlPlace;
}

/** Told by the parser, and nothing was lost or misread by it. */
const HARMLESS: Readonly<Record<string, readonly [code: string, note: string]>> = {
  'disallowed character.': ['illegal-character', 'a character that XML does not allow'],
  'undefined entity.': ['entity-not-resolved', 'an entity that is not resolved; kept as written'],
  'malformed character entity.': ['entity-not-resolved', 'a reference to no character'],
  'empty entity name.': ['entity-not-resolved', 'a lone "&;"'],
  'the string "]]>" is disallowed in char data.': ['illegal-character', 'a lone "]]>"'],
  'malformed comment.': ['comment-syntax', 'two hyphens inside a comment'],
  'text data outside of root node.': ['text-outside', 'text outside of the root element'],
  'an XML declaration must be at the start of the document.': [
    'text-outside',
    'text before the XML declaration',
  ],
  'the XML declaration must appear at the start of the document.': [
    'text-outside',
    'text before the XML declaration',
  ],
};

/**
 * Reads XML from pieces of text. Document types and entities beyond the five of XML are never resolved.
 * What is malformed but harmless is a deviation; anything else ends the reading at that place.
 */
export class XmlStream {
  /** Set as soon as nothing further is read. */
  broken: XmlBreak | undefined;
  readonly #parser = new SaxesParser<{ position: true; xmlns: false }>({
    position: true,
    xmlns: false,
  });
  readonly #listener: XmlListener;
  readonly #deviations: Deviations;
  readonly #open: string[] = [];
  /** A closing tag that was read, and the byte behind it. */
  #closing: { readonly name: string; readonly end: number } | undefined;
  /** The two latest pieces, each with the UTF-16 unit of the whole at which it begins. */
  #pieces: readonly { readonly piece: Piece; readonly start: number }[] = [];
  #units = 0;
  #begin: XmlPlace = { offset: 0, line: 1 };
  #attributes = 0;
  #ended = false;
  #hasReturns = false;
  /** The parser tells of text outside of the root at the end of what it was given, at no fixed place. */
  readonly #outside: string[] = [];
  /** Byte up to which everything was told. */
  #told = 0;

  constructor(listener: XmlListener, deviations: Deviations) {
    this.#listener = listener;
    this.#deviations = deviations;
    const parser = this.#parser;
    parser.on('error', (error) => {
      this.#fail(error.message);
    });
    parser.on('doctype', () => {
      const at = `line ${parser.line}`;
      deviations.add(
        'doctype-ignored',
        at,
        'a document type; it and its entities are not resolved',
      );
    });
    parser.on('opentagstart', ({ name }) => {
      this.#settle();
      this.#begin = this.#tagBegin(name);
      this.#attributes = 0;
    });
    parser.on('attribute', () => {
      this.#attributes += 1;
      if (this.#attributes > LIMITS.attributes) throw this.#passed('attributes');
    });
    parser.on('opentag', ({ name, attributes }) => {
      if (this.#open.length >= LIMITS.depth) throw this.#passed('depth');
      this.#open.push(name);
      this.#told = this.#byte(parser.position);
      listener.open(name, attributes, this.#begin);
    });
    parser.on('closetag', ({ name }) => {
      this.#settle();
      this.#closing = { name, end: this.#byte(parser.position) };
    });
    for (const kind of ['text', 'cdata'] as const) {
      parser.on(kind, (text: string) => {
        this.#settle();
        // Text is told when the `<` behind it was read.
        const to = this.#byte(kind === 'text' ? parser.position - 1 : parser.position);
        if (this.#open.length > 0) listener.text(text, this.#told, to);
        this.#told = to;
      });
    }
    parser.on('comment', () => {
      this.#told = this.#byte(parser.position);
    });
  }

  write(piece: Piece): void {
    if (this.broken !== undefined || piece.text === '') return;
    this.#pieces = [...this.#pieces.slice(-1), { piece, start: this.#units }];
    this.#units += piece.text.length;
    this.#hasReturns ||= piece.text.includes('\r');
    this.#guarded(() => {
      this.#parser.write(piece.text);
      this.#settle();
    });
    if (piece.offset + piece.bytes - this.#told > LIMITS.pieceBytes)
      throw this.#passed('pieceBytes');
  }

  end(): void {
    this.#ended = true;
    if (this.broken === undefined) {
      this.#guarded(() => {
        this.#parser.close();
      });
    }
    for (const note of this.#outside) this.#deviations.add('text-outside', '', note);
  }

  #guarded(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      this.broken = { cause: error.message, at: error.at };
      this.#closing = undefined;
    }
  }

  /** A closing tag is passed on once the parser went on without an objection to it. */
  #settle(): void {
    const closing = this.#closing;
    if (closing === undefined) return;
    this.#closing = undefined;
    this.#open.pop();
    this.#told = closing.end;
    this.#listener.close(closing.name);
  }

  #fail(message: string): void {
    const cause = message.replace(/^(?:\d+:\d+: )/, '');
    const at = { offset: this.#byte(this.#parser.position), line: this.#parser.line };
    const entity = this.#openEntity();
    if (entity !== undefined) throw new Broken('a "&" that begins no entity', entity);
    const harmless = HARMLESS[cause];
    const last = this.#unit(this.#parser.position - 1);
    if (harmless === undefined || (cause === 'disallowed character.' && last === '<')) {
      throw new Broken(cause.replace(/\.$/, ''), at);
    }
    if (harmless[0] === 'text-outside') this.#outside.push(harmless[1]);
    else this.#deviations.add(harmless[0], `line ${at.line}, byte ${at.offset}`, harmless[1]);
  }

  /** Where the document ends inside an entity: its `&` has swallowed all that follows. */
  #openEntity(): XmlPlace | undefined {
    if (!this.#ended) return undefined;
    // The parser tells of the tags that are then still open, and keeps this to itself.
    const { entity } = this.#parser as unknown as { readonly entity: string };
    if (entity === '') return undefined;
    const lines = entity.split('\n').length - 1;
    // What it keeps has line ends of one byte.
    const bytes = utf8Length(entity, 0, entity.length) + (this.#hasReturns ? lines : 0);
    return { offset: this.#byte(this.#units) - bytes - 1, line: this.#parser.line - lines };
  }

  #passed(limit: 'attributes' | 'depth' | 'pieceBytes'): LimitPassed {
    return new LimitPassed(limit, this.#byte(this.#parser.position));
  }

  /** The place of the `<` of a tag whose name has just been read, together with what follows it. */
  #tagBegin(name: string): XmlPlace {
    const { position, line } = this.#parser;
    const follower = this.#unit(position - 1);
    const newLine = follower === '\n';
    const behind = newLine && this.#unit(position - 2) === '\r' ? position - 2 : position - 1;
    const offset = this.#byte(behind) - utf8Length(name, 0, name.length) - 1;
    const before = newLine || follower === '\r' ? line - 1 : line;
    return { offset, line: before };
  }

  #pieceOf(position: number) {
    const [first, second] = this.#pieces;
    return second !== undefined && position >= second.start ? second : first;
  }

  #unit(position: number): string | undefined {
    const at = this.#pieceOf(position);
    return at?.piece.text[position - at.start];
  }

  #byte(position: number): number {
    const at = this.#pieceOf(position);
    if (at === undefined) return 0;
    const unit = Math.min(Math.max(position - at.start, 0), at.piece.text.length);
    return byteAt(at.piece, unit);
  }
}

class Broken extends Error {
  readonly at: XmlPlace;

  constructor(cause: string, at: XmlPlace) {
    super(cause);
    this.at = at;
  }
}
