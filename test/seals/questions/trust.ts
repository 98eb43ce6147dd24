import { type Principal, roleSession, rootUser, service, user } from '../../../lib/isolation/policy/request/principal';
import { may, mayNot, type Question, type Try } from '../question';
import type { Side } from '../sides';

const ASSUME = 'sts:AssumeRole';

/** Who takes on a role, and who must not, when every principal may do everything in its own account. @param name of the role */
export function trustQuestions(side: Side, name: string): Question[] {
  const { names, environment } = side;
  const { people } = environment;
  const resource = names.iam(`role/${name}`);
  const assume = (context: Try['context'] = {}, action = ASSUME): Try => ({ action, resource, context });
  const byArn = (arn: string) => (arn.includes(':user/') ? user(arn) : roleSession(arn, 'run'));
  const trusted = (arns: readonly string[], context: Try['context'] = {}) =>
    arns.flatMap((arn) =>
      may(byArn(arn), 'whom the environment file names must be able to take on the role', assume(context)),
    );
  const strangers = mayBeNobody(side, assume());
  switch (name) {
    case names.role('deployer'):
      return [...trusted(people.deployer.trusts), ...strangers];
    case names.role('auditor'):
      return [...trusted(people.auditor.trusts), ...strangers];
    case names.role('operator'):
      return [...trusted(people.operator.trusts), ...strangers];
    case names.role('onCall'):
      return [...trusted(people.onCall.trusts), ...strangers];
    case names.role('breakGlass'):
      return [...breakGlassQuestions(people.breakGlass.trusts.map(byArn), assume), ...strangers];
    case names.role('ci'):
      return [...pipelineQuestions(side, assume), ...strangers];
    case names.cdkRole('deploy'):
    case names.cdkRole('file-publishing'):
      return [...deploymentQuestions(side, assume), ...strangers];
    default:
      return [...serviceQuestions(side, name, assume), ...strangers];
  }
}

type Assume = (context?: Try['context'], action?: string) => Try;

function mayBeNobody({ names, other }: Side, ...tried: readonly Try[]): Question[] {
  const strangers: readonly Principal[] = [
    roleSession(names.iam('role/admin'), 'run'),
    roleSession(names.iam(`role/${names.prefix}-api`), 'run'),
    roleSession(`arn:aws:iam::${other.account}:role/airlock-${other.name}-deployer`, 'run'),
    user(`arn:aws:iam::${other.account}:user/someone`),
    rootUser(names.account),
    service('ec2.amazonaws.com'),
  ];
  return strangers.flatMap((each) => mayNot(each, 'nobody else may take on the role', ...tried));
}

function breakGlassQuestions(trusted: readonly Principal[], assume: Assume): Question[] {
  const mfa = (present: string | undefined, age: string | undefined) => ({
    ...(present && { 'aws:MultiFactorAuthPresent': present }),
    ...(age && { 'aws:MultiFactorAuthAge': age }),
  });
  return trusted.flatMap((each) => [
    ...may(each, 'an emergency must be possible', assume(mfa('true', '60'))),
    ...mayNot(
      each,
      'MFA must have been shown, and for this',
      assume(),
      assume(mfa('false', '60')),
      assume(mfa(undefined, '60')),
      assume(mfa('true', '900')),
      assume(mfa('true', undefined)),
    ),
  ]);
}

function pipelineQuestions({ names, other, environment }: Side, assume: Assume): Question[] {
  const { issuer, audience, repository, environment: stage } = environment.pipeline.oidc;
  const provider = (host: string): Principal => ({
    kind: 'web-identity',
    provider: names.iam(`oidc-provider/${host}`),
  });
  const claims = (sub: string | undefined, aud: string | undefined) =>
    assume(
      { ...(sub && { [`${issuer}:sub`]: sub }), ...(aud && { [`${issuer}:aud`]: aud }) },
      'sts:AssumeRoleWithWebIdentity',
    );
  const own = `repo:${repository}:environment:${stage}`;
  const others = [
    `repo:${repository}:environment:${other.name}`,
    `repo:${repository}:ref:refs/heads/main`,
    `repo:${repository}:pull_request`,
    `repo:someone/else:environment:${stage}`,
    `repo:${repository.replace('/', '@1/')}@2:environment:${stage}`,
    undefined,
  ];
  return [
    ...may(provider(issuer), 'the workflow must be able to deploy', claims(own, audience)),
    ...mayNot(provider(issuer), 'only the one environment may deploy', ...others.map((sub) => claims(sub, audience))),
    ...mayNot(
      provider(issuer),
      'a token for somebody else must not count',
      claims(own, 'another'),
      claims(own, undefined),
    ),
    ...mayNot(provider('other.example'), 'another provider must not count', claims(own, audience)),
  ];
}

function deploymentQuestions({ names }: Side, assume: Assume): Question[] {
  const deployers = (['deployer', 'ci'] as const).map((each) => roleSession(names.roleArn(each), 'run'));
  return [
    ...deployers.flatMap((each) => may(each, 'a deployer must be able to deploy', assume())),
    ...deployers.flatMap((each) =>
      mayNot(each, 'it must be taken on plainly', assume({ 'sts:ExternalId': 'x' }), assume({}, 'sts:TagSession')),
    ),
    ...(['auditor', 'operator', 'onCall', 'breakGlass'] as const).flatMap((each) =>
      mayNot(roleSession(names.roleArn(each), 'run'), 'only deployers may deploy', assume()),
    ),
  ];
}

/** Roles that one AWS service takes on. */
function serviceQuestions({ names }: Side, name: string, assume: Assume): Question[] {
  const part = name === names.cdkRole('cfn-exec') ? 'cfn-exec' : name.replace(`${names.prefix}-`, '');
  const host =
    { 'api-gateway-logs': 'apigateway', 'cfn-exec': 'cloudformation', trail: 'cloudtrail' }[part] ?? 'lambda';
  const others = ['apigateway', 'cloudformation', 'cloudtrail', 'lambda'].filter((each) => each !== host);
  return [
    ...may(service(`${host}.amazonaws.com`), 'the service must be able to run as the role', assume()),
    ...others.flatMap((each) => mayNot(service(`${each}.amazonaws.com`), 'one service runs as the role', assume())),
  ];
}
