import { GetQueueAttributesCommand, paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { collected, parsedPolicy, type Reader, resource } from './reader';

/** Every queue with its key, its policy and where it sends what fails. */
export const queues: Reader = {
  types: ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy'],
  actions: ['sqs:GetQueueAttributes', 'sqs:ListQueues'],
  read: async (account) => {
    const client = account.client(SQSClient);
    const { environment } = account;
    const urls = await account.ask({ what: 'queues' }, () =>
      collected(paginateListQueues({ client }, { MaxResults: 1000 }), ({ QueueUrls }) => QueueUrls),
    );
    const resources: DeployedResource[] = [];
    for (const QueueUrl of urls ?? []) {
      const name = QueueUrl.split('/').at(-1) ?? QueueUrl;
      const answer = await account.ask({ what: `queue ${name}` }, () =>
        client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] })),
      );
      const { Policy, KmsMasterKeyId, RedrivePolicy, RedriveAllowPolicy } = answer?.Attributes ?? {};
      resources.push(
        resource('AWS::SQS::Queue', name, {
          QueueName: name,
          KmsMasterKeyId,
          RedrivePolicy: parsedPolicy(RedrivePolicy),
          RedriveAllowPolicy: parsedPolicy(RedriveAllowPolicy),
        }),
      );
      // As AWS names it, whatever the endpoint that was asked.
      const url = `https://sqs.${environment.region}.${environment.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}/${environment.account}/${name}`;
      const policy = parsedPolicy(Policy);
      if (policy !== undefined) {
        resources.push(resource('AWS::SQS::QueuePolicy', url, { Queues: [url], PolicyDocument: policy }));
      }
    }
    return { resources };
  },
};
