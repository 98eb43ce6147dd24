import { BOTH, type Resource } from './synthesized';

/** Types that CloudFormation cannot tag; everything else must carry the tags. */
const UNTAGGABLE = [
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::KMS::Alias',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::ResourcePolicy',
  'AWS::WAFv2::WebACLAssociation',
];

/** Types that hold what cannot be made again. */
const KEEPS_DATA = [
  'AWS::DynamoDB::Table',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
];

describe.each(BOTH)('%s', (name, synthesized) => {
  const { environment, other, app, stacks, all } = synthesized;

  test('DC2 D1: six stacks, each in the account and region of its own file', () => {
    expect(stacks.map(({ stackName }) => stackName)).toEqual(
      ['foundation', 'secrets', 'data', 'gateway', 'observability', 'detection'].map(
        (part) => `airlock-${name}-${part}`,
      ),
    );
    for (const stack of stacks) {
      expect([stack.account, stack.region]).toEqual([environment.account, environment.region]);
      expect(stack.account).not.toBe(other.account);
    }
  });

  test('D1: every stack is deployed through its own bootstrap, and read by the role that deploys it', () => {
    for (const { stackName } of stacks) {
      const artifact = app.synth().getStackByName(stackName);
      const role = `role/cdk-${environment.qualifier}-deploy-role-${environment.account}-${environment.region}`;
      expect(artifact.assumeRoleArn).toContain(role);
      expect(artifact.lookupRole?.arn).toContain(role);
      expect(artifact.stackTemplateAssetObjectUrl).toContain(`cdk-${environment.qualifier}-assets-`);
    }
  });

  test('D1: nothing is looked up in an account, so there is no context to remember or to share', () => {
    expect(app.synth().manifest.missing).toBeUndefined();
  });

  test('BG5: every resource that can be tagged names its environment, mode and product, also through its stack', () => {
    const expected = {
      ...environment.tags,
      'airlock:environment': name,
      'airlock:mode': environment.modes.join(' '),
      'airlock:product': 'airlock',
    };
    expect(all().length).toBeGreaterThan(80);
    for (const resource of all()) {
      const tags = UNTAGGABLE.includes(resource.Type) ? {} : expected;
      expect([resource.logicalId, tagsOf(resource)]).toEqual([resource.logicalId, tags]);
    }
    for (const { stackName } of stacks) expect(app.synth().getStackByName(stackName).tags).toEqual(expected);
  });

  test('ZP7: what holds data outlives its stack', () => {
    const kept = all().filter(({ Type }) => KEEPS_DATA.includes(Type));
    expect(kept.length).toBe(5 + 1 + 5 + 2 + 1 + 3);
    for (const { logicalId, DeletionPolicy, UpdateReplacePolicy } of kept) {
      expect([logicalId, DeletionPolicy, UpdateReplacePolicy]).toEqual([logicalId, 'Retain', 'Retain']);
    }
  });

  test('D5: stacks refuse to be deleted as the file says of data', () => {
    for (const { stackName } of stacks) {
      expect(app.synth().getStackByName(stackName).terminationProtection).toBe(environment.data.deletionProtection);
    }
  });

  test('no resource was made by a helper that brings code and roles of its own', () => {
    const types = new Set(all().map(({ Type }) => Type));
    expect([...types].filter((type) => type.startsWith('Custom::') || type === 'AWS::IAM::Policy')).toEqual([]);
    expect(all().filter(({ Type }) => Type === 'AWS::Lambda::Function')).toHaveLength(3);
  });
});

function tagsOf({ Properties }: Resource): Record<string, string> {
  const tags: { Key: string; Value: string }[] = Properties.Tags ?? [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
