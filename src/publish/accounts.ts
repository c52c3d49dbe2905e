import { decide, type Question } from '../model/decision.ts';
import type { Library } from '../model/library.ts';
import { partingOf, type WayStep, wayOf } from '../model/request-way.ts';
import { layersTopDown } from '../model/strata.ts';
import type { Decision } from '../schema/decision.ts';
import { statementView, type StatementView } from './evidence-view.ts';
import { explainerData } from './explainer.ts';
import { answerWords } from './explanation.ts';
import { type FindingRow, findingRow } from './finding-row.ts';
import { linkTo } from './links.ts';
import type { Link } from './urls.ts';

/** Several accounts of one request on one GPU family, layer by layer, and where they part. */
export interface Accounts {
  readonly gpu: Link;
  readonly accounts: readonly Account[];
  readonly layers: readonly {
    readonly id: string;
    readonly link: Link;
    /** For each account what it holds to happen here; absent where it says nothing of the layer. */
    readonly cells: readonly (AccountCell | undefined)[];
    readonly parting: boolean;
  }[];
}

export interface Account {
  readonly id: string;
  readonly title: string;
  /** The memory type that comes of it, or that none does. */
  readonly gives: string;
  readonly deciders: readonly Link[];
  readonly finding?: FindingRow;
}

export interface AccountCell {
  readonly title: string;
  readonly becomes: readonly StatementView[];
  readonly decides: boolean;
}

/** The accounts of each family of which there are several, the oldest claim first. */
export function accountsOf(library: Library): Accounts[] {
  return [...library.gpu.values()].flatMap((gpu) => {
    const told = gpu.rows.flatMap(({ decision: id, where }) => {
      const decision = library.decision.get(id);
      if (decision === undefined || decision.way.length === 0) return [];
      const question = { ...presets(decision), ...decision.example, ...where };
      return [{ decision, question, way: wayOf(decision, question) }];
    });
    const sorted = told.toSorted(
      (a, b) => Number(isHeld(a.decision, library)) - Number(isHeld(b.decision, library)),
    );
    return sorted.length < 2 ? [] : [accountsFor(gpu.id, sorted, library)];
  });
}

interface Told {
  readonly decision: Decision;
  readonly question: Question;
  readonly way: readonly WayStep[];
}

function accountsFor(gpu: string, told: readonly Told[], library: Library): Accounts {
  const answers = told.map(({ decision, question }) => decide(decision, question));
  const deciders = answers.map((answer) =>
    answer.kind === 'gives' ? answer.rows.map((r) => r.decidedBy) : [],
  );
  const [first, second] = told;
  const parting = first && second && partingOf(first.way, second.way)?.layer;
  const layers = layersTopDown(library).filter(({ id }) =>
    told.some(({ way }) => way.some(({ step }) => step.layer === id)),
  );
  return {
    gpu: linkTo(library, 'gpu', gpu),
    accounts: told.map(({ decision }, index) => {
      const { id, title, finding } = decision;
      const answer = answers[index] ?? { kind: 'unknown' };
      const known = finding === undefined ? undefined : library.finding.get(finding);
      return {
        id,
        title,
        gives: answerWords(answer, explainerData(decision, library)),
        deciders: [...new Set(deciders[index])].map((layer) => linkTo(library, 'layer', layer)),
        ...(known === undefined ? {} : { finding: findingRow(known, library) }),
      };
    }),
    layers: layers.map(({ id }) => ({
      id,
      link: linkTo(library, 'layer', id),
      parting: id === parting,
      cells: told.map(({ way }, index) => {
        const here = way.filter(({ step }) => step.layer === id);
        if (here.length === 0) return undefined;
        return cellOf(here, deciders[index]?.includes(id) === true, library);
      }),
    })),
  };
}

/** One layer of an account, which may have several steps in it. */
function cellOf(steps: readonly WayStep[], decides: boolean, library: Library): AccountCell {
  return {
    title: steps.map(({ step }) => step.title).join(', '),
    becomes: steps.flatMap(({ becomes }) => becomes.map((one) => statementView(one, library))),
    decides,
  };
}

function presets({ axes }: Decision): Question {
  return Object.fromEntries(
    axes.flatMap(({ id, preset }) => (preset === undefined ? [] : [[id, preset] as const])),
  );
}

/** Whether the finding on an account says that it holds. */
function isHeld({ finding }: Decision, library: Library): boolean {
  const known = finding === undefined ? undefined : library.finding.get(finding);
  return known !== undefined && findingRow(known, library).status === 'supported';
}
