import { type Editable, resourceOf, statementOf } from './edited-side';

type Mistake = readonly [mistake: string, stack: string, edit: (resources: Editable) => void, expected: RegExp];

/** Changes after which a connection is broken, most of them without a sign before it is needed, and what is then said of it. */
export function mistakes(name: string, account: string): Mistake[] {
  return [
    [
      'a trust that waits for a key which CloudTrail does not send',
      'detection',
      (resources) => {
        const role = resourceOf(resources, 'AWS::IAM::Role', `airlock-${name}-trail`);
        const [statement] = role.Properties.AssumeRolePolicyDocument.Statement;
        statement.Condition = { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-1:1:trail/any' } };
      },
      /^trail → log role: .*rests on StringEquals aws:SourceArn/,
    ],
    [
      'CloudWatch Logs held to an account that it does not name',
      'foundation',
      (resources) => {
        const logs = statementOf(keyPolicy(resources), 'LogsOfThisEnvironment');
        logs.Condition.StringEquals = { 'aws:SourceAccount': account };
      },
      /^log group → key: .*aws:SourceAccount absent/,
    ],
    [
      'TLS asked of what a service passes on',
      'foundation',
      (resources) => {
        const tls = statementOf(keyPolicy(resources), 'DenyWithoutTls');
        tls.Condition = { BoolIfExists: tls.Condition.Bool };
      },
      /^alarm → topic → key: .*DenyWithoutTls/,
    ],
    [
      'AWS services taken for foreign principals',
      'foundation',
      (resources) => {
        delete statementOf(keyPolicy(resources), 'DenyForeignPrincipals').Condition.BoolIfExists;
      },
      /^log group → key: .*DenyForeignPrincipals/,
    ],
    [
      'a permission on the function where the API calls its alias',
      'gateway',
      (resources) => {
        const lambda = Object.keys(resources).find(
          (id) => id.startsWith('ApiFunction') && resources[id].Type === 'AWS::Lambda::Function',
        );
        resourceOf(resources, 'AWS::Lambda::Permission').Properties.FunctionName = { Ref: lambda };
      },
      /^API → function: .*no policy of the resource allows it/,
    ],
    [
      'a topic under a key of nobody',
      'foundation',
      (resources) => {
        resourceOf(resources, 'AWS::SNS::Topic').Properties.KmsMasterKeyId = 'alias/aws/sns';
      },
      /^alarm → topic → key: .*encrypted with alias\/aws\/sns, which no stack holds/,
    ],
    [
      'a role under another boundary',
      'gateway',
      (resources) => {
        const role = resourceOf(resources, 'AWS::IAM::Role', `airlock-${name}-archive`);
        role.Properties.PermissionsBoundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
      },
      /^stream → function: .*PowerUserAccess/,
    ],
    [
      'another writer of the archive',
      'data',
      (resources) => {
        const policy = resourceOf(resources, 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
        statementOf(policy, 'DenyOtherWriters').Condition.ArnNotEquals['aws:PrincipalArn'] =
          'arn:aws:iam::1:role/other';
      },
      /^function → AWS::S3::Bucket: .*DenyOtherWriters/,
    ],
    [
      'a variable of which nobody said whether it names a resource',
      'gateway',
      (resources) => {
        const lambda = resourceOf(resources, 'AWS::Lambda::Function', `"airlock-${name}-archive"`);
        lambda.Properties.Environment.Variables.AIRLOCK_QUEUE = 'orders';
      },
      /has AIRLOCK_QUEUE: say whether it names a resource/,
    ],
    [
      'a function of which nobody said what its code uses',
      'gateway',
      (resources) => {
        const lambda = resourceOf(resources, 'AWS::Lambda::Function', `"airlock-${name}-archive"`);
        resources.New = structuredClone(lambda);
        resources.New.Properties.FunctionName = `airlock-${name}-deliver`;
      },
      /^function → what it needs: airlock-[a-z]+-deliver has no entry/,
    ],
    [
      'a type of which nobody said whether a connection starts there',
      'gateway',
      (resources) => {
        resources.New = { Type: 'AWS::Events::Rule', Properties: {} };
      },
      /^undecided: .*New \(AWS::Events::Rule\) may lead somewhere by the whole type/,
    ],
    [
      'a property of which nobody said where it leads',
      'data',
      (resources) => {
        resourceOf(resources, 'AWS::S3::Bucket').Properties.NotificationConfiguration = {};
      },
      /^undecided: .*may lead somewhere by NotificationConfiguration/,
    ],
    [
      'a function that the topic may not invoke',
      'gateway',
      (resources) => {
        const Endpoint = { Ref: aliasOf(resources, 'Archive') };
        const TopicArn = `arn:aws:sns:eu-west-1:${account}:airlock-${name}-alarms`;
        resources.New = { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'lambda', TopicArn, Endpoint } };
      },
      /^topic → function: .*no policy of the resource allows it/,
    ],
    [
      'a queue that the topic may not send to',
      'gateway',
      (resources) => {
        const Endpoint = `arn:aws:sqs:eu-west-1:${account}:airlock-${name}-archive-dead-letters`;
        const TopicArn = `arn:aws:sns:eu-west-1:${account}:airlock-${name}-alarms`;
        resources.New = { Type: 'AWS::SNS::Subscription', Properties: { Protocol: 'sqs', TopicArn, Endpoint } };
      },
      /^topic → queue → key: .*no policy of the resource allows it/,
    ],
  ];
}

function keyPolicy(resources: Editable): Editable {
  return resourceOf(resources, 'AWS::KMS::Key').Properties.KeyPolicy;
}

function aliasOf(resources: Editable, part: string): string | undefined {
  return Object.keys(resources).find(
    (id) => id.startsWith(`${part}Function`) && resources[id].Type === 'AWS::Lambda::Alias',
  );
}
