import type { Library } from '../model/library.ts';
import { chanceOf } from '../model/option-chance.ts';
import type { Range } from '../model/range.ts';
import type { Option } from '../schema/option.ts';

/** An area that an option may lie in: its chance across, its hours up. Lengths in units of the drawing. */
export interface FigureBox {
  readonly label: string;
  readonly kind: 'measured' | 'estimate';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: 'start' | 'end';
}

/** Hours against chance, as ranges. */
export interface OptionFigure {
  readonly width: number;
  readonly height: number;
  readonly plot: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
  readonly chanceTicks: readonly { readonly x: number; readonly label: string }[];
  readonly hourTicks: readonly { readonly y: number; readonly label: string }[];
  readonly boxes: readonly FigureBox[];
  /** Options whose hours nobody gave: chance alone, below the plot. */
  readonly bands: readonly FigureBox[];
  readonly bandsY: number;
  /** Options of which no chance is known. */
  readonly absent: readonly string[];
}

const WIDTH = 720;
const PLOT = { x: 60, y: 34, width: 640, height: 300 };
const BAND = 26;
const LEAST = 5;
const HOUR_TICKS = [0, 1, 4, 12, 24, 72, 168, 336, 720, 2160];

/** The figure of these options, in this order. */
export function optionFigure(options: readonly Option[], library: Library): OptionFigure {
  const most = Math.max(24, ...options.map(({ hours }) => hours?.max ?? 0));
  const ranges = options.flatMap((option) => {
    const { measured, estimates } = chanceOf(option, library);
    const percents = estimates.map(({ percent }) => percent);
    const guessed =
      percents.length === 0
        ? undefined
        : { min: Math.min(...percents), max: Math.max(...percents) };
    const both = [
      { kind: 'estimate' as const, chance: guessed },
      { kind: 'measured' as const, chance: measured?.interval },
    ];
    return both.flatMap(({ kind, chance }) =>
      chance === undefined ? [] : [{ option, kind, chance, twice: guessed && measured }],
    );
  });
  const labelled = ranges.map(({ option, kind, chance, twice }) => ({
    label: `${nameIn(option)}${twice ? `, ${kind}` : ''}`,
    kind,
    chance,
    hours: option.hours,
  }));
  const drawn = labelled.filter(({ hours }) => hours !== undefined);
  const alone = labelled.filter(({ hours }) => hours === undefined);
  const bandsY = PLOT.y + PLOT.height + 62;
  return {
    width: WIDTH,
    height: bandsY + alone.length * BAND + 8,
    plot: PLOT,
    chanceTicks: [0, 20, 40, 60, 80, 100].map((percent) => ({
      x: acrossOf(percent),
      label: `${percent} %`,
    })),
    hourTicks: HOUR_TICKS.filter((hours) => hours <= most).map((hours) => ({
      y: upOf(hours, most),
      label: String(hours),
    })),
    boxes: drawn.map(({ label, kind, chance, hours = { min: 0, max: 0 } }) => {
      const top = upOf(hours.max, most);
      return box(label, kind, chance, top, upOf(hours.min, most) - top);
    }),
    bands: alone.map(({ label, kind, chance }, index) =>
      box(label, kind, chance, bandsY + index * BAND, BAND - 10),
    ),
    bandsY,
    absent: options.filter((option) => !ranges.some((one) => one.option === option)).map(nameIn),
  };
}

/** The letter of an option, or its title. */
function nameIn({ letter, title }: Option): string {
  return letter ?? title;
}

function box(
  label: string,
  kind: FigureBox['kind'],
  chance: Range,
  y: number,
  height: number,
): FigureBox {
  const left = acrossOf(chance.min);
  const width = Math.max(LEAST, acrossOf(chance.max) - left);
  const x = round(Math.min(left, PLOT.x + PLOT.width - width));
  const tall = Math.max(LEAST, height);
  const inside = kind === 'measured' && width > 60;
  const right = x + width + 6 < PLOT.x + PLOT.width - 70;
  return {
    label,
    kind,
    x,
    y: round(y),
    width: round(width),
    height: round(tall),
    labelX: round(inside ? x + 6 : right ? x + width + 6 : x - 6),
    labelY: round(y + Math.min(tall, 40) / 2 + 5),
    anchor: inside || right ? 'start' : 'end',
  };
}

function acrossOf(percent: number): number {
  return round(PLOT.x + (PLOT.width * percent) / 100);
}

/** Short times apart, long ones close together: the scale is that of log(1 + hours). */
function upOf(hours: number, most: number): number {
  return round(PLOT.y + PLOT.height * (1 - Math.log1p(hours) / Math.log1p(most)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
