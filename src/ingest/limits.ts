/**
 * What a reader of foreign files takes at most. Beyond each of these a file is refused with the limit named,
 * so that memory and time stay bounded whatever comes in.
 */
export const LIMITS = {
  /** Bytes of a whole file. */
  fileBytes: 4 * 1024 ** 3,
  /** Bytes of one value: a text, a tag with its attributes, one test of a JSON report. */
  pieceBytes: 64 * 1024 ** 2,
  /** Elements of XML, values of JSON, or subtests of TAP inside one another. */
  depth: 100,
  /** Attributes of one tag. */
  attributes: 1000,
  /** Values inside one test of a JSON report. */
  itemValues: 100_000,
  /** Bytes that are no valid UTF-8. */
  invalidBytes: 100_000,
  /** Test cases of a file. All are counted; a record keeps `MAX_RESULTS` of them. */
  cases: 10_000_000,
  /** Test points of TAP; the parser holds each of them. */
  tapPoints: 1_000_000,
} as const;

/** UTF-16 units of a line of TAP or KTAP that are read; the rest of the line is passed over. */
export const LINE_LENGTH = 64 * 1024;

/** Bytes at the beginning of a file by which its format is told. */
export const SNIFF_BYTES = 64 * 1024;

/** Bytes of one text that are kept: its beginning, its end, and what it tells. */
export const KEPT_TEXT = 16 * 1024;

/** UTF-16 units of all texts of a file together. */
export const KEPT_TEXTS = 64 * 1024 ** 2;

/** Places of one kind of deviation that are listed one by one; further ones are counted. */
export const LISTED_DEVIATIONS = 5;

export type Limit = keyof typeof LIMITS;

/** Thrown inside a reader where a limit is passed; what drives the reader turns it into a problem. */
export class LimitPassed extends Error {
  readonly limit: Limit;
  readonly offset: number;

  /** @param offset byte of the file */
  constructor(limit: Limit, offset: number) {
    super(limit);
    this.limit = limit;
    this.offset = offset;
  }
}
