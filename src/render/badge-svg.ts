import { makeBadge } from 'badge-maker';
import { visible } from '../model/visible.ts';

/** A status in two words and a colour of six hexadecimal digits. */
interface BadgeSource {
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** Many results share a name and an outcome, and to measure text costs more than to look it up. */
const DRAWN = new Map<string, string>();

/** A badge as SVG, as shields.io draws it. Its words are its name for a screen reader too. */
export function badgeSvg({ label, message, color }: BadgeSource): string {
  const key = JSON.stringify([label, message, color]);
  const known = DRAWN.get(key);
  if (known !== undefined) return known;
  const drawn = makeBadge({
    label: visible(label),
    message: visible(message),
    color: `#${color}`,
    style: 'flat',
  });
  DRAWN.set(key, `${drawn}\n`);
  return `${drawn}\n`;
}

/** The same for the endpoint badge of shields.io, which draws it itself. */
export function badgeEndpoint({ label, message, color }: BadgeSource): string {
  return `${JSON.stringify({
    schemaVersion: 1,
    label: visible(label),
    message: visible(message),
    color,
  })}\n`;
}
