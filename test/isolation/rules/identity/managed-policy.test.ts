import { managedPolicy } from '../../../../lib/isolation/rules/identity/managed-policy';
import type { JsonObject } from '../../../../lib/isolation/template/json';
import { OTHER, OWN, ruleTable } from '../rule-table';

const aws = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]] });
const has = (arn: unknown, more: object = {}) =>
  ({ Seen: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [arn], ...more } } }) as JsonObject;
const limited = (name: string, ...statements: object[]) =>
  ({
    Limit: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: { PolicyDocument: { Version: '2012-10-17', Statement: statements } },
    },
    ...has(aws(name), { PermissionsBoundary: { Ref: 'Limit' } }),
  }) as JsonObject;
const OWN_LOGS = { Effect: 'Allow', Action: 'logs:*', Resource: '*' };

ruleTable(managedPolicy, {
  mustCatch: {
    everything: has(aws('AdministratorAccess')),
    'everything but IAM': has(aws('PowerUserAccess')),
    'all buckets': has(aws('AmazonS3FullAccess')),
    'all queues, by a literal ARN': has('arn:aws:iam::aws:policy/AmazonSQSFullAccess'),
    'reading all buckets': has(aws('AmazonS3ReadOnlyAccess')),
    'reading all': has(aws('ReadOnlyAccess')),
    'all tables, in its second version': has(aws('AmazonDynamoDBFullAccess_v2')),
    'all functions': has(aws('AWSLambda_FullAccess')),
    'invoking all functions': has(aws('service-role/AWSLambdaRole')),
    'all roles': has(aws('IAMFullAccess')),
    'one of the other account': has(`arn:aws:iam::${OTHER}:policy/theirs`),
    'all queues, under a boundary that lets it through': limited('AmazonSQSFullAccess', {
      Effect: 'Allow',
      Action: 'sqs:*',
      Resource: '*',
    }),
    'of a permission set': {
      Seen: {
        Type: 'AWS::SSO::PermissionSet',
        Properties: { Name: 'x', ManagedPolicies: [aws('AmazonSNSFullAccess')] },
      },
    } as JsonObject,
  },
  mustPass: {
    'own logs of a function': has(aws('service-role/AWSLambdaBasicExecutionRole')),
    'network interfaces of a function': has(aws('service-role/AWSLambdaVPCAccessExecutionRole')),
    'images for tasks': has(aws('service-role/AmazonECSTaskExecutionRolePolicy')),
    'logs of API Gateway': has(aws('service-role/AmazonAPIGatewayPushToCloudWatchLogs')),
    traces: has(aws('AWSXRayDaemonWriteAccess')),
    'instances under Systems Manager': has(aws('AmazonSSMManagedInstanceCore')),
    'all state machines': has(aws('AWSStepFunctionsFullAccess')),
    'everything, under a boundary that shuts it': limited('AdministratorAccess', OWN_LOGS),
    'one that nobody has looked at, under a boundary that shuts all': limited('SomethingNew', OWN_LOGS),
  },
  undecided: {
    'one that nobody has looked at': has(aws('SomethingNew')),
    'an own one that is not in the templates': has(`arn:aws:iam::${OWN}:policy/elsewhere`),
    'all queues, under a boundary that was not given': has(aws('AmazonSQSFullAccess'), {
      PermissionsBoundary: `arn:aws:iam::${OWN}:policy/elsewhere`,
    }),
  },
});
