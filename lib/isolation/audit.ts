import { createHash } from 'node:crypto';
import { ENVIRONMENTS } from '../contract/environments';
import { isSecretForm } from '../environment/secret-text';
import { applyAcknowledgements } from './audit/acknowledge';
import type { Acknowledgement } from './audit/acknowledgement-file';
import { bestPractices } from './audit/best-practices';
import { bothWays } from './audit/both-ways';
import { countLeaves } from './audit/count-leaves';
import { openOtherwise } from './audit/open-otherwise';
import { type AuditReport, type MatrixRow, type ReportedDefault, verdictOf } from './findings/audit-report';
import { directionTo, type Finding, type Unverified, worstFirst } from './findings/finding';
import type { Observation } from './findings/observation';
import { extendPaths } from './graph/extend-paths';
import { AuditInputError } from './input/audit-input-error';
import type { Audited, Rule } from './model/rule';
import type { Side } from './model/side';
import type { SideInput } from './model/side-input';
import { parity } from './parity/parity';
import { weakerLive, weaknesses } from './parity/weaker-live';
import { RULES } from './rules/rules';
import { parameterDefaults } from './template/parameter-defaults';

export interface AuditInput {
  readonly sandbox: SideInput;
  readonly live: SideInput;
  /** Acknowledged findings. @default - none */
  readonly acknowledgements?: readonly Acknowledgement[];
  /** The day that acknowledgements, and dates in conditions, are held against. @default - today */
  readonly today?: Date;
}

/** An observation with the rule and the side that it is about. */
interface Observed {
  readonly audited: Audited;
  readonly rule: Omit<Rule, 'check'>;
  readonly observation: Observation;
}

/**
 * Audits two environments in both directions: every way in which one could reach the other, or why it is closed.
 *
 * @example
 * ```ts
 * const trusting = (account: string, trusted: string) => ({
 *   account,
 *   region: 'eu-west-1',
 *   stacks: [
 *     {
 *       name: 'app',
 *       template: {
 *         Resources: {
 *           Role: {
 *             Type: 'AWS::IAM::Role',
 *             Properties: {
 *               AssumeRolePolicyDocument: {
 *                 Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: trusted } }],
 *               },
 *             },
 *           },
 *         },
 *       },
 *     },
 *   ],
 * });
 * const { verdict, findings } = audit({
 *   sandbox: trusting('111111111111', '111111111111'),
 *   live: trusting('222222222222', '111111111111'),
 * });
 * console.log(verdict, findings[0]?.rule, findings[0]?.direction); // breached foreign-trust sandbox→live
 * ```
 */
export function audit(input: AuditInput): AuditReport {
  return withinLimits(() => auditAll(input));
}

function auditAll({ sandbox, live, acknowledgements = [], today = new Date() }: AuditInput): AuditReport {
  const sides = bothWays(sandbox, live, today);
  const differing = parity(sides[0].own, sides[1].own);
  const observed = extendPaths([
    ...sides.flatMap((audited) =>
      RULES.flatMap((rule) => Array.from(rule.check(audited), (observation) => ({ audited, rule, observation }))),
    ),
    ...weaknesses(differing, sides[1].own).map((observation) => ({ audited: sides[1], rule: weakerLive, observation })),
  ]);
  const otherwise = [
    ...openOtherwise(sides[0], sandbox, live, today).map((each) => ({ ...each, audited: sides[0] })),
    ...openOtherwise(sides[1], live, sandbox, today).map((each) => ({ ...each, audited: sides[1] })),
  ];
  const of = (decision: Observation['decision']) => observed.filter((each) => each.observation.decision === decision);
  const all = worstFirst(of('open').map(asFinding));
  const { findings, acknowledged } = applyAcknowledgements(all, acknowledgements, today);
  const unverified = [...of('unverified'), ...otherwise].map(asUnverified);
  return {
    verdict: verdictOf(findings, unverified),
    assemblies: { sandbox: summary(sandbox), live: summary(live) },
    findings,
    unverified,
    acknowledged,
    parity: differing.map(({ weakness: _, difference: __, ...shown }) => shown),
    matrix: [...observed, ...otherwise].map(asRow),
    counts: countLeaves(
      sides.map(({ own }) => own),
      observed.map(({ audited, observation }) => ({ side: audited.own, observation })),
    ),
    outOfScope: outOfScope({ sandbox, live }),
    bestPractices: sides.flatMap(({ own }) => bestPractices(own)),
    defaults: sides.flatMap(({ own }) => defaultsOf(own)),
  };
}

function defaultsOf({ name, stacks }: Side): ReportedDefault[] {
  return stacks.flatMap(({ name: stack, input }) =>
    parameterDefaults(input.template, input.parameters).map(({ parameter, value, decides }) => {
      const shown = value === null || isSecretForm(value) ? null : value;
      return { environment: name, stack, parameter, value: shown, decides };
    }),
  );
}

function asFinding({ audited: { own, other }, rule, observation }: Observed): Finding {
  const { subject, direction = 'in', severity = 'high', reason, hops = [], statement = null } = observation;
  return {
    rule: rule.id,
    severity,
    direction: directionTo(direction === 'in' ? own.name : other.name),
    environment: own.name,
    stack: subject.stack,
    logicalId: subject.logicalId,
    resourceType: subject.type,
    message: reason,
    path: hops.length > 0 ? hops : [reason],
    statement,
    fix: observation.fix ?? rule.help,
  };
}

function asUnverified({ audited: { own }, rule, observation: { subject, reason } }: Observed): Unverified {
  const { stack, logicalId, type } = subject;
  return { environment: own.name, stack, logicalId, resourceType: type, rule: rule.id, reason };
}

function asRow({ audited: { own, other }, rule, observation }: Observed): MatrixRow {
  const { subject, decision, reason, direction = 'in', statement = null } = observation;
  const [from, to] = direction === 'in' ? [other, own] : [own, other];
  return {
    rule: rule.id,
    environment: own.name,
    stack: subject.stack,
    logicalId: subject.logicalId,
    from: observation.from ?? `anybody of ${from.name} (${from.account})`,
    to: to.name,
    channel: observation.channel ?? rule.channel,
    resource: subject.logicalId === '' ? subject.stack : `${subject.stack}/${subject.logicalId}`,
    resourceType: subject.type,
    decision,
    reason,
    statement,
  };
}

function summary(input: SideInput): AuditReport['assemblies']['live'] {
  const { account, region } = input;
  return { account, region, digest: input.digest ?? digestOf(input) };
}

function outOfScope(input: AuditInput): string[] {
  return ENVIRONMENTS.flatMap((name) => [
    ...(input[name].bootstrap ? [] : [`the bootstrap of ${name} was not given`]),
    ...(input[name].texts ?? []).flatMap(({ onlyText }) =>
      onlyText === undefined ? [] : [`read as text only in ${name}, for it is no template: ${onlyText}`],
    ),
  ]);
}

/** @returns `sha256:<hex>` over the templates and texts as they are given */
function digestOf({ stacks, texts = [], bootstrap }: SideInput): string {
  const hash = createHash('sha256');
  for (const { name, template } of bootstrap ? [...stacks, bootstrap] : stacks)
    hash.update(`${name}\n${JSON.stringify(template)}\n`);
  for (const { path, text } of texts) hash.update(`${path}\n${text}\n`);
  return `sha256:${hash.digest('hex')}`;
}

/** Templates that need more memory or time than any real one end with a clear error, not with a crash. */
function withinLimits<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AuditInputError(
      `the templates are too large, or too deep, to be worked out: ${error.message}`,
      'look for a value that contains itself many times over, or audit fewer stacks at once',
    );
  }
}
