import type { AccountResources } from '../account-resources';
import { jsonCall, queryCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

const TOPIC_READS = { GetTopicAttributes: {}, ListSubscriptionsByTopic: {} };

const TOPIC_CHANGES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AddPermission: {
    Label: 'matrix',
    'AWSAccountId.member.1': '333333333333',
    'ActionName.member.1': 'Publish',
  },
  DeleteTopic: {},
  SetTopicAttributes: { AttributeName: 'DisplayName', AttributeValue: 'matrix' },
  Subscribe: { Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:333333333333:matrix' },
};

export function topicRequests({ names, topics, account: owner }: AccountResources): RequestedAction[] {
  const call = (operation: string, topic: string, members: Readonly<Record<string, string>>): RequestedAction => ({
    action: `sns:${operation}`,
    resource: topic,
    owner,
    call: queryCall('sns', operation, { TopicArn: topic, ...members }),
    ...(members['Endpoint'] && {
      context: { 'sns:Endpoint': [members['Endpoint']], 'sns:Protocol': [members['Protocol'] ?? ''] },
    }),
  });
  const absent = names.arn('sns', `${names.prefix}-absent`);
  return [
    ...topics.flatMap((topic) => [
      ...Object.entries(TOPIC_READS).map(([operation, members]) => call(operation, topic, members)),
      // Without a message.
      call('Publish', topic, {}),
      ...Object.entries(TOPIC_CHANGES).map(([operation, members]) =>
        change((each) => call(operation, each, members), topic, absent),
      ),
    ]),
    { action: 'sns:ListTopics', resource: '*', owner, call: queryCall('sns', 'ListTopics', {}) },
  ];
}

const QUEUE_CHANGES = {
  AddPermission: { Label: 'matrix', AWSAccountIds: ['333333333333'], Actions: ['SendMessage'] },
  DeleteQueue: {},
  PurgeQueue: {},
  SetQueueAttributes: { Attributes: { Policy: '' } },
};

export function queueRequests({ names, queues, account: owner }: AccountResources): RequestedAction[] {
  const call = (operation: string, queue: string, members: object): RequestedAction => ({
    action: `sqs:${operation}`,
    resource: names.arn('sqs', queue),
    owner,
    call: jsonCall('sqs', operation, { QueueUrl: `https://sqs.amazonaws.com/${owner}/${queue}`, ...members }),
  });
  const absent = `${names.prefix}-absent`;
  return queues.flatMap((queue) => [
    call('GetQueueAttributes', queue, { AttributeNames: ['Policy'] }),
    // No message has that handle, no queue gives so many at once, and one without a body is none.
    call('DeleteMessage', queue, { ReceiptHandle: 'matrix' }),
    call('ReceiveMessage', queue, { MaxNumberOfMessages: 99 }),
    call('SendMessage', queue, {}),
    ...Object.entries(QUEUE_CHANGES).map(([operation, members]) =>
      change((name) => call(operation, name, members), queue, absent),
    ),
  ]);
}

const RULE_CHANGES = {
  DeleteRule: {},
  PutRule: { ScheduleExpression: 'matrix' },
  PutTargets: { Targets: [] },
};

/** There is no rule yet: what may be made is asked. */
export function ruleRequests({ names, account: owner }: AccountResources): RequestedAction[] {
  const rule = `${names.prefix}-absent`;
  return [
    ...Object.entries(RULE_CHANGES).map(
      ([operation, members]): RequestedAction => ({
        action: `events:${operation}`,
        resource: names.arn('events', `rule/${rule}`),
        owner,
        seenAs: { resource: names.arn('events', `rule/default/${rule}`), because: 'rule with its bus' },
        call: jsonCall('events', operation, {
          [operation === 'PutTargets' ? 'Rule' : 'Name']: rule,
          Name: rule,
          ...members,
        }),
      }),
    ),
    {
      action: 'events:PutEvents',
      resource: names.arn('events', 'event-bus/default'),
      owner,
      call: jsonCall('events', 'PutEvents', { Entries: [{}] }),
    },
    {
      action: 'events:ListRules',
      resource: names.arn('events', 'rule/*'),
      owner,
      seenAs: { resource: '*', because: 'lists' },
      call: jsonCall('events', 'ListRules', {}),
    },
  ];
}
