import { roleSession } from '../../../lib/isolation/policy/request/principal';
import type { Json } from '../../../lib/isolation/template/json';
import type { Deployed } from '../deployed';
import { policyLayer } from '../layer';
import { ALLOWS_EVERYTHING, mayNot, policyOf, type Question, tries } from '../question';
import { reachesAbroad } from '../questions/abroad';
import type { Side } from '../sides';

/** Whether every role is under a boundary at all, the right one, were its own policies to allow everything. */
export const attachedBoundaries = policyLayer('boundary attached', (deployed) =>
  deployed.all('AWS::IAM::Role').map((role) => {
    const name = String(role.properties['RoleName']);
    return {
      name,
      places: [role],
      policies: () => {
        const boundary = attached(deployed, role.properties['PermissionsBoundary']);
        return { identity: [ALLOWS_EVERYTHING], ...(boundary && { boundary }) };
      },
      questions: () => questions(deployed.side, name),
    };
  }),
);

function attached(deployed: Deployed, arn: Json | undefined) {
  const { names } = deployed.side;
  const managed = deployed
    .all('AWS::IAM::ManagedPolicy')
    .find(({ properties }) => names.policyArn(String(properties['ManagedPolicyName'])) === arn);
  return managed && policyOf(String(arn), 'boundary', managed.properties['PolicyDocument']);
}

function questions(side: Side, name: string): Question[] {
  const { names } = side;
  const itself = roleSession(names.iam(`role/${name}`), 'run');
  const because = 'a boundary must stand over the role';
  const stranger = names.iam('role/admin');
  const admin = tries(['iam:CreateUser', 'iam:DeleteRolePermissionsBoundary', 'sts:AssumeRole'], stranger);
  const makesFunctions = tries(['lambda:CreateFunction'], names.arn('lambda', 'function:mine'));
  const isRuntime = !name.startsWith('cdk-') && !Object.values(people(side)).includes(name);
  return mayNot(itself, because, ...reachesAbroad(side), ...admin, ...(isRuntime ? makesFunctions : []));
}

function people({ names }: Side): string[] {
  return (['deployer', 'auditor', 'operator', 'onCall', 'breakGlass', 'ci'] as const).map((each) => names.role(each));
}
