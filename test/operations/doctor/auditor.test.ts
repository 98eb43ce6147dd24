import { bootstrapTemplate } from '../../../lib/bootstrap/bootstrap-template';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { compilePolicy } from '../../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../../lib/isolation/policy/document/policy-document';
import { evaluate } from '../../../lib/isolation/policy/evaluation/evaluate';
import { roleSession } from '../../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../../lib/isolation/policy/request/request-keys';
import type { Resolved } from '../../../lib/isolation/template/value';
import { DOCTOR_ACTIONS } from '../../../lib/operations/doctor/checks';

const files = loadEnvironments();

describe.each(ENVIRONMENTS)('section 3.2: airlock doctor as the auditor of %s', (name) => {
  const { account, region, domain } = files[name];
  const roleArn = `arn:aws:iam::${account}:role/airlock-${name}-auditor`;
  const [auditor, boundary] = policiesOfAuditor();
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

  /** One of each kind that the doctor asks about. */
  const RESOURCES: Readonly<Record<string, string>> = {
    acm: domain?.certificateArn ?? '',
    cloudformation: arn('cloudformation', `stack/airlock-${name}-data/id`),
    cloudtrail: arn('cloudtrail', `trail/airlock-${name}`),
    dynamodb: arn('dynamodb', `table/airlock-${name}-ledger`),
    lambda: '*',
    secretsmanager: arn('secretsmanager', `secret:airlock/${name}/psp/polar-abcdef`),
    sns: arn('sns', `airlock-${name}-alarms`),
  };

  function decide(action: string, resource: string) {
    const request = { principal: roleSession(roleArn, 'run'), action, resource, resourceAccount: account };
    return evaluate({ ...request, otherKeys: ABSENT }, { identity: [auditor], boundary }).outcome;
  }

  function policiesOfAuditor() {
    const resources = Object.values(bootstrapTemplate(files[name]).Resources);
    const role = resources.find(({ Properties }) => Properties['RoleName'] === `airlock-${name}-auditor`);
    const limit = resources.find(
      ({ Properties }) => Properties['ManagedPolicyName'] === `airlock-${name}-people-boundary`,
    );
    const [own] = (role?.Properties['Policies'] ?? []) as { readonly PolicyDocument: Resolved }[];
    const compiled = (kind: PolicyKind, document: unknown) =>
      compilePolicy({ name: kind, kind, document: document as Resolved });
    return [
      compiled('identity', own?.PolicyDocument),
      compiled('boundary', limit?.Properties['PolicyDocument']),
    ] as const;
  }

  test.each(DOCTOR_ACTIONS)('%s is allowed', (action) => {
    expect(decide(action, RESOURCES[action.split(':')[0] ?? ''] ?? '')).toBe('allowed');
  });

  test('D6: reading the value of a secret that it may describe is not', () => {
    expect(decide('secretsmanager:GetSecretValue', RESOURCES['secretsmanager'] ?? '')).toBe('denied');
  });
});
