import { bothWays } from './audited';
import type { SideInput, StackInput } from './model/side-input';
import type { Audited, Observation, Rule } from './rules/rule';
import { RULES } from './rules/rules';
import { parameterDefaults } from './template/parameter-defaults';

/** Something that is open only when a parameter has another value than its default. */
export interface OpenOtherwise {
  readonly rule: Rule;
  readonly observation: Observation;
}

/** Conditions of one side that are each tried by themselves; of more, all at once only. */
const MOST_TRIED = 32;

/**
 * What a side would open if the conditions that defaults decide came out the other way: each by itself, and all at once. Nobody says
 * that the stack is deployed with its defaults, so none of it may pass.
 */
export function openOtherwise(audited: Audited, input: SideInput, other: SideInput, today: Date): OpenOtherwise[] {
  const decided = input.stacks.flatMap((stack) =>
    parameterDefaults(stack.template, stack.parameters).flatMap(({ parameter, decides }) =>
      decides.map((condition) => ({ stack, parameter, condition })),
    ),
  );
  if (decided.length === 0) return [];
  const worlds = [...(decided.length <= MOST_TRIED ? decided.map((each) => [each]) : []), decided];
  const known = new Set(openIn(audited).map(keyOf));
  const found = new Map<string, OpenOtherwise>();
  for (const world of worlds) {
    const flipped: SideInput = { ...input, stacks: input.stacks.map((stack) => turned(stack, world)) };
    for (const open of openIn(against(audited.own.name, flipped, other, today))) {
      if (known.has(keyOf(open)) || found.has(keyOf(open))) continue;
      const names = [...new Set(world.map(({ parameter }) => parameter))].join(', ');
      const reason = `only the default of parameter ${names} keeps it out: ${open.observation.reason}`;
      found.set(keyOf(open), { ...open, observation: { ...open.observation, decision: 'unverified', reason } });
    }
  }
  return [...found.values()];
}

interface Decided {
  readonly stack: StackInput;
  readonly condition: string;
}

function turned(stack: StackInput, world: readonly Decided[]): StackInput {
  const turnedConditions = world.flatMap((each) => (each.stack === stack ? [each.condition] : []));
  return turnedConditions.length === 0 ? stack : { ...stack, turnedConditions };
}

function against(name: 'sandbox' | 'live', own: SideInput, other: SideInput, today: Date): Audited {
  return name === 'sandbox' ? bothWays(own, other, today)[0] : bothWays(other, own, today)[1];
}

function openIn(audited: Audited): OpenOtherwise[] {
  return RULES.flatMap((rule) =>
    Array.from(rule.check(audited)).flatMap((observation) =>
      observation.decision === 'open' ? { rule, observation } : [],
    ),
  );
}

function keyOf({ rule, observation: { subject, reason } }: OpenOtherwise): string {
  return `${rule.id} ${subject.stack}/${subject.logicalId} ${reason}`;
}
