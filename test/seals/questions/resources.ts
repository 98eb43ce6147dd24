import { roleSession, service } from '../../../lib/isolation/policy/request/principal';
import { may, mayNot, opened, type Question, tries } from '../question';
import type { Side } from '../sides';
import { anyone, sealQuestions } from './seal';

/** What is asked of a table, a bucket and so on, by its name. */
export type ResourceQuestions = (side: Side, name: string) => readonly Question[];

const REWRITES = ['BatchWriteItem', 'DeleteItem', 'PartiQLDelete', 'PartiQLInsert', 'PartiQLUpdate', 'UpdateItem'].map(
  (verb) => `dynamodb:${verb}`,
);

export const tableQuestions: ResourceQuestions = (side, name) => {
  const { names } = side;
  const table = names.arn('dynamodb', `table/${name}`);
  const ordinary = tries(['dynamodb:GetItem', 'dynamodb:PutItem'], table);
  return [
    ...sealQuestions(
      side,
      [
        ...tries(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:PutResourcePolicy', 'dynamodb:DeleteTable'], table),
        ...tries(['dynamodb:Query', 'dynamodb:Scan'], `${table}/index/by-app`),
      ],
      [...ordinary, ...tries(['dynamodb:Query'], `${table}/index/by-app`)],
    ),
    ...(name === `${names.prefix}-ledger`
      ? opened(
          ['api', 'break-glass'].flatMap((role) =>
            mayNot(
              roleSession(names.iam(`role/${names.prefix}-${role}`), 'run'),
              'nobody may rewrite the ledger',
              ...tries(REWRITES, table),
            ),
          ),
        )
      : []),
  ];
};

export const topicQuestions: ResourceQuestions = (side, name) => {
  const { names } = side;
  const topic = names.arn('sns', name);
  const publish = { action: 'sns:Publish', resource: topic };
  const cloudWatch = service('cloudwatch.amazonaws.com');
  const own = {
    'aws:SourceAccount': names.account,
    'aws:SourceArn': names.arn('cloudwatch', `alarm:${names.prefix}-failures`),
  };
  const refused = (context: Record<string, string>) =>
    mayNot(cloudWatch, 'only alarms of this environment may be published', { ...publish, context });
  return [
    // All that a topic's policy can speak of.
    ...sealQuestions(
      side,
      tries(
        [
          'sns:AddPermission',
          'sns:DeleteTopic',
          'sns:GetTopicAttributes',
          'sns:ListSubscriptionsByTopic',
          'sns:Publish',
          'sns:RemovePermission',
          'sns:SetTopicAttributes',
          'sns:Subscribe',
        ],
        topic,
      ),
      [publish],
    ),
    ...may(cloudWatch, 'alarms must reach people', { ...publish, context: own }),
    ...refused({ 'aws:SourceArn': own['aws:SourceArn'] }),
    ...refused({ ...own, 'aws:SourceAccount': side.other.account }),
    ...refused({ ...own, 'aws:SourceArn': names.arn('cloudwatch', 'alarm:orders-late') }),
  ];
};

export const queueQuestions: ResourceQuestions = (side, name) => {
  const queue = side.names.arn('sqs', name);
  const ordinary = tries(['sqs:SendMessage', 'sqs:ReceiveMessage'], queue);
  return sealQuestions(side, [...ordinary, ...tries(['sqs:SetQueueAttributes', 'sqs:DeleteQueue'], queue)], ordinary);
};

/** @param arn of the secret */
export const secretQuestions: ResourceQuestions = (side, arn) => {
  const { names } = side;
  const read = { action: 'secretsmanager:GetSecretValue', resource: arn };
  const role = (part: string) => roleSession(names.iam(`role/${names.prefix}-${part}`), 'run');
  return [
    ...sealQuestions(
      side,
      [read, ...tries(['secretsmanager:PutSecretValue', 'secretsmanager:PutResourcePolicy'], arn)],
      tries(['secretsmanager:DescribeSecret', 'secretsmanager:PutSecretValue'], arn),
    ),
    ...opened([
      ...['provider', 'break-glass'].flatMap((part) => may(role(part), 'its readers must read a secret', read)),
      ...['api', 'operator', 'deployer'].flatMap((part) => mayNot(role(part), 'nobody else may read a secret', read)),
      ...mayNot(anyone(names), 'nobody else may read a secret', read),
    ]),
  ];
};
