// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import { outboundGrant } from '../../../../lib/isolation/rules/identity/outbound-grant';
import type { JsonObject } from '../../../../lib/isolation/template/json';
import { OTHER, OWN, observe, ruleTable, THIRD } from '../rule-table';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const TRUST = document({ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
const role = (statements: object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: TRUST,
    ...(statements.length > 0 && { Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }] }),
    ...more,
  },
});
const does = (...statements: object[]) => ({ Seen: role(statements) }) as unknown as JsonObject;
const boundary = (...statements: object[]) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { ManagedPolicyName: 'limit', PolicyDocument: document(...statements) },
});
const HOME_ONLY = [
  allow('*', '*'),
  { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:ResourceAccount': OWN } } },
];
const QUEUE = `arn:aws:sqs:eu-west-1:${OTHER}:orders`;

ruleTable(outboundGrant, {
  mustCatch: {
    'a queue of the other account': does(allow('sqs:SendMessage', QUEUE)),
    'any queue': does(allow('sqs:SendMessage', '*')),
    'everything on everything': does(allow('*', '*')),
    'any queue, in pieces': does(allow('sqs:*', 'arn:aws:sqs:*:*:*')),
    'an ARN that ends early': does(allow('kms:Decrypt', 'arn:aws:kms:*')),
    'any role': does(allow('sts:AssumeRole', 'arn:aws:iam::*:role/*')),
    'a role of the other account': does(allow('sts:AssumeRole', `arn:aws:iam::${OTHER}:role/deploy`)),
    'any bucket': does(allow('s3:GetObject', 'arn:aws:s3:::*')),
    'buckets of a prefix': does(allow('s3:PutObject', 'arn:aws:s3:::reports-*/*')),
    'a bucket of the other side by name': does(allow('s3:GetObject', 'arn:aws:s3:::their-reports/*')),
    'a notification on any bucket': does(allow('s3:PutBucketNotification', '*')),
    'all actions but some': does({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
    'all resources but some': does({ Effect: 'Allow', Action: 'sns:Publish', NotResource: `arn:aws:sns:*:${OWN}:x` }),
    'the organisation, of which both are members': does(
      allow('kms:Decrypt', '*', { StringEquals: { 'aws:ResourceOrgID': 'o-1' } }),
    ),
    'the organisation, by a variable': does(
      allow('sts:AssumeRole', 'arn:aws:iam::*:role/deploy', {
        StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' },
      }),
    ),
    'a tag of both, by a variable': does(
      allow('secretsmanager:GetSecretValue', '*', {
        StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
      }),
    ),
    'a bucket called after a tag': does(allow('s3:GetObject', 'arn:aws:s3:::${aws:PrincipalTag/team}-files/*')),
    'a role called after the session, in a path': does(
      allow('sts:AssumeRole', 'arn:aws:iam::*:role/${aws:PrincipalTag/team}/*'),
    ),
    'a queue in another region': does(allow('sqs:SendMessage', 'arn:aws:sqs:us-east-2:*:orders')),
    'any share that is offered': does(allow('ram:AcceptResourceShareInvitation', '*')),
    'any image': does(allow('ec2:RunInstances', '*')),
    'any image, by its ARN': does(allow('ec2:RunInstances', 'arn:aws:ec2:us-east-1::image/*')),
    'any image that is somebody’s': does(allow('ec2:CopyImage', '*', { Null: { 'ec2:Owner': 'false' } })),
    'any network of services that is shared': does(allow('vpc-lattice:CreateServiceNetworkVpcAssociation', '*')),
    'any rule for names that is shared': does(allow('route53resolver:AssociateResolverRule', '*')),
    'any collaboration': does(allow('cleanrooms:*', '*')),
    'any share of data': does(allow('redshift:AssociateDataShareConsumer', '*')),
    'any hosted line': does(allow('directconnect:ConfirmPrivateVirtualInterface', '*')),
    'any snapshot': does(allow('ec2:CopySnapshot', 'arn:aws:ec2:*::snapshot/*')),
    'a snapshot, which has no resource account': does(
      allow('ec2:CreateVolume', '*', { StringEqualsIfExists: { 'aws:ResourceAccount': OWN } }),
    ),
    'an invitation of a detector': does(allow('guardduty:Accept*', '*')),
    'a handshake of an organisation': does(allow('organizations:AcceptHandshake', '*')),
    'a portfolio': does(allow('servicecatalog:AcceptPortfolioShare', '*')),
    'a tag, which the other account can set': does(
      allow('secretsmanager:GetSecretValue', '*', { StringEquals: { 'aws:ResourceTag/team': 'pay' } }),
    ),
    'an access point of any account': does(
      allow('elasticfilesystem:ClientMount', '*', {
        StringLike: { 'elasticfilesystem:AccessPointArn': 'arn:aws:elasticfilesystem:*:*:access-point/*' },
      }),
    ),
    'an own access point, or none': does(
      allow('s3:GetObject', '*', {
        ArnLikeIfExists: { 's3:DataAccessPointArn': `arn:aws:s3:*:${OWN}:accesspoint/*` },
      }),
    ),
    'an own instance, which is who calls': does(
      allow('sqs:SendMessage', '*', {
        ArnLike: { 'ec2:SourceInstanceARN': `arn:aws:ec2:*:${OWN}:instance/*` },
      }),
    ),
    'a day that has come': does(
      allow('sqs:SendMessage', '*', { DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
    ),
    'a day that is still to come': does(
      allow('sqs:SendMessage', '*', { DateGreaterThan: { 'aws:CurrentTime': '2999-01-01T00:00:00Z' } }),
    ),
    'a deny that is over': does(allow('sqs:SendMessage', '*'), {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } },
    }),
    'a resource account by pattern': does(
      allow('sqs:SendMessage', '*', { StringLike: { 'aws:ResourceAccount': '*' } }),
    ),
    'an own policy for a role elsewhere': {
      Seen: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'p', Roles: ['imported'], PolicyDocument: document(allow('sqs:SendMessage', QUEUE)) },
      },
    } as JsonObject,
    'a policy beside the role': {
      Role: role([]),
      Seen: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'p', Roles: [{ Ref: 'Role' }], PolicyDocument: document(allow('kms:Decrypt', '*')) },
      },
    } as unknown as JsonObject,
    'a managed policy that the role lists': {
      Role: role([], { ManagedPolicyArns: [{ Ref: 'Seen' }] }),
      Seen: boundary(allow('events:PutEvents', '*')),
    } as unknown as JsonObject,
    'a group, for its user': {
      Group: { Type: 'AWS::IAM::Group', Properties: {} },
      User: { Type: 'AWS::IAM::User', Properties: { Groups: [{ Ref: 'Group' }] } },
      Seen: {
        Type: 'AWS::IAM::GroupPolicy',
        Properties: { GroupName: { Ref: 'Group' }, PolicyName: 'p', PolicyDocument: document(allow('s3:*', '*')) },
      },
    } as unknown as JsonObject,
    'a permission set': {
      Seen: {
        Type: 'AWS::SSO::PermissionSet',
        Properties: { Name: 'x', InstanceArn: 'y', InlinePolicy: document(allow('sts:AssumeRole', '*')) },
      },
    } as JsonObject,
    'a name that only a boundary shuts': {
      Limit: boundary(...HOME_ONLY),
      Seen: role([allow('sqs:SendMessage', QUEUE)], { PermissionsBoundary: { Ref: 'Limit' } }),
    } as unknown as JsonObject,
    'a boundary that lets it through': {
      Limit: boundary(allow('sqs:*', '*')),
      Seen: role([allow('sqs:SendMessage', '*')], { PermissionsBoundary: { Ref: 'Limit' } }),
    } as unknown as JsonObject,
    'a peering, of which AWS does not say with whom': {
      Limit: boundary(allow('*', '*'), {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:ResourceAccount': OWN }, Null: { 'aws:ResourceAccount': 'false' } },
      }),
      Seen: role([allow('ec2:CreateVpcPeeringConnection', '*')], { PermissionsBoundary: { Ref: 'Limit' } }),
    } as unknown as JsonObject,
  },
  mustPass: {
    ...Object.fromEntries(
      [
        [
          'elasticfilesystem:ClientMount',
          'elasticfilesystem:AccessPointArn',
          'elasticfilesystem:eu-west-1:#:access-point/x',
        ],
        ['s3:GetObject', 's3:DataAccessPointArn', 's3:eu-west-1:#:accesspoint/x'],
        ['secretsmanager:GetSecretValue', 'secretsmanager:SecretId', 'secretsmanager:eu-west-1:#:secret:x-a1b2c3'],
        ['lambda:*', 'lambda:FunctionArn', 'lambda:*:#:function:*'],
        ['execute-api:Invoke', 'execute-api:viaDomainArn', 'apigateway:eu-west-1:#:/domainnames/x'],
      ].map(([action = '', key = '', arn = '']) => [
        `an own thing by ${key}`,
        does(allow(action, '*', { ArnLike: { [key]: `arn:aws:${arn.replace('#', OWN)}` } })),
      ]),
    ),
    'an own access point that has no name yet': {
      Point: { Type: 'AWS::EFS::AccessPoint', Properties: { FileSystemId: { Ref: 'Files' } } },
      Files: { Type: 'AWS::EFS::FileSystem', Properties: {} },
      ...does(
        allow('elasticfilesystem:ClientMount', '*', {
          StringEquals: { 'elasticfilesystem:AccessPointArn': { 'Fn::GetAtt': ['Point', 'Arn'] } },
        }),
      ),
    } as unknown as JsonObject,
    'access points of the own account': does(
      allow('s3:GetObject', '*', { StringEquals: { 's3:DataAccessPointAccount': OWN } }),
    ),
    'a day that is over': does(
      allow('sqs:SendMessage', '*', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
    ),
    'a second that is over': does(
      allow('sqs:SendMessage', '*', { NumericLessThan: { 'aws:EpochTime': '1577836800' } }),
    ),
    'days between two that are over': does(
      allow('sqs:SendMessage', '*', {
        DateGreaterThan: { 'aws:CurrentTime': '2019-01-01' },
        DateLessThanEqualsIfExists: { 'aws:CurrentTime': '2020-01-01' },
      }),
    ),
    'its own organisation and account, by variables': does(
      allow('sts:AssumeRole', 'arn:aws:iam::*:role/deploy', {
        StringEquals: { 'aws:ResourceAccount': '${aws:PrincipalAccount}' },
      }),
    ),
    'images of Amazon': does(allow('ec2:RunInstances', '*', { StringEquals: { 'ec2:Owner': 'amazon' } })),
    'one image': does(allow('ec2:RunInstances', 'arn:aws:ec2:us-east-1::image/ami-0123456789abcdef0')),
    'instances, without an image': does(allow('ec2:RunInstances', `arn:aws:ec2:*:${OWN}:instance/*`)),
    'shares of this account': does(
      allow('route53resolver:AssociateResolverRule', `arn:aws:route53resolver:*:${OWN}:resolver-rule/*`),
      allow('ram:AcceptResourceShareInvitation', `arn:aws:ram:*:${OWN}:resource-share-invitation/*`),
    ),
    'own queues': does(allow('sqs:*', `arn:aws:sqs:*:${OWN}:*`)),
    'its own account by name': does(
      allow('sqs:*', { 'Fn::Join': [':', ['arn:aws:sqs:*', { Ref: 'AWS::AccountId' }, '*']] }),
    ),
    'its own account by variable': does(allow('sts:AssumeRole', `arn:aws:iam::${'$'}{aws:PrincipalAccount}:role/x`)),
    'an own queue without a name': {
      Queue: { Type: 'AWS::SQS::Queue' },
      Seen: role([allow('sqs:SendMessage', { 'Fn::GetAtt': ['Queue', 'Arn'] })]),
    } as unknown as JsonObject,
    'an own bucket': {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Seen: role([
        allow('s3:*', [
          { 'Fn::GetAtt': ['Bucket', 'Arn'] },
          { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] },
        ]),
      ]),
    } as unknown as JsonObject,
    'a bucket with its account in the name': does(allow('s3:GetObject', `arn:aws:s3:::cdk-assets-${OWN}-eu-west-1/*`)),
    'buckets by pattern, with its account in them': does(allow('s3:GetObject', `arn:aws:s3:::cdk-*-assets-${OWN}-*/*`)),
    'a tag and its own account': does(
      allow('kms:Decrypt', '*', { StringEquals: { 'aws:ResourceAccount': OWN, 'aws:ResourceTag/team': 'pay' } }),
    ),
    'a tag that a deny asks for too': does(
      allow('kms:Decrypt', '*', { StringEquals: { 'aws:ResourceTag/team': 'pay' } }),
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:ResourceAccount': OWN }, StringEquals: { 'aws:ResourceTag/team': 'pay' } },
      },
    ),
    'a third account': does(allow('sqs:SendMessage', `arn:aws:sqs:eu-west-1:${THIRD}:orders`)),
    'actions that work within an account only': does(
      allow(
        ['ec2:Describe*', 'cloudwatch:PutMetricData', 'xray:*', 'logs:*', 'ecr:GetAuthorizationToken', 'kms:ListKeys'],
        '*',
      ),
    ),
    'passing any role': does(allow('iam:PassRole', '*')),
    'any key of its own account': does(allow('kms:Decrypt', '*', { StringEquals: { 'aws:ResourceAccount': OWN } })),
    'any bucket of its own account': does(allow('s3:*', '*', { StringEquals: { 's3:ResourceAccount': OWN } })),
    'any queue, shut by an own deny': does(allow('sqs:*', '*'), {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:ResourceAccount': OWN } },
    }),
    'any queue, shut by its boundary': {
      Limit: boundary(...HOME_ONLY),
      Seen: role([allow('sqs:SendMessage', '*')], { PermissionsBoundary: { Ref: 'Limit' } }),
    } as unknown as JsonObject,
    'any queue, shut by its boundary by ARN': {
      Limit: boundary(...HOME_ONLY),
      Seen: role([allow('sqs:SendMessage', '*')], { PermissionsBoundary: `arn:aws:iam::${OWN}:policy/limit` }),
    } as unknown as JsonObject,
    'a boundary by itself': { Limit: boundary(allow('*', '*')) } as JsonObject,
    'own queues, under a boundary that was not given': {
      Seen: role([allow('sqs:SendMessage', `arn:aws:sqs:eu-west-1:${OWN}:orders`)], {
        PermissionsBoundary: `arn:aws:iam::${OWN}:policy/elsewhere`,
      }),
    } as unknown as JsonObject,
    'a denied name': does(allow('sqs:*', `arn:aws:sqs:*:${OWN}:*`), { Effect: 'Deny', Action: '*', Resource: QUEUE }),
  },
  undecided: {
    'any queue, under a boundary that was not given': {
      Seen: role([allow('sqs:SendMessage', '*')], { PermissionsBoundary: `arn:aws:iam::${OWN}:policy/elsewhere` }),
    } as unknown as JsonObject,
    'a parameter without default': {
      Parameters: { Where: { Type: 'String' } },
      Resources: does(allow('sqs:SendMessage', { Ref: 'Where' })),
    },
    'a bucket that nobody makes': does(allow('s3:GetObject', 'arn:aws:s3:::somebodys/*')),
    'a policy that is not known': {
      Parameters: { What: { Type: 'String' } },
      Resources: {
        Seen: {
          Type: 'AWS::IAM::Role',
          Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Ref: 'What' } }] },
        },
      },
    },
  },
  other: { Theirs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'their-reports' } } },
});

test('a day is over or not by the clock that is given', () => {
  const until = does(allow('sqs:SendMessage', '*', { DateLessThan: { 'aws:CurrentTime': '2030-06-01' } }));
  const decisions = ['2030-05-31', '2030-06-02'].map((day) =>
    observe(outboundGrant, 'live', until, {}, new Date(day)).map(({ decision }) => decision),
  );
  expect(decisions).toEqual([['open'], ['closed']]);
});

test('IS2: each identity has one row, and a finding its worst action, context and way out', () => {
  const written = does(
    allow(['sns:Publish', 'sts:AssumeRole', 's3:*'], '*', { StringEquals: { 'aws:ResourceTag/a': 'b' } }),
  );
  const [only, ...more] = observe(outboundGrant, 'sandbox', written);
  expect(more).toEqual([]);
  expect(only).toMatchObject({
    decision: 'open',
    direction: 'out',
    severity: 'high',
    path: ['Policies', 0, 'PolicyDocument'],
  });
  expect(only?.hops).toEqual([
    'role app/Seen',
    'sts:AssumeRole (aws:resourcetag/a=b)',
    `arn:aws:iam::${OTHER}:role/airlock-adversary of live`,
  ]);
});

test('IS2: a name that only a boundary shuts is medium, one that nothing shuts is not', () => {
  const severities = [[], [{ PermissionsBoundary: { Ref: 'Limit' } }]].map(([more]) => {
    const written = { Limit: boundary(...HOME_ONLY), Seen: role([allow('sqs:SendMessage', QUEUE)], more) };
    return observe(outboundGrant, 'sandbox', written as unknown as JsonObject)[0]?.severity;
  });
  expect(severities).toEqual(['high', 'medium']);
});
