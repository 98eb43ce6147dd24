import { TAGS } from '../../contract/tags';
import type { MatrixRow } from '../findings/audit-report';
import { directionTo, type Finding } from '../findings/finding';
import type { DeployedAccount, DeployedSecret } from './deployed-account';
import { DEPLOYED, logicalId } from './deployed-side';

const RULE = 'equal-secret';
const TYPE = 'AWS::SecretsManager::Secret';

/** Pairs of secrets, one on each side, whose fingerprints are equal: one value opens both. The fingerprints themselves are not shown. */
export function equalSecrets(sandbox: DeployedAccount, live: DeployedAccount): Finding[] {
  const byFingerprint = new Map<string, DeployedSecret[]>();
  for (const secret of live.secrets) {
    const fingerprint = secret.tags[TAGS.fingerprint];
    if (fingerprint) byFingerprint.set(fingerprint, [...(byFingerprint.get(fingerprint) ?? []), secret]);
  }
  return sandbox.secrets.flatMap((one) =>
    (byFingerprint.get(one.tags[TAGS.fingerprint] ?? '') ?? []).flatMap((other) => [
      finding(sandbox.environment, one, other),
      finding(live.environment, other, one),
    ]),
  );
}

function finding(environment: DeployedAccount['environment'], own: DeployedSecret, other: DeployedSecret): Finding {
  return {
    rule: RULE,
    severity: 'critical',
    direction: directionTo(environment),
    environment,
    stack: DEPLOYED,
    logicalId: logicalId({ type: TYPE, name: own.name }),
    resourceType: TYPE,
    message: `${own.name} holds the same value as ${other.name} of the other side`,
    path: [other.name, 'the same value', own.name],
    statement: null,
    fix: `give ${own.name} and ${other.name} values of their own, and revoke the one that both held`,
  };
}

/** Compared secrets that are not equal, for the matrix. */
export function comparedSecrets(own: DeployedAccount, other: DeployedAccount, equal: readonly Finding[]): MatrixRow[] {
  const [mine, theirs] = [own, other].map(({ secrets }) => secrets.filter(({ tags }) => tags[TAGS.fingerprint]).length);
  if (equal.some(({ environment }) => environment === own.environment)) return [];
  return [
    {
      rule: RULE,
      environment: own.environment,
      stack: DEPLOYED,
      logicalId: '',
      from: `a secret of ${other.environment} (${other.account})`,
      to: own.environment,
      channel: 'resource',
      resource: DEPLOYED,
      resourceType: TYPE,
      decision: 'closed',
      reason: `no fingerprint of ${mine} secrets is one of ${theirs} of ${other.environment}`,
      statement: null,
    },
  ];
}
