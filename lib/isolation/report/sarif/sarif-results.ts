import { createHash } from 'node:crypto';
import type { Acknowledged, Finding, Place, Severity, Unverified } from '../../findings/finding';
import type { SarifLocation, SarifResult, SarifSuppression } from './sarif-log';
import { sarifMessage } from './sarif-message';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** A result before it is known where its rule stands in the list, and how many like it came before. */
export type Draft = Omit<SarifResult, 'ruleIndex' | 'partialFingerprints'> & { readonly identity: readonly string[] };

export function findingDraft(finding: Finding): Draft {
  const { rule, severity, direction, environment, stack, logicalId, message, path, statement, fix } = finding;
  return {
    ruleId: rule,
    kind: 'fail',
    level: LEVEL[severity],
    message: sarifMessage(`${direction}: ${sentence(message)} Path: ${path.join(' → ')}. Fix: ${fix}`),
    locations: [location(finding, finding.resourceType)],
    ...(path.length > 0 ? { codeFlows: [codeFlow(finding)] } : {}),
    suppressions: [],
    properties: { severity, direction, statement, fix },
    identity: [rule, direction, environment, stack, logicalId, path.at(-1) ?? ''],
  };
}

export function acknowledgedDraft({ finding, reason, owner, approver, expires, daysLeft }: Acknowledged): Draft {
  const suppression: SarifSuppression = {
    kind: 'external',
    status: 'accepted',
    justification: reason,
    properties: { owner, approver, expires, daysLeft },
  };
  return { ...findingDraft(finding), suppressions: [suppression] };
}

/** Neither passed nor failed: SARIF's kind `open`. */
export function unverifiedDraft(item: Unverified): Draft {
  const { rule, environment, stack, logicalId, reason } = item;
  return {
    ruleId: rule,
    kind: 'open',
    level: 'none',
    message: sarifMessage(`could not be decided: ${reason}`),
    locations: [location(item, item.resourceType)],
    suppressions: [],
    properties: { decision: 'unverified' },
    identity: [rule, 'unverified', environment, stack, logicalId],
  };
}

/**
 * The same for the same place, rule and target in every run, whatever the wording; those that are alike get a number each.
 * `ruleIndex` is -1 for a rule that is not in the list.
 */
export function finished(drafts: readonly Draft[], ruleIndex: (id: string) => number): SarifResult[] {
  const seen = new Map<string, number>();
  return drafts.map(({ identity, ...result }) => {
    const key = JSON.stringify(identity);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    const fingerprint = createHash('sha256').update(`${key}#${number}`).digest('hex');
    return { ...result, ruleIndex: ruleIndex(result.ruleId), partialFingerprints: { 'airlock/v1': fingerprint } };
  });
}

function location({ environment, stack, logicalId }: Place, resourceType: string): SarifLocation {
  return {
    physicalLocation: {
      artifactLocation: { uri: `${encodeURIComponent(stack.toWellFormed())}.template.json`, uriBaseId: environment },
    },
    logicalLocations: [
      {
        name: logicalId || stack,
        fullyQualifiedName: [environment, stack, logicalId].filter(Boolean).join('/'),
        kind: resourceType || 'stack',
      },
    ],
  };
}

function codeFlow(finding: Finding) {
  const last = finding.path.length - 1;
  const locations = finding.path.map((hop, at) => ({
    executionOrder: at + 1,
    importance: at === last ? ('essential' as const) : ('important' as const),
    location: {
      ...(at === last ? location(finding, finding.resourceType) : {}),
      message: sarifMessage(hop),
    },
  }));
  return { threadFlows: [{ locations }] };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
