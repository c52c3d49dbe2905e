import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import { visible } from '../model/visible.ts';

/** What a preview shows; texts are plain. */
export interface PreviewSource {
  readonly kind: string;
  readonly title: string;
  readonly verdict: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly lines: readonly string[];
}

const PAPER = '#faf8f3';
const INK = '#1c1a16';
const SOFT = '#4a453c';
const STRATA = ['#f6ecda', '#e8d6b4', '#d9c19a', '#bfae95', '#a3a09b'];

/** What the font has: everything else would be an empty box. */
const UNKNOWN =
  /[^\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2010-\u2027\u2030-\u205e\u20ac\u2122\u2191\u2193\u2212\u2215]/gu;

/** In pixels. */
interface PreviewSize {
  readonly width: number;
  readonly height: number;
}

interface Node {
  readonly type: string;
  readonly props: { readonly style: object; readonly children?: string | readonly Node[] };
}

/** A preview as PNG. The text is drawn with our own font, so that every machine gives the same bytes. */
export async function previewPng(source: PreviewSource, size: PreviewSize): Promise<Uint8Array> {
  const svg = await satori(picture(source), { ...size, fonts: fonts() });
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

/** The files that a drawing depends on, beside this one: the fonts. */
export function fontFiles(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'));
  return [400, 700].map((weight) => join(folder, `files/inter-latin-${weight}-normal.woff`));
}

let loaded: { name: string; data: Buffer; weight: 400 | 700; style: 'normal' }[] | undefined;

function fonts() {
  loaded ??= fontFiles().map((file) => ({
    name: 'Inter',
    data: readFileSync(file),
    weight: file.includes('-400-') ? 400 : 700,
    style: 'normal',
  }));
  return loaded;
}

function picture({ kind, title, verdict, color, lines }: PreviewSource): Node {
  return box(
    { width: '100%', height: '100%', background: PAPER, color: INK, fontFamily: 'Inter' },
    [
      box(
        { flexDirection: 'column', width: 60, height: '100%' },
        STRATA.map((background) => box({ flexGrow: 1, background }, [])),
      ),
      box({ width: 12, height: '100%', background: `#${color}` }, []),
      box({ flexDirection: 'column', flexGrow: 1, padding: '56px 72px', width: 1128 }, [
        box({ justifyContent: 'space-between', fontSize: 30, color: SOFT }, [
          text(shown(kind, 40), {}),
          text('Faultline', { fontWeight: 700 }),
        ]),
        text(shown(title, 190), {
          marginTop: 36,
          fontSize: sizeOf(title),
          fontWeight: 700,
          lineHeight: 1.2,
          wordBreak: 'break-word',
        }),
        box({ flexGrow: 1 }, []),
        text(shown(verdict, 60), { fontSize: 50, fontWeight: 700, color: `#${color}` }),
        ...lines
          .slice(0, 3)
          .map((line) => text(shown(line, 110), { marginTop: 12, fontSize: 28, color: SOFT })),
      ]),
    ],
  );
}

function box(style: object, children: readonly Node[]): Node {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}

function text(children: string, style: object): Node {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } };
}

/** A long identifier does not break, so it sets the size: no letter is wider than this share of it. */
function sizeOf(title: string): number {
  const longest = Math.max(1, ...title.split(/\s+/).map((word) => word.length));
  const whole = title.length < 45 ? 66 : title.length < 100 ? 54 : 42;
  return Math.max(24, Math.min(whole, Math.floor(984 / (longest * 0.7))));
}

/** Cut at a word, with what the font lacks marked. */
function shown(words: string, most: number): string {
  const line = visible(words)
    .replace(/⟨U\+(\w+)⟩/g, '[U+$1]')
    .replace(/\s+/g, ' ')
    .trim();
  const drawn = line.replace(UNKNOWN, '?');
  return drawn.length <= most ? drawn : `${drawn.slice(0, most).replace(/\s\S*$/, '')} …`;
}
