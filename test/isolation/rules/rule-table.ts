import { bothWays } from '../../../lib/isolation/audit/both-ways';
import type { Observation } from '../../../lib/isolation/findings/observation';
import type { Rule } from '../../../lib/isolation/model/rule';
import type { SideInput } from '../../../lib/isolation/model/side-input';
import type { JsonObject } from '../../../lib/isolation/template/json';

/** The account that a template is written for, and the one of the adversary. */
export const OWN = '111111111111';
export const OTHER = '222222222222';
/** An account of neither side. */
export const THIRD = '333333333333';

/** Resources by logical id, a whole template, or a side of which more is given than one template. */
export type Written = JsonObject;

/** What makes a side of it. */
const OF_A_SIDE = ['stacks', 'texts', 'unread', 'bootstrap', 'environment'];

export interface RuleTable {
  /** The logical id `Seen` (or a stack or file as a whole, for what is written without it) must be found open. */
  readonly mustCatch?: Readonly<Record<string, Written>>;
  /** Nothing may be open or undecided. */
  readonly mustPass: Readonly<Record<string, Written>>;
  /** Nothing may be open, and something must be undecided. */
  readonly undecided?: Readonly<Record<string, Written>>;
  /** What the other side holds meanwhile. */
  readonly other?: Written;
}

/** Holds a rule against templates, each one as sandbox's and, with the accounts swapped, as live's. */
export function ruleTable(rule: Rule, { mustCatch = {}, mustPass, undecided = {}, other = {} }: RuleTable): void {
  describe.each(['sandbox', 'live'] as const)(`${rule.id} in %s`, (name) => {
    const decisions = (written: Written) => observe(rule, name, written, other);
    if (Object.keys(mustCatch).length > 0)
      test.each(Object.entries(mustCatch))('catches %s', (_, written) => {
        const open = decisions(written).filter(({ decision }) => decision === 'open');
        expect(open.map(({ subject }) => subject.logicalId)).toContain(hasSeen(written) ? 'Seen' : '');
        for (const { reason, fix = rule.help } of open) expect([reason, fix]).not.toContain('');
      });
    test.each(Object.entries(mustPass))('passes %s', (_, written) => {
      expect(decisions(written).filter(({ decision }) => decision !== 'closed')).toEqual([]);
    });
    if (Object.keys(undecided).length > 0) {
      test.each(Object.entries(undecided))('cannot decide %s', (_, written) => {
        const found = new Set(decisions(written).map(({ decision }) => decision));
        expect([found.has('open'), found.has('unverified')]).toEqual([false, true]);
      });
    }
  });
}

/** What a rule says of a template in one environment. */
export function observe(
  rule: Rule,
  name: 'sandbox' | 'live',
  written: Written,
  other: Written = {},
  now?: Date,
): Observation[] {
  const { sandbox, live } = pairOf(name, written, other);
  const sides = bothWays(sandbox, live, now);
  return sides.filter((audited) => audited.own.name === name).flatMap((audited) => [...rule.check(audited)]);
}

/** Both sides, what is written being of the named one. */
export function pairOf(
  name: 'sandbox' | 'live',
  written: Written,
  other: Written = {},
): Record<typeof name, SideInput> {
  if (name === 'sandbox') return { sandbox: side(OWN, written), live: side(OTHER, other) };
  return { sandbox: side(OWN, swapped(other)), live: side(OTHER, swapped(written)) };
}

function side(account: string, written: Written): SideInput {
  const base = { account, region: 'eu-west-1', stacks: [] };
  if (OF_A_SIDE.some((name) => Object.hasOwn(written, name))) return { ...base, ...(written as object) };
  return { ...base, stacks: [{ name: 'app', template: templateOf(written) }] };
}

function templateOf(written: Written): JsonObject {
  return Object.hasOwn(written, 'Resources') ? written : { Resources: written };
}

/** Whether the resource `Seen` is in it, wherever a template stands. */
function hasSeen(written: Written): boolean {
  return JSON.stringify(written).includes('"Seen":');
}

/** The same with both accounts in each other's place, also where only a part of one is written. */
function swapped(value: Written): Written {
  const text = JSON.stringify(value).replace(/1{3,}|2{3,}/g, (digits) =>
    (digits.startsWith('1') ? '2' : '1').repeat(digits.length),
  );
  return JSON.parse(text);
}
