import type { Names } from '../names';
import { auditorPolicy } from '../policies/auditor-policy';
import { breakGlassPolicy } from '../policies/break-glass-policy';
import { onCallPolicy } from '../policies/on-call-policy';
import { operatorPolicy } from '../policies/operator-policy';
import { allow, type PolicyDocument, policyOf } from '../policies/policy-document';
import { type Resources, role } from '../resource';

/** The roles that people take on. The environment file says which identities each trusts; trust is in identities, never in an account. */
export function peopleRoles(names: Names): Resources {
  const { people } = names.environment;
  const trusts = (arns: readonly string[], condition?: object) => [
    {
      Effect: 'Allow',
      Principal: { AWS: arns },
      Action: 'sts:AssumeRole',
      ...(condition && { Condition: condition }),
    },
  ];
  const bounded = { names, boundary: 'PeopleBoundary' };
  return {
    Deployer: role({
      ...bounded,
      name: names.role('deployer'),
      description: `Deploys ${names.prefix} through the CDK's roles, and can do nothing else`,
      trust: trusts(people.deployer.trusts),
      policy: deployerPolicy(names),
    }),
    Auditor: role({
      ...bounded,
      name: names.role('auditor'),
      description: `Reads how ${names.prefix} is set up, never what it keeps`,
      trust: trusts(people.auditor.trusts),
      policy: auditorPolicy(names),
    }),
    Operator: role({
      ...bounded,
      name: names.role('operator'),
      description: `Manages the apps and replaces the secrets of ${names.prefix}, and reads no secret value`,
      trust: trusts(people.operator.trusts),
      policy: operatorPolicy(names),
    }),
    OnCall: role({
      ...bounded,
      name: names.role('onCall'),
      description: `Sees what happens in ${names.prefix}: log lines, metrics, alarms; no data, no secret value, no change`,
      trust: trusts(people.onCall.trusts),
      policy: onCallPolicy(names),
    }),
    BreakGlass: role({
      ...bounded,
      name: names.role('breakGlass'),
      description: `Repairs ${names.prefix} in an emergency; every use raises an alarm`,
      // `Bool`, so that a session that says nothing of MFA is refused too; fifteen minutes, so that it was shown for this.
      trust: trusts(people.breakGlass.trusts, {
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': '900' },
      }),
      policy: breakGlassPolicy(names),
    }),
  };
}

/** All that a deployer needs: the CDK CLI does the rest as these two roles. */
export function deployerPolicy(names: Names): PolicyDocument {
  return policyOf(
    allow('CdkRoles', ['sts:AssumeRole'], [names.cdkRoleArn('deploy'), names.cdkRoleArn('file-publishing')]),
  );
}
