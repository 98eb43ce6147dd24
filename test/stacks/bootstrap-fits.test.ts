import { LISTED_PERMISSIONS } from '../../lib/bootstrap/execution/execution-policies';
import { resolveTemplate } from '../../lib/isolation/template/resolve-template';
import type { ResolvedObject } from '../../lib/isolation/template/value';
import { BOTH as BOOTSTRAPS, type PolicyRequest } from '../bootstrap/deployed-bootstrap';
import { BOTH } from './synthesized';

describe.each(BOTH)('the bootstrap fits the stacks of %s', (name, synthesized) => {
  const { environment, all, templates } = synthesized;
  const bootstrapped = BOOTSTRAPS.find(([each]) => each === name)?.[1];
  if (!bootstrapped) throw new Error(`no bootstrap of ${name}`);
  const { names } = bootstrapped;
  const { account, region } = environment;

  test('DC2: the execution policies are written for every resource type that is synthesized, and for no other', () => {
    const synthesized = [...new Set(all().map(({ Type }) => Type))].sort();
    expect([...new Set(LISTED_PERMISSIONS.map(({ type }) => type))]).toEqual(synthesized);
  });

  /** What CloudFormation asks for first, and of what the name is made. */
  const MADE: Readonly<Record<string, (of: ResolvedObject) => PolicyRequest>> = {
    'AWS::CloudTrail::Trail': (of) => ({
      action: 'cloudtrail:CreateTrail',
      resource: names.arn('cloudtrail', `trail/${of['TrailName']}`),
    }),
    'AWS::CloudWatch::Alarm': (of) => ({
      action: 'cloudwatch:PutMetricAlarm',
      resource: names.arn('cloudwatch', `alarm:${of['AlarmName']}`),
    }),
    'AWS::CloudWatch::Dashboard': (of) => ({
      action: 'cloudwatch:PutDashboard',
      resource: `arn:aws:cloudwatch::${account}:dashboard/${of['DashboardName']}`,
    }),
    'AWS::DynamoDB::Table': (of) => ({
      action: 'dynamodb:CreateTable',
      resource: names.arn('dynamodb', `table/${of['TableName']}`),
    }),
    'AWS::IAM::Role': (of) => ({
      action: 'iam:CreateRole',
      resource: names.iam(`role/${of['RoleName']}`),
      context: { 'iam:PermissionsBoundary': String(of['PermissionsBoundary']) },
    }),
    'AWS::KMS::Alias': (of) => ({ action: 'kms:CreateAlias', resource: names.arn('kms', String(of['AliasName'])) }),
    'AWS::KMS::Key': (of) => ({ action: 'kms:CreateKey', resource: '*', context: requestTags(of) }),
    'AWS::Lambda::Function': (of) => ({
      action: 'lambda:CreateFunction',
      resource: names.arn('lambda', `function:${of['FunctionName']}`),
    }),
    'AWS::Logs::LogGroup': (of) => ({
      action: 'logs:CreateLogGroup',
      resource: names.arn('logs', `log-group:${of['LogGroupName']}`),
    }),
    'AWS::S3::Bucket': (of) => ({ action: 's3:CreateBucket', resource: `arn:aws:s3:::${of['BucketName']}` }),
    'AWS::SNS::Topic': (of) => ({ action: 'sns:CreateTopic', resource: names.arn('sns', String(of['TopicName'])) }),
    'AWS::SQS::Queue': (of) => ({ action: 'sqs:CreateQueue', resource: names.arn('sqs', String(of['QueueName'])) }),
    'AWS::SecretsManager::Secret': (of) => ({
      action: 'secretsmanager:CreateSecret',
      resource: names.arn('secretsmanager', `secret:${of['Name']}-AbCdEf`),
    }),
    'AWS::WAFv2::WebACL': (of) => ({
      action: 'wafv2:CreateWebACL',
      resource: names.arn('wafv2', `regional/webacl/${of['Name']}/*`),
    }),
  };

  const resolved = () =>
    Object.entries(templates).flatMap(([stack, template]) => [
      ...resolveTemplate(template, { stack, account, region, stackName: stack }).resources.values(),
    ]);

  test('DC2: CloudFormation may make everything that has a name, under that name', () => {
    const named = resolved().filter(({ type }) => MADE[type]);
    expect(named.length).toBeGreaterThan(20);
    const refused = named.flatMap(({ type, logicalId, properties }) => {
      const asked = MADE[type]?.(properties as ResolvedObject) ?? { action: '', resource: '' };
      const { outcome } = bootstrapped.ask('CloudFormationExecutionRole', asked);
      return outcome === 'allowed' ? [] : [{ logicalId, ...asked }];
    });
    expect(refused).toEqual([]);
  });

  test('D4: the runtime boundary takes nothing away that a role of the stacks is given', () => {
    const grants = resolved()
      .filter(({ type }) => type === 'AWS::IAM::Role')
      .flatMap(({ properties }) => grantsOf(properties as ResolvedObject));
    expect(grants.length).toBeGreaterThan(20);
    const lost = grants.filter(({ role, action, resource }) => {
      const asked = { action, resource: resource.replaceAll('*', 'x') };
      return bootstrapped.askBoundary('RuntimeBoundary', asked, names.iam(`role/${role}`)).outcome !== 'allowed';
    });
    expect(lost).toEqual([]);
  });

  test('DC2: every stack asks for a bootstrap no newer than ours, and for its own', () => {
    const version = Number(bootstrapped.template.Outputs['BootstrapVersion']?.Value);
    const text = JSON.stringify(synthesized.app.synth().manifest);
    const asked = [...text.matchAll(/"requiresBootstrapStackVersion":(\d+)/g)].map(([, number]) => Number(number));
    expect(asked.length).toBeGreaterThanOrEqual(Object.keys(templates).length);
    expect(Math.max(...asked)).toBeLessThanOrEqual(version);
    expect(text).not.toMatch(/lookup-role|image-publishing-role|hnb659fds/);
    expect(text).toContain(names.cdkRole('deploy').replace(`-${account}-${region}`, ''));
  });
});

interface Grant {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** Everything that a role's own policies allow; a reference to what is made elsewhere counts as the key, the only such thing. */
function grantsOf({ RoleName, Policies }: ResolvedObject): Grant[] {
  const policies = Policies as unknown as readonly { PolicyDocument: { Statement: readonly PlainStatement[] } }[];
  return policies.flatMap(({ PolicyDocument }) =>
    PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) =>
        [Resource].flat().map((resource) => ({
          role: String(RoleName),
          action,
          resource: typeof resource === 'string' ? resource : KEY_OF(String(RoleName)),
        })),
      ),
    ),
  );
}

interface PlainStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const KEY_OF = (role: string) => {
  const environment = BOTH.find(([name]) => role.startsWith(`airlock-${name}-`))?.[1].environment;
  return `arn:aws:kms:${environment?.region}:${environment?.account}:key/1`;
};

function requestTags({ Tags }: ResolvedObject): Record<string, string> {
  const tags = Tags as unknown as readonly { Key: string; Value: string }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value]));
}
