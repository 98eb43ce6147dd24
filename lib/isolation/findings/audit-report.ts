import type { EnvironmentName } from '../../environment/modes';
import type { Acknowledged, Channel, Finding, Place, Unverified } from './finding';
import type { RuleDecision } from './observation';

/** `isolated`: nothing crosses. `breached`: something does. `unverified`: nothing is seen to cross, but not all could be decided. */
export type Verdict = 'isolated' | 'breached' | 'unverified';

/** One question that was asked and its answer: who could do what, and why (not). */
export interface MatrixRow extends Place {
  readonly rule: string;
  /** Such as `any principal of live (222222222222)`. */
  readonly from: string;
  /** Such as `sandbox`. */
  readonly to: string;
  readonly channel: Channel;
  /** The resource, as `stack/logicalId`; the stack alone when it is about the whole. */
  readonly resource: string;
  readonly resourceType: string;
  readonly decision: RuleDecision;
  readonly reason: string;
  readonly statement: string | null;
}

/** When, with what and from what a report was made. */
export interface Provenance {
  /** ISO time in UTC, to the second. */
  readonly date: string;
  readonly toolVersion: string;
  /** Of this project, forty hex digits; null outside of a repository. */
  readonly commit: string | null;
  /** Whether files were changed since that commit; null when there is none. */
  readonly uncommitted: boolean | null;
  /** What the answers rest on. */
  readonly evidence: string;
  /** What is taken for true and was not looked at. */
  readonly assumptions: readonly string[];
}

/** What differs between the two assemblies and is declared nowhere, once each side's own names are taken out. */
export interface ParityDifference {
  /** The stack's name without the environment's. */
  readonly stack: string;
  readonly logicalId: string;
  readonly resourceType: string;
  /** Such as `Properties.Threshold`; empty when the whole resource is on one side only. */
  readonly property: string;
  /** JSON; null when absent. */
  readonly sandbox: string | null;
  readonly live: string | null;
  /** Whether an environment file says that it differs. */
  readonly declared: boolean;
  /** Whether live is weaker for it; such a difference is a finding too. */
  readonly liveWeaker: boolean;
  /** The settings of the environment files from which it follows, such as `logs.retentionDays`. */
  readonly declaredBy: readonly string[];
}

/** What was looked at. `checked + notAChannel + unverified` is `total`: every leaf of every resource, output and file of code. */
export interface Counts {
  readonly total: number;
  readonly checked: number;
  readonly notAChannel: number;
  readonly unverified: number;
  readonly resources: number;
  /** Statements of policies that were read. */
  readonly statements: number;
  readonly decisions: number;
}

interface AssemblySummary {
  readonly account: string;
  readonly region: string;
  /** SHA-256 over everything that was read of this side, as `sha256:<hex>`. */
  readonly digest: string;
}

/** cdk-nag's acknowledgements that the assembly carries; shown, not judged. */
export interface BestPracticeAcknowledgement extends Place {
  readonly rule: string;
  readonly reason: string;
}

/** A parameter's default that was taken as a fact. */
export interface ReportedDefault {
  readonly environment: EnvironmentName;
  readonly stack: string;
  readonly parameter: string;
  /** Null for one that must not be shown. */
  readonly value: string | null;
  /** Conditions of the stack that it decides. */
  readonly decides: readonly string[];
}

/** The answer of `airlock audit --format json`. */
export interface AuditReport {
  readonly verdict: Verdict;
  readonly assemblies: { readonly sandbox: AssemblySummary; readonly live: AssemblySummary };
  /** Worst first. */
  readonly findings: readonly Finding[];
  readonly unverified: readonly Unverified[];
  readonly acknowledged: readonly Acknowledged[];
  readonly parity: readonly ParityDifference[];
  readonly matrix: readonly MatrixRow[];
  readonly counts: Counts;
  /** What was not looked at and does not change the verdict, such as a bootstrap that was not given. */
  readonly outOfScope: readonly string[];
  readonly bestPractices: readonly BestPracticeAcknowledgement[];
  /** Defaults of parameters that were taken as deployed, since no other value was given. */
  readonly defaults: readonly ReportedDefault[];
  /** When, with what and from what it was made; the command line adds it. */
  readonly provenance?: Provenance;
}

export function verdictOf(findings: readonly Finding[], unverified: readonly Unverified[]): Verdict {
  return findings.length > 0 ? 'breached' : unverified.length > 0 ? 'unverified' : 'isolated';
}
