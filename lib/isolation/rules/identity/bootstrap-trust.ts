import { type Observation, subjectOf } from '../../findings/observation';
import type { PlacedPolicy } from '../../model/policy-places';
import type { Rule } from '../../model/rule';
import type { Side, SideResource } from '../../model/side';
import { isJsonObject, member } from '../../template/json';
import { asText, isList, isObject, type PropertyPath } from '../../template/value';

const ADMINISTRATOR = 'policy/AdministratorAccess';

/** A bootstrap trusts no other account and gives CloudFormation no more than its stacks need. Who may assume its roles is asked by `foreign-trust`. */
export const bootstrapTrust: Rule = {
  id: 'bootstrap-trust',
  channel: 'bootstrap',
  title: 'a bootstrap trusts others, or lets CloudFormation do everything',
  help: 'Looked at are the trusted accounts, the lookup trust, an execution role with AdministratorAccess and no boundary, and roles that reach buckets of any account. Deploy with `airlock bootstrap`.',
  *check({ own, policies }) {
    for (const { name, input } of own.stacks) {
      if (!isBootstrap(input.template)) continue;
      const subject = { stack: name, logicalId: '', type: '' };
      for (const parameter of ['TrustedAccounts', 'TrustedAccountsForLookup']) {
        const value = input.parameters?.[parameter] ?? defaultOf(input.template, parameter);
        if (value === undefined || value === '') continue;
        yield opened(
          subject,
          ['Parameters', parameter],
          `it trusts ${value}`,
          `${parameter}: ${value}`,
          `remove it with cdk bootstrap --untrust ${value}`,
        );
      }
      const roles = own.ofType('AWS::IAM::Role').filter(({ stack }) => stack === name);
      for (const role of roles) yield* judge(role, policies, own);
    }
  },
};

/** Every bootstrap, the CDK's and this project's, has its version in a parameter that `cdk deploy` reads. */
function isBootstrap(template: Side['stacks'][number]['input']['template']): boolean {
  return isJsonObject(member(template['Resources'], 'CdkBootstrapVersion'));
}

function defaultOf(template: Side['stacks'][number]['input']['template'], parameter: string): string | undefined {
  const value = member(member(template['Parameters'], parameter), 'Default');
  return typeof value === 'string' ? value : undefined;
}

function* judge(role: SideResource, policies: readonly PlacedPolicy[], own: Side): Iterable<Observation> {
  const { properties } = role;
  const subject = subjectOf(role);
  const arns = isList(properties['ManagedPolicyArns']) ? properties['ManagedPolicyArns'] : [];
  const isAdministrator = arns.some((arn) => String(asText(arn)).endsWith(ADMINISTRATOR));
  const boundary = properties['PermissionsBoundary'];
  if (isAdministrator && boundary === undefined) {
    yield opened(
      subject,
      ['ManagedPolicyArns'],
      'it may do everything, also toward the other account',
      ADMINISTRATOR,
      'give it the policies that the stacks need, and a permissions boundary',
    );
  }
  const foreign = policies
    .filter(({ holder, kind }) => holder === role && kind === 'identity')
    .find(({ document }) => reachesForeignBuckets(document, own));
  if (foreign) {
    yield opened(
      subject,
      foreign.path,
      'it reaches buckets of other accounts',
      null,
      'leave out the statement for buckets outside the account: nothing here is deployed across accounts',
    );
  }
  if ((!isAdministrator || boundary !== undefined) && !foreign)
    yield {
      subject,
      decision: 'closed',
      reason: boundary === undefined ? 'its policies name this account' : 'its policies are bounded',
    };
}

/** Whether it has the CDK's statements for pipelines: S3 and KMS on resources of other accounts. */
function reachesForeignBuckets(document: PlacedPolicy['document'], { account }: Side): boolean {
  const statements = isObject(document) && isList(document['Statement']) ? document['Statement'] : [];
  return statements.some((statement) => {
    const condition = isObject(statement) && statement['Effect'] === 'Allow' ? statement['Condition'] : undefined;
    const block = isObject(condition ?? null) ? (condition as Record<string, unknown>)['StringNotEquals'] : undefined;
    return Object.entries(Object(block)).some(
      ([key, value]) => /^(?:s3|aws):ResourceAccount$/i.test(key) && value === account,
    );
  });
}

function opened(
  subject: Observation['subject'],
  path: PropertyPath,
  reason: string,
  statement: string | null,
  fix: string,
): Observation {
  return { subject, path, decision: 'open', severity: 'critical', reason, statement, fix };
}
