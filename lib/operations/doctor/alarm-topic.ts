import { GetTopicAttributesCommand, NotFoundException } from '@aws-sdk/client-sns';
import { alarmTopicArn } from '../../contract/arns';
import { type Check, lacking, notChecked, ok } from './check';

/** The topic that every alarm goes to exists and is encrypted with a key of the account's own. */
export const alarmTopic: Check = {
  id: 'alarm-topic',
  actions: ['sns:GetTopicAttributes'],
  inspect: async ({ environment, sns, local }) => {
    const { name } = environment;
    const TopicArn = alarmTopicArn(environment);
    try {
      const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      if (Attributes?.['KmsMasterKeyId']) return [ok(TopicArn, 'exists, encrypted')];
      if (local) return [notChecked(TopicArn, 'exists; the emulator does not keep its encryption')];
      return [lacking(TopicArn, 'not encrypted', `npx airlock deploy ${name}`)];
    } catch (error) {
      if (!(error instanceof NotFoundException)) throw error;
      return [lacking(TopicArn, 'missing', `npx airlock deploy ${name}`)];
    }
  },
};
