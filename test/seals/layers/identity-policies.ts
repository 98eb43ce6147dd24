import { roleSession } from '../../../lib/isolation/policy/request/principal';
import { isJsonList, type Json, member } from '../../../lib/isolation/template/json';
import type { Deployed, DeployedResource } from '../deployed';
import { policyLayer, type Subject } from '../layer';
import { ALLOWS_EVERY_PRINCIPAL, listed, may, mayNot, opened, policyOf, type Question } from '../question';
import { deploymentNeeds } from '../questions/deployment-needs';
import { peopleNeeds } from '../questions/people-needs';
import { runtimeNeeds } from '../questions/runtime-needs';

/** Whether each role may do what it is for, and no more, under no boundary at all and with every resource open to the account. */
export const identityPolicies = policyLayer('identity policy', (deployed) =>
  deployed.all('AWS::IAM::Role').map((role) => subject(deployed, role)),
);

function subject(deployed: Deployed, role: DeployedResource): Subject {
  const name = String(role.properties['RoleName']);
  const inline = list(role.properties['Policies']).map((each) => member(each, 'PolicyDocument'));
  const attached = attachedTo(deployed, role);
  const documents = [...inline, ...attached.map(({ properties }) => properties['PolicyDocument'])];
  return {
    name,
    places: [role, ...attached],
    policies: (opened) => ({
      identity: documents.flatMap((document, index) => listed(policyOf(`${name} ${index}`, 'identity', document))),
      ...(opened && { resource: [ALLOWS_EVERY_PRINCIPAL] }),
    }),
    questions: () => questions(deployed, role, name),
  };
}

function questions(deployed: Deployed, { logicalId }: DeployedResource, name: string): Question[] {
  const { side, key } = deployed;
  const { names } = side;
  const principal = roleSession(names.iam(`role/${name}`), 'run');
  const needs =
    name === names.cdkRole('cfn-exec')
      ? deploymentNeeds(side)
      : (peopleNeeds(side, key)[logicalId] ?? runtimeNeeds(side, key)[name.replace(`${names.prefix}-`, '')]);
  if (!needs) throw new Error(`nobody says what ${name} needs`);
  return [
    ...may(principal, 'it needs this', ...needs.needed),
    ...mayNot(principal, 'it has no need of this', ...needs.tempting),
    ...opened(mayNot(principal, 'it must not, whoever else allows it', ...(needs.forbidden ?? []))),
  ];
}

function attachedTo(deployed: Deployed, role: DeployedResource): DeployedResource[] {
  const arns = list(role.properties['ManagedPolicyArns']);
  return deployed.all('AWS::IAM::ManagedPolicy').filter((policy) => arns.includes(deployed.reference(policy)));
}

function list(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}
