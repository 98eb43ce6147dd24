import type { EnvironmentName } from '../../contract/environments';
import type { Observation } from '../findings/observation';
import type { Audited, Rule } from '../model/rule';
import type { SideInput, StackInput } from '../model/side-input';
import { ADDRESS_RULES } from '../rules/address-rules';
import { openDocuments } from '../rules/resources/open-documents';
import { organisationWide } from '../rules/resources/organisation-wide';
import { RULES } from '../rules/rules';
import { parameterDefaults } from '../template/parameter-defaults';
import { bothWays } from './both-ways';

/** Something that is open only when a parameter has another value than its default. */
export interface OpenOtherwise {
  readonly rule: Rule;
  readonly observation: Observation;
}

/** Conditions and values of one side that are each tried by themselves; of more, all conditions at once only. */
const MOST_TRIED = 32;

/**
 * What a side would open if its parameters had other values than their defaults: each other value that the template names, each
 * condition that a default decides turned by itself, and all of them turned at once. Nothing shows that the stack is deployed with its
 * defaults, so none of it may pass.
 */
export function openOtherwise(audited: Audited, input: SideInput, other: SideInput, today: Date): OpenOtherwise[] {
  const turns = input.stacks.flatMap(turnsOf);
  if (turns.length === 0) return [];
  const conditions = turns.filter(({ condition }) => condition !== undefined);
  const worlds = [...(turns.length <= MOST_TRIED ? turns.map((each) => [each]) : []), conditions];
  const known = new Set(openIn(audited).map(keyOf));
  const found = new Map<string, OpenOtherwise>();
  for (const world of worlds) {
    const otherwise: SideInput = { ...input, stacks: input.stacks.map((stack) => turned(stack, world)) };
    const isValue = world.some(({ value }) => value !== undefined);
    for (const open of openIn(against(audited.own.name, otherwise, other, today))) {
      if (known.has(keyOf(open)) || found.has(keyOf(open)) || (isValue && !SWITCHES.has(open.rule))) continue;
      const names = [...new Set(world.map(({ parameter }) => parameter))].join(', ');
      const reason = `only the default of parameter ${names} keeps it out: ${open.observation.reason}`;
      found.set(keyOf(open), { ...open, observation: { ...open.observation, decision: 'unverified', reason } });
    }
  }
  return [...found.values()];
}

/** Rules about values that open by themselves. For other rules, another value may be the other side's name, which shows nothing. */
const SWITCHES: ReadonlySet<Rule> = new Set([ADDRESS_RULES['public-switches'], openDocuments, organisationWide]);

/** One thing that comes out otherwise: a condition, or the value of a parameter. */
interface Turn {
  readonly stack: StackInput;
  readonly parameter: string;
  readonly condition?: string;
  readonly value?: string;
}

function turnsOf(stack: StackInput): Turn[] {
  return parameterDefaults(stack.template, stack.parameters).flatMap(({ parameter, decides, others }): Turn[] => [
    ...decides.map((condition) => ({ stack, parameter, condition })),
    ...others.map((value) => ({ stack, parameter, value })),
  ]);
}

function turned(stack: StackInput, world: readonly Turn[]): StackInput {
  const turns = world.filter((each) => each.stack === stack);
  if (turns.length === 0) return stack;
  const values = turns.flatMap(({ parameter, value }) => (value === undefined ? [] : [[parameter, value]]));
  return {
    ...stack,
    parameters: { ...stack.parameters, ...Object.fromEntries(values) },
    turnedConditions: turns.flatMap(({ condition }) => condition ?? []),
  };
}

function against(name: EnvironmentName, own: SideInput, other: SideInput, today: Date): Audited {
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
