import { type Budget, budgetOf, SHARED } from './limits.ts';
import type { PageWeight, Scale } from './page-weight.ts';

/** A figure of a page that is above its limit. */
export interface Excess {
  readonly page: string;
  readonly what: string;
}

/** The heaviest figures among pages of one kind. */
export interface KindWeight {
  readonly kind: string;
  readonly pages: number;
  /** The page with the most HTML. */
  readonly heaviest: string;
  readonly figures: Readonly<Record<string, Figure>>;
}

interface Figure {
  readonly found: number;
  readonly limit: number;
}

/** Holds every page against the budget of its kind. */
export function weighPages(
  pages: readonly string[],
  scale: Scale,
): { readonly kinds: readonly KindWeight[]; readonly excesses: readonly Excess[] } {
  const kinds = new Map<string, KindWeight>();
  const excesses: Excess[] = [];
  for (const page of pages) {
    const budget = budgetOf(page);
    if (budget === undefined) {
      excesses.push({
        page,
        what: 'has no budget; give its kind one in scripts/budgets/limits.ts',
      });
      continue;
    }
    const figures = figuresOf(scale.weigh(page), budget);
    for (const [name, { found, limit }] of Object.entries(figures)) {
      if (found <= limit) continue;
      const what = `${name} ${shown(name, found)}, above the limit of ${shown(name, limit)} for “${budget.kind}”`;
      excesses.push({ page, what });
    }
    kinds.set(budget.kind, heavier(kinds.get(budget.kind), { kind: budget.kind, page, figures }));
  }
  return { kinds: [...kinds.values()], excesses };
}

function figuresOf({ bytes, files }: PageWeight, budget: Budget): Record<string, Figure> {
  return {
    HTML: { found: bytes.html, limit: budget.html },
    CSS: { found: bytes.css, limit: SHARED.css },
    script: { found: bytes.script, limit: budget.script },
    font: { found: bytes.font, limit: SHARED.font },
    images: { found: bytes.image, limit: SHARED.image },
    requests: { found: files.length, limit: budget.requests },
  };
}

function heavier(
  so: KindWeight | undefined,
  { kind, page, figures }: { kind: string; page: string; figures: Record<string, Figure> },
): KindWeight {
  if (so === undefined) return { kind, pages: 1, heaviest: page, figures };
  const most = Object.entries(figures).map(([name, { found, limit }]) => {
    return [name, { found: Math.max(found, so.figures[name]?.found ?? 0), limit }] as const;
  });
  const html = (figures['HTML']?.found ?? 0) > (so.figures['HTML']?.found ?? 0);
  return {
    kind,
    pages: so.pages + 1,
    heaviest: html ? page : so.heaviest,
    figures: Object.fromEntries(most),
  };
}

/** A figure as it is read: bytes in KiB, a number of requests as it is. */
export function shown(name: string, value: number): string {
  return name === 'requests' ? String(value) : `${(value / 1024).toFixed(1)} KiB`;
}
