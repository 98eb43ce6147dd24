import { type Principal, roleSession, rootUser, service } from '../../../lib/isolation/policy/request/principal';
import type { Deployed, DeployedResource } from '../deployed';
import { policyLayer, type Subject } from '../layer';
import {
  ALLOWS_EVERY_PRINCIPAL,
  ALLOWS_EVERYTHING,
  listed,
  may,
  mayNot,
  open,
  policyOf,
  type Question,
  tries,
} from '../question';
import type { Side } from '../sides';

/** Whether each of the organisation's policies keeps the two accounts apart by itself, when every other policy allows everything. */
export const organisation = policyLayer('organisation', (deployed) =>
  deployed
    .all('AWS::Organizations::Policy')
    .filter(({ properties }) => String(properties['Name']).includes(`-${deployed.side.names.environment.name}-`))
    .map((policy) => subject(deployed, policy)),
);

function subject({ side }: Deployed, policy: DeployedResource): Subject {
  const name = String(policy.properties['Name']);
  const isService = policy.properties['Type'] === 'SERVICE_CONTROL_POLICY';
  const kind = isService ? 'scp' : 'rcp';
  const whole = open(kind, isService ? {} : { Principal: '*' });
  return {
    name,
    places: [policy],
    policies: () => ({
      identity: [ALLOWS_EVERYTHING],
      resource: [ALLOWS_EVERY_PRINCIPAL],
      [isService ? 'serviceControl' : 'resourceControl']: [
        [whole, ...listed(policyOf(name, kind, policy.properties['Content']))],
      ],
      managementAccount: side.organization.managementAccount,
    }),
    questions: () => (isService ? leaving(side) : entering(side)),
  };
}

const BOUND = [
  'sqs:SendMessage',
  'kms:Decrypt',
  'secretsmanager:GetSecretValue',
  'dynamodb:PutItem',
  'logs:PutLogEvents',
];

/** One resource of each service that resource control binds. */
function resources(account: string, region: string) {
  return [
    ...BOUND.flatMap((action) => tries([action], `arn:aws:${action.split(':')[0]}:${region}:${account}:x/y`)),
    ...tries(['ecr:BatchGetImage'], `arn:aws:ecr:${region}:${account}:repository/r`),
    ...tries(['sts:AssumeRole'], `arn:aws:iam::${account}:role/x`),
    { action: 's3:GetObject', resource: 'arn:aws:s3:::x/y', resourceAccount: account },
  ];
}

const anyone = (account: string): Principal => roleSession(`arn:aws:iam::${account}:role/anyone`, 'run');

function leaving({ names, other, organization }: Side): Question[] {
  const ordinary = resources(names.account, names.region);
  const abroad = [
    ...resources(other.account, other.region),
    ...tries(['sns:Publish'], `arn:aws:sns:${other.region}:${other.account}:t`),
  ];
  const breakGlass = roleSession(organization.breakGlassArn, 'run');
  const excepted = organization.breakGlassArn.includes(`::${names.account}:`);
  return [
    ...mayNot(anyone(names.account), 'nothing of the other account may be used', ...abroad),
    ...mayNot(rootUser(names.account), 'nothing of the other account may be used', ...abroad.slice(0, 1)),
    ...may(anyone(names.account), 'the account must be able to use its own', ...ordinary),
    ...(excepted ? may(breakGlass, 'an emergency must be possible', ...abroad) : []),
  ];
}

function entering({ names, other, organization }: Side): Question[] {
  const own = resources(names.account, names.region);
  const sns = service('sns.amazonaws.com');
  const from = (account: string) => own.map((each) => ({ ...each, context: { 'aws:SourceAccount': account } }));
  const breakGlass = roleSession(organization.breakGlassArn, 'run');
  const excepted = organization.breakGlassArn.includes(`::${other.account}:`);
  const because = 'nobody of the other account may come in';
  return [
    ...mayNot(anyone(other.account), because, ...own),
    ...mayNot(sns, 'no service may act for the other account', ...from(other.account)),
    ...may(anyone(names.account), 'the account must be able to use its own', ...own),
    ...may(sns, 'services must be able to act for the account', ...from(names.account), ...own),
    ...(excepted ? may(breakGlass, 'an emergency must be possible', ...own) : []),
  ];
}
