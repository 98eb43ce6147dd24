import {
  GetTopicAttributesCommand,
  paginateListSubscriptions,
  paginateListTopics,
  SNSClient,
} from '@aws-sdk/client-sns';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { collected, parsedPolicy, type Reader, resource } from './reader';

/** Every topic with its key and its policy, and every subscription. */
export const topics: Reader = {
  types: ['AWS::SNS::Subscription', 'AWS::SNS::Topic', 'AWS::SNS::TopicPolicy'],
  actions: ['sns:GetTopicAttributes', 'sns:ListSubscriptions', 'sns:ListTopics'],
  read: async (account) => {
    const client = account.client(SNSClient);
    const listed = await account.ask({ what: 'topics' }, () =>
      collected(paginateListTopics({ client }, {}), ({ Topics }) => Topics),
    );
    const subscriptions = await account.ask({ what: 'subscriptions' }, () =>
      collected(paginateListSubscriptions({ client }, {}), ({ Subscriptions }) => Subscriptions),
    );
    const resources: DeployedResource[] = [];
    for (const { TopicArn = '' } of listed ?? []) {
      const name = TopicArn.split(':').at(-1) ?? TopicArn;
      const answer = await account.ask({ what: `topic ${name}` }, () =>
        client.send(new GetTopicAttributesCommand({ TopicArn })),
      );
      const { Policy, KmsMasterKeyId } = answer?.Attributes ?? {};
      resources.push(resource('AWS::SNS::Topic', name, { TopicName: name, KmsMasterKeyId }));
      const policy = parsedPolicy(Policy);
      if (policy !== undefined) {
        resources.push(resource('AWS::SNS::TopicPolicy', TopicArn, { Topics: [TopicArn], PolicyDocument: policy }));
      }
    }
    for (const { TopicArn = '', Protocol = '', Endpoint = '' } of subscriptions ?? []) {
      const name = `${TopicArn} ${Protocol} ${Endpoint}`;
      resources.push(resource('AWS::SNS::Subscription', name, { TopicArn, Protocol, Endpoint }));
    }
    return { resources };
  },
};
