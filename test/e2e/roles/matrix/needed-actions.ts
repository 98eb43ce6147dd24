import type { AccountResources } from './account-resources';
import type { RequestedAction } from './requested-action';

/** Actions of one service on some resources; `*` stands for any characters. */
export interface Need {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** @param actions with spaces between them */
export function need(actions: string, ...resources: string[]): Need {
  return { actions: actions.split(' '), resources };
}

/** How the resources of an environment are named. */
export function placesOf({ names, key, account, region }: AccountResources) {
  const { prefix, partition, environment } = names;
  return {
    names,
    prefix,
    key,
    table: (name: string) => names.arn('dynamodb', `table/${prefix}-${name}`),
    secret: (kind: string) => names.arn('secretsmanager', `secret:airlock/${environment.name}/${kind}/*`),
    bucket: (name: string) => `arn:${partition}:s3:::${name}`,
    fn: (name: string) => names.arn('lambda', `function:${prefix}-${name}`),
    logs: (name: string) => names.arn('logs', `log-group:/airlock/${environment.name}/${name}`),
    api: (path: string) => `arn:${partition}:apigateway:${region}::/${path}`,
    dashboard: (name: string) => `arn:${partition}:cloudwatch::${account}:dashboard/${name}`,
    stack: (name: string) => names.arn('cloudformation', `stack/${prefix}-${name}`),
    archive: `${prefix}-ledger-archive-${account}`,
  };
}

export function covers({ actions, resources }: Need, { action, resource }: RequestedAction): boolean {
  return actions.some((pattern) => fits(pattern, action)) && resources.some((pattern) => fits(pattern, resource));
}

function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > text.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}
