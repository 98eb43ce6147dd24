import type { BestPracticeAcknowledgement } from '../findings/audit-report';
import type { Side } from '../model/side';
import { isJsonList, isJsonObject, type Json, parseJson } from '../template/json';

/** How the CDK records that a finding of a policy pack is acknowledged: rule to reason, in the metadata of a construct. */
const RULE_PREFIX = 'Annotation::';

/** Acknowledged findings of cdk-nag, read from the assembly. */
export function bestPractices({ name, texts }: Side): BestPracticeAcknowledgement[] {
  const files = texts.filter(({ kind, path }) => kind === 'manifest' && path.endsWith('.metadata.json'));
  return files.flatMap(({ text, path }) => {
    const metadata = parseJson(text);
    const stack = path.slice(path.lastIndexOf('/') + 1).replace(/\.metadata\.json$/, '');
    return Object.entries(isJsonObject(metadata) ? metadata : {}).flatMap(([construct, list]) => {
      const entries = isJsonList(list) ? list : [];
      const place = { environment: name, stack, logicalId: logicalIdIn(entries) ?? construct };
      return acknowledged(entries).map(([rule, reason]) => ({ ...place, rule, reason }));
    });
  });
}

function logicalIdIn(entries: readonly Json[]): string | undefined {
  const found = entries.find((entry) => isJsonObject(entry) && entry['type'] === 'aws:cdk:logicalId');
  const id = isJsonObject(found) ? found['data'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

function acknowledged(entries: readonly Json[]): [string, string][] {
  return entries.flatMap((entry) => {
    const data = isJsonObject(entry) ? entry['data'] : undefined;
    return Object.entries(isJsonObject(data) ? data : {}).flatMap(([rule, reason]): [string, string][] =>
      rule.startsWith(RULE_PREFIX) && typeof reason === 'string' ? [[rule.slice(RULE_PREFIX.length), reason]] : [],
    );
  });
}
