import { ENVIRONMENTS } from '../../contract/environments';
import type { EnvironmentName } from '../../environment/modes';
import type { Environment } from '../../environment/schema';
import { audit } from '../audit';
import { type AuditReport, type Counts, type MatrixRow, verdictOf } from '../findings/audit-report';
import { worstFirst } from '../findings/finding';
import { buildSide } from '../model/side';
import type { SideInput } from '../model/side-input';
import { weakerLive } from '../parity/weaker-live';
import type { DeployedAccount, Emulation, NotRead } from './deployed-account';
import { deployedSide } from './deployed-side';
import { type Drift, driftOf, SSO_PATH } from './drift';
import { driftFindings } from './drift-findings';
import { comparedSecrets, equalSecrets } from './equal-secrets';
import { unsealedSecrets } from './sealed-secrets';
import { unreadSettings } from './unread';

/** What was found in one account. */
export interface DeployedSummary {
  readonly account: string;
  readonly region: string;
  /** ARN of the session that read it. */
  readonly readBy: string;
  /** ISO time. */
  readonly readAt: string;
  /** Resources read, by type. */
  readonly read: Readonly<Record<string, number>>;
  /** How many of them are in a template. */
  readonly compared: number;
  readonly drift: readonly Drift[];
  readonly notRead: readonly NotRead[];
  /** Differences that come from the emulator, which are no drift. */
  readonly emulated: readonly string[];
}

/** The report of `airlock audit --deployed`. */
export interface DeployedReport extends AuditReport {
  readonly deployed: Readonly<Record<EnvironmentName, DeployedSummary>>;
}

export type Pair<Of> = Readonly<Record<EnvironmentName, Of>>;

/**
 * Adds the deployed accounts to the audit of the templates: the same rules on what is deployed, differences from the templates, and
 * secrets that both sides hold.
 */
export function withDeployed(
  report: AuditReport,
  templates: Pair<SideInput>,
  accounts: Pair<DeployedAccount>,
  emulation?: Emulation,
): DeployedReport {
  const sides = ENVIRONMENTS.map((name) => {
    const drift = driftOf(buildSide(name, templates[name]), accounts[name], emulation);
    return { name, deployed: accounts[name], drift, unknown: unreadSettings(accounts[name], emulation) };
  });
  const asDeployed = (name: EnvironmentName) => deployedSide(accounts[name], environmentOf(templates[name]), emulation);
  const real = withoutParity(audit({ sandbox: asDeployed('sandbox'), live: asDeployed('live') }));
  const equal = equalSecrets(accounts.sandbox, accounts.live);
  const findings = worstFirst([
    ...report.findings,
    ...real.findings,
    ...equal,
    ...sides.flatMap(({ deployed }) => unsealedSecrets(deployed, emulation)),
    ...sides.flatMap(({ name, drift }) => driftFindings(name, drift.drift)),
  ]);
  const unknown = sides.flatMap((side) => side.unknown);
  const unverified = [...report.unverified, ...real.unverified, ...unknown];
  return {
    ...report,
    verdict: verdictOf(findings, unverified),
    findings,
    unverified,
    matrix: [...report.matrix, ...real.matrix, ...secretRows(accounts, equal)],
    counts: sum(report.counts, real.counts, unknown.length),
    outOfScope: [
      ...report.outOfScope,
      ...sides.flatMap(({ deployed, drift }) => beyond(deployed, drift.emulated, emulation)),
    ],
    deployed: {
      sandbox: summary(accounts.sandbox, sides[0]?.drift),
      live: summary(accounts.live, sides[1]?.drift),
    },
  };
}

/** Templates are compared with each other, and each account with its own: the accounts hold different apps. */
function withoutParity(report: AuditReport): AuditReport {
  const isOther = ({ rule }: { readonly rule: string }) => rule !== weakerLive.id;
  return { ...report, findings: report.findings.filter(isOther), matrix: report.matrix.filter(isOther) };
}

function environmentOf({ environment }: SideInput): Environment | undefined {
  return environment;
}

function secretRows({ sandbox, live }: Pair<DeployedAccount>, equal: AuditReport['findings']): MatrixRow[] {
  return [...comparedSecrets(sandbox, live, equal), ...comparedSecrets(live, sandbox, equal)];
}

/** What could not be read counts as one each, so that checked, unable and unverified still make the total. */
function sum(one: Counts, other: Counts, unknown: number): Counts {
  const names = Object.keys(one) as (keyof Counts)[];
  const added = Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as unknown as Counts;
  return { ...added, unverified: added.unverified + unknown, total: added.total + unknown };
}

function beyond(
  { environment, notRead, resources }: DeployedAccount,
  emulated: readonly string[],
  emulation: Emulation | undefined,
): string[] {
  const reserved = resources.filter(({ type, properties }) => {
    return type === 'AWS::IAM::Role' && String(properties['Path'] ?? '').startsWith(SSO_PATH);
  });
  return [
    ...emulated.map((what) => `${environment} as deployed: ${what}, which the emulator has not or gives otherwise`),
    ...notRead
      .filter(({ unanswerable }) => unanswerable && emulation)
      .map(({ what }) => `${environment} as deployed: ${what}, for which the emulator has no answer`),
    ...reserved.map(
      ({ name }) => `${environment} as deployed: who may take on ${name} is decided in IAM Identity Center`,
    ),
  ];
}

function summary(deployed: DeployedAccount, drift: ReturnType<typeof driftOf> | undefined): DeployedSummary {
  const { account, region, readBy, readAt, resources, notRead } = deployed;
  const read: Record<string, number> = {};
  for (const { type } of resources) read[type] = (read[type] ?? 0) + 1;
  const sorted = Object.fromEntries(Object.entries(read).sort(([one], [other]) => (one < other ? -1 : 1)));
  const { compared = 0, drift: found = [], emulated = [] } = drift ?? {};
  return { account, region, readBy, readAt, read: sorted, compared, drift: found, notRead, emulated };
}
