import type { EnvironmentName } from '../../environment/modes';

/** How bad a finding is, worst first: what is reached, and how surely. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Whose principal or service reaches into which account. */
export type Direction = 'sandbox→live' | 'live→sandbox';

/** The kinds of ways between the accounts; the sections of the report. */
export const CHANNELS = [
  'identity',
  'resource',
  'service',
  'events',
  'observability',
  'network',
  'sharing',
  'replication',
  'dns',
  'api',
  'configuration',
  'code',
  'names',
  'bootstrap',
  'parity',
  'input',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where something stands. */
export interface Place {
  readonly environment: EnvironmentName;
  readonly stack: string;
  /** Empty for what belongs to the stack as a whole, such as an output or a mapping. */
  readonly logicalId: string;
}

/** One way in which something of one environment reaches the other. */
export interface Finding extends Place {
  /** Id of the rule, such as `foreign-trust`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly direction: Direction;
  readonly resourceType: string;
  readonly message: string;
  /** Hop by hop, from who starts to what is reached. */
  readonly path: readonly string[];
  /** The statement or property that decides, as JSON or `property: value`; null when the lack of one decides. */
  readonly statement: string | null;
  readonly fix: string;
}

/** Something that could not be decided; never a pass. */
export interface Unverified extends Place {
  readonly rule: string;
  readonly reason: string;
  readonly resourceType: string;
}

/** An acknowledged finding, until a day. */
export interface Acknowledged {
  readonly finding: Finding;
  readonly reason: string;
  readonly owner: string;
  readonly approver: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly expires: string;
  readonly daysLeft: number;
}

export function directionTo(environment: EnvironmentName): Direction {
  return environment === 'live' ? 'sandbox→live' : 'live→sandbox';
}

export function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity);
  return [...findings].sort((left, right) => rank(left) - rank(right));
}

/** What a report says about a rule. */
export interface RuleDescription {
  /** Such as `foreign-trust`. */
  readonly id: string;
  /** One line. */
  readonly title: string;
  /** Why it matters and what to do. */
  readonly help: string;
}
