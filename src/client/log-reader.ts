/** Reads a pasted log: its errors by the patterns that ingest goes by, settings and cards by their names. */
import { type LogFinding, namedIn, plainLog, scanLog } from '../model/log-scan.ts';
import { signatureMatcher } from '../model/signature-match.ts';
import type { SearchDocument } from '../publish/search-documents.ts';

/** A page whose subject a log names, and where it does. */
export interface LogHit extends Omit<LogFinding, 'key'> {
  readonly document: SearchDocument;
}

/** What a log names, in its order: errors, and settings and cards, which help to read it. */
export function readLog(log: string, documents: readonly SearchDocument[]): LogHit[] {
  const known = new Map(documents.map((document) => [keyOf(document), document]));
  const signatures = documents
    .filter((document) => isOf(document, 'signature'))
    .map((document) => ({
      id: keyOf(document),
      text: document.names[0] ?? '',
      patterns: (document.patterns ?? []).map((line) => ({ line })),
    }));
  const named = documents
    .filter((document) => isOf(document, 'setting') || isOf(document, 'gpu'))
    .map((document) => ({ key: keyOf(document), forms: document.names }));
  const errors = signatureMatcher(signatures);
  const others = namedIn(named, plainLog(log));
  return scanLog(log, function* (line) {
    for (const { signature, matched } of errors.inLine(line)) yield { key: signature.id, matched };
    yield* others(line);
  }).flatMap(({ key, ...finding }) => {
    const document = known.get(key);
    return document === undefined ? [] : [{ document, ...finding }];
  });
}

function isOf({ target }: SearchDocument, kind: string): boolean {
  return 'kind' in target && target.kind === kind;
}

function keyOf({ target }: SearchDocument): string {
  return 'kind' in target ? `${target.kind}:${target.id}` : target.page;
}
