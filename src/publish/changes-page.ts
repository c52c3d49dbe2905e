import { type Archive, counterpart, type FrozenEdition } from '../model/archive.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Library } from '../model/library.ts';
import { standingOf } from '../model/status.ts';
import type { Finding, FindingStatus } from '../schema/finding.ts';
import { dateInWords } from './dates.ts';
import { evidenceView, type EvidenceView } from './evidence-view.ts';
import { statusWords } from './finding-row.ts';
import { linkTo } from './links.ts';
import { runLink } from './run-row.ts';
import { optionPage } from './option-page.ts';
import type { Link, PageKind } from './urls.ts';

/** A status in its edition. */
interface StatusThen {
  readonly status: FindingStatus;
  readonly words: string;
}

/** What changed from one edition to the next, as facts. */
export interface ChangesPage {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly asOf: string;
  readonly before?: string;
  readonly statusChanged: readonly {
    readonly link: Link;
    readonly from: StatusThen;
    readonly to: StatusThen;
    /** The heaviest piece on the side that decided it. */
    readonly because?: EvidenceView;
  }[];
  readonly newFindings: readonly { readonly link: Link; readonly status: StatusThen }[];
  readonly withdrawn: readonly { readonly id: string; readonly claim: string }[];
  readonly options: readonly {
    readonly link: Link;
    readonly cells: readonly {
      readonly name: string;
      readonly from: string;
      readonly to: string;
    }[];
  }[];
  readonly things: readonly {
    readonly kind: PageKind;
    readonly added: readonly Link[];
    readonly changed: readonly Link[];
    readonly removed: readonly string[];
  }[];
  readonly runs: readonly Link[];
}

/** Where an option had no such cell, or was not there at all. */
export const NOT_IN_IT = 'not in it';

const THINGS = ['layer', 'memory-type', 'gpu', 'setting', 'signature'] as const;

/** What changed in an edition since the one before it; for the first, everything is new. */
export function changesPage(edition: FrozenEdition, { editions }: Archive): ChangesPage {
  const { manifest, library: now } = edition;
  const at = editions.findIndex((other) => other.manifest.id === manifest.id);
  const before = editions[at - 1];
  const head = {
    id: manifest.id,
    title: manifest.title,
    summary: manifest.summary,
    asOf: dateInWords(manifest.asOf),
  };
  if (before === undefined) {
    return {
      ...head,
      statusChanged: [],
      newFindings: [],
      withdrawn: [],
      options: [],
      things: [],
      runs: [],
    };
  }
  const then = before.library;
  const known = new Set(before.manifest.runs.map(({ id }) => id));
  return {
    ...head,
    before: before.manifest.id,
    ...findingChanges(then, now),
    options: optionChanges(then, now),
    things: [
      ...THINGS.map((kind) => thingChanges(kind, then, now)),
      { kind: 'option' as const, added: [], changed: [], removed: goneOf('option', then, now) },
    ].filter(({ added, changed, removed }) => added.length + changed.length + removed.length > 0),
    runs: manifest.runs
      .filter(({ id }) => !known.has(id) && now.run.has(id))
      .map(({ id }) => runLink(now, id)),
  };
}

function findingChanges(
  then: Library,
  now: Library,
): Pick<ChangesPage, 'statusChanged' | 'newFindings' | 'withdrawn'> {
  const earlier = (id: string) => {
    const old = counterpart('finding', id, now, then);
    return old === undefined ? undefined : then.finding.get(old);
  };
  const all = [...now.finding.values()];
  return {
    statusChanged: all.flatMap((finding) => {
      const old = earlier(finding.id);
      if (old === undefined) return [];
      const [from, to] = [statusThen(old, then), statusThen(finding, now)];
      if (from.words === to.words) return [];
      const because = deciding(finding, now);
      return [
        {
          link: linkTo(now, 'finding', finding.id),
          from,
          to,
          ...(because === undefined ? {} : { because }),
        },
      ];
    }),
    newFindings: all
      .filter(({ id }) => earlier(id) === undefined)
      .map((finding) => ({
        link: linkTo(now, 'finding', finding.id),
        status: statusThen(finding, now),
      })),
    withdrawn: [...then.finding.values()]
      .filter(({ id }) => counterpart('finding', id, then, now) === undefined)
      .map(({ id, claim }) => ({ id, claim })),
  };
}

function statusThen(finding: Finding, library: Library): StatusThen {
  const { status } = standingOf(finding, library);
  return { status, words: statusWords(finding, status) };
}

function deciding(finding: Finding, library: Library): EvidenceView | undefined {
  const standing = standingOf(finding, library);
  const side = standing.against > standing.for ? finding.contradicts : finding.supports;
  const views = side.map((link) => evidenceView(link, library));
  return views.toSorted((a, b) => b.weight - a.weight)[0];
}

function optionChanges(then: Library, now: Library): ChangesPage['options'] {
  return [...now.option.values()]
    .map((option) => {
      const id = counterpart('option', option.id, now, then);
      const old = id === undefined ? undefined : then.option.get(id);
      const [before, after] = [
        old && cellsOf(optionPage(old, then)),
        cellsOf(optionPage(option, now)),
      ];
      return {
        link: linkTo(now, 'option', option.id),
        cells: Object.entries(after).flatMap(([name, to]) => {
          const from = before?.[name] ?? NOT_IN_IT;
          return from === to ? [] : [{ name, from, to }];
        }),
      };
    })
    .filter(({ cells }) => cells.length > 0);
}

function cellsOf(page: ReturnType<typeof optionPage>): Record<string, string> {
  const unknown = 'unknown';
  const list = (statements: readonly { text: string }[]) =>
    statements.length === 0 ? unknown : statements.map(({ text }) => text).join(' ');
  return {
    status: page.statusMeans,
    complexity: page.complexity?.value ?? unknown,
    chance: page.chance?.value ?? unknown,
    time: page.hours?.value ?? unknown,
    cost: page.costs.map(({ value }) => value).join(', ') || unknown,
    needs: list(page.requires),
    'blocked by': list(page.blockers),
  };
}

function thingChanges(
  kind: (typeof THINGS)[number],
  then: Library,
  now: Library,
): ChangesPage['things'][number] {
  const ids = [...now[kind].keys()];
  const old = (id: string) => counterpart(kind, id, now, then);
  const differs = (id: string) => {
    const before = old(id);
    if (before === undefined) return false;
    return canonicalJson(now[kind].get(id)) !== canonicalJson(then[kind].get(before));
  };
  return {
    kind,
    added: ids.filter((id) => old(id) === undefined).map((id) => linkTo(now, kind, id)),
    changed: ids.filter(differs).map((id) => linkTo(now, kind, id)),
    removed: goneOf(kind, then, now),
  };
}

/** The ids of what the edition before had, and this one has under no name. */
function goneOf(kind: (typeof THINGS)[number] | 'option', then: Library, now: Library): string[] {
  return [...then[kind].keys()].filter((id) => counterpart(kind, id, then, now) === undefined);
}
