import { LISTED_PERMISSIONS } from '../../lib/bootstrap/execution/execution-policies';
import { BOTH as BOOTSTRAPPED, type DeployedBootstrap } from '../bootstrap/deployed-bootstrap';
import { requestsFor } from '../bootstrap/execution/execution-requests';
import { BOTH } from './synthesized';

/** What CloudFormation calls to end a resource, by type; beside it a schema lists reads, and calls for uses that this project has not. */
const TYPES = [...new Set(LISTED_PERMISSIONS.map(({ type }) => type))];
const ENDS = TYPES.map((type): [string, string[]] => {
  const service = type.split('::')[1]?.toLowerCase();
  const actions = LISTED_PERMISSIONS.filter((each) => each.type === type && each.handler === 'delete').map(
    ({ action }) => action,
  );
  return [
    type,
    actions.filter(
      (action) => action.startsWith(`${service}:`) && /:(delete|disassociate|remove|schedule|un)/i.test(action),
    ),
  ];
});

/** Types of which CloudFormation may not delete a resource: the action has no policy, or the boundary denies it. */
function undeletable(bootstrapped: DeployedBootstrap): string[] {
  return ENDS.filter(([, actions]) =>
    actions
      .flatMap((action) => requestsFor(action, bootstrapped))
      .some((asked) => bootstrapped.ask('CloudFormationExecutionRole', asked).outcome !== 'allowed'),
  ).map(([type]) => type);
}

test('the end of a resource is known for every type but those that are switched off by being changed', () => {
  const unknown = ENDS.filter(([, actions]) => actions.length === 0).map(([type]) => type);
  expect(unknown).toEqual(['AWS::ApiGateway::Account', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy']);
});

describe.each(BOTH)('what outlives the stacks of %s', (name, { all }) => {
  const bootstrapped = BOOTSTRAPPED.find(([each]) => each === name)?.[1];
  if (!bootstrapped) throw new Error(`no bootstrap of ${name}`);
  const types = undeletable(bootstrapped);

  test('CloudFormation may not delete what holds data, seals it or records what was done', () => {
    expect(types).toEqual([
      'AWS::CloudTrail::Trail',
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::SecretsManager::ResourcePolicy',
      'AWS::SecretsManager::Secret',
    ]);
  });

  test('DC2: each resource that CloudFormation may not delete is kept, so that a stack can be rolled back and taken away', () => {
    const concerned = all().filter(({ Type }) => types.includes(Type));
    expect(new Set(concerned.map(({ Type }) => Type))).toEqual(new Set(types));
    const lost = concerned.filter(
      ({ DeletionPolicy, UpdateReplacePolicy }) => DeletionPolicy !== 'Retain' || UpdateReplacePolicy !== 'Retain',
    );
    expect(lost.map(({ stack, logicalId }) => `${stack}/${logicalId}`)).toEqual([]);
  });
});
