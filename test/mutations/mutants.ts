import { ENVIRONMENTS, type EnvironmentName, otherEnvironment } from '../../lib/environment/modes';
import type { Direction } from '../../lib/isolation/findings/finding';
import type { SideInput } from '../../lib/isolation/model/side-input';
import type { JsonObject } from '../../lib/isolation/template/json';
import type { Base } from './edits/base-app';
import type { Case, Flow } from './edits/case';
import { type MutableTemplate, mutable, type Site } from './edits/site';
import { allCases } from './operators/all-cases';

export type Kind = 'opening' | 'benign' | 'undecidable';

type Pair = Readonly<Record<EnvironmentName, SideInput>>;

/** A finding that would be right. */
export interface Expected {
  readonly environment: EnvironmentName;
  readonly stack: string;
  /** Any of them; none when the edit is of what no resource has. */
  readonly logicalIds: readonly string[];
  /** Any of them. */
  readonly directions: readonly Direction[];
}

/** One edit of one app. */
export interface Mutant {
  /** `group/operator/spelling/type/app/direction` */
  readonly id: string;
  readonly group: string;
  readonly type: string;
  readonly app: string;
  readonly kind: Kind;
  /** Where the edit is made: one side, or both alike. */
  readonly edited: readonly EnvironmentName[];
  readonly apply: () => { readonly pair: Pair; readonly expected: readonly Expected[] };
}

/** Every mutant of the apps, in a fixed order. */
export function mutantsOf(bases: readonly Base[]): Mutant[] {
  return allCases(bases).flatMap((one, index) => {
    const base = bases.find(({ name }) => name === one.app) ?? bases[index % bases.length];
    return base ? ofCase(one, base) : [];
  });
}

function ofCase(one: Case, base: Base): Mutant[] {
  const kinds: readonly [Kind, Case['opening'], readonly (readonly EnvironmentName[])[]][] = [
    ['opening', one.opening, ENVIRONMENTS.map((name) => [name])],
    // What only one side has would be a difference between the two, which is another report's matter.
    ['benign', one.benign, [ENVIRONMENTS]],
    ['undecidable', one.undecidable, ENVIRONMENTS.map((name) => [name])],
  ];
  return kinds.flatMap(([kind, edit, places]) =>
    edit ? places.map((edited) => mutantOf(one, base, kind, edit, edited)) : [],
  );
}

function mutantOf(
  one: Case,
  base: Base,
  kind: Kind,
  edit: (site: Site) => void,
  edited: readonly EnvironmentName[],
): Mutant {
  const { group, operator, spelling, type, flow, part = 0 } = one;
  const [only = 'sandbox', ...more] = edited;
  const where =
    kind === 'benign' ? `benign-${more.length > 0 ? 'both' : only}` : `${kind}-${directionsOf(flow, only)[0]}`;
  return {
    id: [group, operator, spelling, type, base.name, where].join('/'),
    group,
    type,
    app: base.name,
    kind,
    edited,
    apply: () => {
      const pair = { ...base.sides };
      const expected = edited.map((environment) => {
        const site = siteOf(base, environment, part);
        edit(site);
        pair[environment] = withSite(base.sides[environment], part, site);
        const stack = base.sides[environment].stacks[part]?.name ?? '';
        return { environment, stack, logicalIds: one.at(site), directions: directionsOf(flow, environment) };
      });
      return { pair, expected };
    },
  };
}

function siteOf(base: Base, environment: EnvironmentName, part: number): Site {
  const stack = base.sides[environment].stacks[part];
  if (!stack) throw new Error(`${base.name} has no stack ${part}`);
  return {
    own: base.parties[environment],
    other: base.parties[otherEnvironment(environment)],
    template: mutable(stack.template) as MutableTemplate,
    texts: [...(base.sides[environment].texts ?? [])],
  };
}

function withSite(side: SideInput, part: number, { template, texts }: Site): SideInput {
  const stacks = side.stacks.map((stack, index) =>
    index === part ? { ...stack, template: template as JsonObject } : stack,
  );
  return { ...side, stacks, ...(texts.length > 0 && { texts }) };
}

/** Who gets where by an edit of a side; the first is the one that the id names. */
function directionsOf(flow: Flow, edited: EnvironmentName): Direction[] {
  const inward: Direction = edited === 'sandbox' ? 'live→sandbox' : 'sandbox→live';
  const outward: Direction = edited === 'sandbox' ? 'sandbox→live' : 'live→sandbox';
  if (flow === 'inward') return [inward];
  return flow === 'outward' ? [outward] : [inward, outward];
}
