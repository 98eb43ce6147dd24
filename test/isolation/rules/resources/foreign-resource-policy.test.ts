import { foreignResourcePolicy } from '../../../../lib/isolation/rules/resources/foreign-resource-policy';
import { OTHER, OWN, observe, ruleTable, THIRD } from '../rule-table';
import { resource, seen } from '../written';

const allow = (Principal: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: 'sqs:SendMessage',
  Resource: '*',
  ...more,
});
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const queue = (...statements: object[]) =>
  seen(
    'AWS::SQS::QueuePolicy',
    { Queues: [{ Ref: 'Queue' }], PolicyDocument: document(...statements) },
    { Queue: resource('AWS::SQS::Queue') },
  );
const permission = (more: object) =>
  seen('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', FunctionName: 'orders', ...more });
const service = (Condition?: object) => allow({ Service: 'sns.amazonaws.com' }, Condition && { Condition });

ruleTable(foreignResourcePolicy, {
  mustCatch: {
    'a queue for the other account': queue(allow({ AWS: OTHER })),
    'a queue for everybody': queue(allow('*')),
    'a queue for the organisation': queue(
      allow('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
    ),
    'a queue for a part of the organisation': queue(
      allow('*', { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abcdefghij/r-1/*' } } }),
    ),
    'a queue for addresses': queue(allow('*', { Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })),
    'a set operator that an empty set meets': queue(
      allow('*', { Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalTag/team': 'payments' } } }),
    ),
    'everybody but some': queue({ ...allow(undefined), NotPrincipal: { AWS: OWN } }),
    'a topic of any account': queue(service()),
    'a topic of an account by a pattern': queue(service({ ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } })),
    'a source account that may be left out': queue(service({ StringEqualsIfExists: { 'aws:SourceAccount': OWN } })),
    'a bucket of anybody': queue(
      allow({ Service: 's3.amazonaws.com' }, { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } } }),
    ),
    'a policy as text': seen('AWS::Logs::ResourcePolicy', {
      PolicyName: 'x',
      PolicyDocument: JSON.stringify(document(allow('*'))),
    }),
    'a key': seen('AWS::KMS::Key', {
      KeyPolicy: document(allow({ AWS: `arn:aws:iam::${OTHER}:root` }, { Action: 'kms:*' })),
    }),
    'a table': seen('AWS::DynamoDB::Table', {
      ResourcePolicy: { PolicyDocument: document(allow({ AWS: OTHER }, { Action: 'dynamodb:GetItem' })) },
    }),
    'a repository': seen('AWS::ECR::Repository', {
      RepositoryPolicyText: document(allow({ AWS: OTHER }, { Action: 'ecr:BatchGetImage' })),
    }),
    'an API': seen('AWS::ApiGateway::RestApi', {
      Policy: document(allow({ AWS: OTHER }, { Action: 'execute-api:Invoke' })),
    }),
    'a function for the other account': permission({ Principal: OTHER }),
    'a function for everybody': permission({ Principal: '*' }),
    'a function for the organisation': permission({ Principal: '*', PrincipalOrgID: 'o-abcdefghij' }),
    'a queue for balancers, which no target group binds': queue(
      allow({ Service: 'elasticloadbalancing.amazonaws.com' }),
    ),
    'a function for a service without a source': permission({ Principal: 's3.amazonaws.com' }),
    'a function for a topic of the other account': permission({
      Principal: 'sns.amazonaws.com',
      SourceArn: { 'Fn::Sub': `arn:aws:sns:eu-west-1:${OTHER}:orders` },
    }),
    'a layer for everybody': seen('AWS::Lambda::LayerVersionPermission', {
      Action: 'lambda:GetLayerVersion',
      LayerVersionArn: 'x',
      Principal: '*',
    }),
    'an event bus for the other account': seen('AWS::Events::EventBusPolicy', {
      StatementId: 'x',
      Action: 'events:PutEvents',
      Principal: OTHER,
    }),
    'what only a deny shuts': queue(
      allow('*'),
      { ...allow('*'), Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalAccount': OWN } } },
      { ...allow('*'), Effect: 'Deny', Condition: { Null: { 'aws:SourceAccount': 'false' } } },
    ),
  },
  mustPass: {
    'its own account': queue(allow({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } })),
    'everybody of its own account': queue(
      allow({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalAccount': OWN } } }),
    ),
    'a role of the same template': queue(allow({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } })) && {
      ...queue(allow({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } })),
      Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: document() }),
    },
    'a service for its own account': queue(service({ StringEquals: { 'aws:SourceAccount': OWN } })),
    'a topic of the same template': {
      ...queue(service({ ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } })),
      Topic: resource('AWS::SNS::Topic'),
    },
    'a bucket of the same template': {
      ...queue(
        allow(
          { Service: 's3.amazonaws.com' },
          { Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::GetAtt': ['Bucket', 'Arn'] } } } },
        ),
      ),
      Bucket: resource('AWS::S3::Bucket'),
    },
    'a deny for the other account': queue(allow({ AWS: OWN }), { ...allow({ AWS: OTHER }), Effect: 'Deny' }),
    'an account of neither side': queue(allow({ AWS: THIRD })),
    'a function for a balancer, which is of its own account': permission({
      Principal: 'elasticloadbalancing.amazonaws.com',
    }),
    'a function for a lattice service': permission({ Principal: 'vpc-lattice.amazonaws.com' }),
    'a function for an API of its own account': permission({
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:abc/*' },
    }),
  } as never,
  undecided: {
    'a principal that is a parameter': {
      Parameters: { Who: { Type: 'String' } },
      Resources: queue(allow({ AWS: { Ref: 'Who' } })),
    },
    'a policy that is no policy': queue({ Effect: 'Allow', Principle: '*', Action: 'sqs:SendMessage' }),
  },
});

test('the finding says who, what, with what, where, and how to mend it', () => {
  const [found] = observe(
    foreignResourcePolicy,
    'sandbox',
    queue(allow('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } })),
  );
  expect(found).toMatchObject({
    decision: 'open',
    severity: 'high',
    reason: `role airlock-adversary of ${OTHER} is allowed sqs:SendMessage on Queue with aws:principalorgid=o-abcdefghij`,
    hops: [`role airlock-adversary of ${OTHER}`, 'sqs:SendMessage (aws:principalorgid=o-abcdefghij)', 'app/Queue'],
  });
  expect(found?.statement).toContain('aws:PrincipalOrgID');
  expect(found?.fix).toContain('aws:PrincipalAccount');
});

test('what only a deny shuts is less bad than what nothing shuts', () => {
  const open = allow({ AWS: OTHER });
  const severity = (...statements: object[]) =>
    observe(foreignResourcePolicy, 'live', queue(...statements))[0]?.severity;
  expect(severity(open)).toBe('high');
  expect(severity(open, { ...open, Effect: 'Deny' })).toBe('medium');
});
