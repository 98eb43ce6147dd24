import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { BOTH } from './synthesized';

/**
 * Properties that CloudFormation cannot change in place: another value is a new resource, which is made before the old one goes. Where
 * the name is fixed, the name is taken and the update fails. Source: resource provider schemas, `createOnlyProperties`.
 */
const spec = loadAwsServiceSpecSync();

function createOnly(type: string): string[] {
  const [resource] = spec.lookup('resource', 'cloudFormationType', 'equals', type);
  return Object.entries(resource?.properties ?? {})
    .filter(([, { causesReplacement }]) => causesReplacement === 'yes')
    .map(([name]) => name)
    .sort();
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The property by which a type has a name of ours; of others CloudFormation makes one up. */
const NAMED: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::DomainName': 'DomainName',
  'AWS::ApiGateway::Stage': 'StageName',
  'AWS::CloudTrail::Trail': 'TrailName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::OIDCProvider': 'Url',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Alias': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::Logs::MetricFilter': 'FilterName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SSM::Parameter': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::WAFv2::WebACL': 'Name',
};

/**
 * What a fixed-name resource has of create-only properties beside its name, but for references: what they name has a fixed name itself
 * and is found here by its own.
 */
function held(name: string, resources: readonly Resource[]): string[] {
  const shown = (value: unknown) =>
    JSON.stringify(value)
      .replaceAll(name, '<env>')
      .replaceAll(/\d{12}/g, '<account>');
  return resources
    .flatMap(({ Type, Properties = {} }) => {
      const naming = NAMED[Type];
      if (!naming || Properties[naming] === undefined) return [];
      return createOnly(Type)
        .filter((property) => property !== naming && Properties[property] !== undefined)
        .filter((property) => !/^\{"(Ref|Fn::)/.test(JSON.stringify(Properties[property])))
        .map((property) => `${Type} ${shown(Properties[naming])} ${property} ${shown(Properties[property])}`);
    })
    .sort();
}

const KEYS = '[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]';

/**
 * As they are deployed. A changed one fails the next update of what is there ("… already exists"): give the resource another name in the
 * same change, and say in docs/deploying.md what becomes of the old one.
 */
const HELD = [
  ...['apps', 'balances', 'guards', 'ledger', 'records'].map(
    (table) => `AWS::DynamoDB::Table "airlock-<env>-${table}" KeySchema ${KEYS}`,
  ),
  ...Object.entries({
    'deployment-boundary': 'The most that CloudFormation can do for the stacks',
    'execution-1': 'What CloudFormation may do, part 1',
    'execution-2': 'What CloudFormation may do, part 2',
    'execution-3': 'What CloudFormation may do, part 3',
    'execution-4': 'What CloudFormation may do, part 4',
    'people-boundary': 'The most that people, the pipeline and the roles of the CDK can do',
    'runtime-boundary': 'The most that any role of the stacks can do',
  }).map(([policy, text]) => `AWS::IAM::ManagedPolicy "airlock-<env>-${policy}" Description "${text}"`),
  'AWS::S3::Bucket "airlock-<env>-ledger-archive-<account>" ObjectLockEnabled true',
  'AWS::S3::Bucket "airlock-<env>-trail-<account>" ObjectLockEnabled true',
  'AWS::WAFv2::WebACL "airlock-<env>" Scope "REGIONAL"',
];

describe.each(BOTH)('what cannot be changed in place in %s', (name, { environment, all }) => {
  const bootstrap = Object.values(bootstrapTemplate(environment).Resources) as unknown as Resource[];

  test('a new value of a create-only property of what has a fixed name is seen here first', () => {
    expect(held(name, [...bootstrap, ...(all() as unknown as Resource[])])).toEqual(HELD);
  });

  test('CloudFormation’s schemas say so of what would be easy to change by the way', () => {
    expect(createOnly('AWS::IAM::ManagedPolicy')).toEqual(['Description', 'ManagedPolicyName', 'Path']);
    expect(createOnly('AWS::IAM::Role')).toEqual(['Path', 'RoleName']);
  });

  test('a name of ours is known for every type whose schema has one', () => {
    const types = new Set([...bootstrap, ...(all() as unknown as Resource[])].map(({ Type }) => Type));
    const unknown = [...types].filter((type) => {
      const last = type.split('::')[2] ?? '';
      return !NAMED[type] && createOnly(type).some((each) => each === 'Name' || each === `${last}Name`);
    });
    expect(unknown).toEqual([]);
  });
});
