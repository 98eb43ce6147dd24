/** A statement of an IAM policy, as CloudFormation takes it. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Condition;
}

export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** Characters that a managed policy may have, white space aside. Source: IAM quotas. */
export const MANAGED_POLICY_LIMIT = 6144;

export function policyOf(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements };
}

export function allow(
  sid: string,
  actions: readonly string[],
  resources: string | readonly string[],
  condition?: Condition,
): Statement {
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(condition && { Condition: condition }),
  };
}

export function deny(
  sid: string,
  actions: readonly string[],
  resources: string | readonly string[] = '*',
  condition?: Condition,
): Statement {
  return { ...allow(sid, actions, resources, condition), Effect: 'Deny' };
}
