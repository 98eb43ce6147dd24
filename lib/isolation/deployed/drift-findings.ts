import type { EnvironmentName } from '../../environment/modes';
import { directionTo, type Finding } from '../findings/finding';
import { DEPLOYED, logicalId } from './deployed-side';
import type { Drift } from './drift';

/** Each drift as a finding: a resource that differs from its audited template is not known to be closed. */
export function driftFindings(environment: EnvironmentName, drift: readonly Drift[]): Finding[] {
  return drift.map((each) => {
    const place = each.logicalId === '' ? 'no template' : `${each.stack}/${each.logicalId}`;
    return {
      rule: 'deployed-drift',
      severity: each.severity,
      direction: directionTo(environment),
      environment,
      stack: DEPLOYED,
      logicalId: logicalId(each),
      resourceType: each.type,
      message: message(each),
      path: [place, `${each.type} ${each.name}`, ...(each.property === '' ? [] : [each.property])],
      statement: JSON.stringify({ template: each.expected, deployed: each.found }),
      fix: fixFor(environment, each),
    };
  });
}

function message({ kind, name, property, expected, found }: Drift): string {
  if (kind === 'extra') return `${name} is in the account and in no template`;
  if (kind === 'missing') return `${name} is in a template and not in the account`;
  const both = `the account has ${printed(found)} where the template has ${printed(expected)}`;
  return `${property} of ${name} is not as its template says: ${both}`;
}

const SHOWN = 300;

function printed(text: string | null): string {
  if (text === null) return 'nothing';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function fixFor(environment: EnvironmentName, { kind, stack, name }: Drift): string {
  if (kind === 'extra') return `see in CloudTrail who made ${name}, and take it away`;
  const bootstrap = stack.endsWith('-bootstrap');
  return `see in CloudTrail who changed it, then set it right; npx airlock ${bootstrap ? 'bootstrap' : 'diff'} ${environment} shows what is not deployed yet`;
}
