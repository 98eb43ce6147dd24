import { NotFoundException } from '@aws-sdk/client-sns';
import { alarmTopic } from '../../../lib/operations/doctor/alarm-topic';
import { awsError, inspectedAccount, only } from './inspected-account';

const look = (answer: object) => only(alarmTopic, inspectedAccount({ 'sns:GetTopicAttributes': answer }));
const subject = 'arn:aws:sns:eu-west-1:222222222222:airlock-live-alarms';

describe('airlock doctor: alarm topic', () => {
  test.each<[string, object, string, string | null]>([
    ['is encrypted', { Attributes: { KmsMasterKeyId: 'key' } }, 'ok', null],
    ['is not encrypted', { Attributes: {} }, 'lacking', 'npx airlock deploy live'],
    ['is missing', awsError(NotFoundException), 'lacking', 'npx airlock deploy live'],
  ])('%s', async (_, answer, verdict, fix) => {
    expect(await look(answer)).toMatchObject({ subject, verdict, fix });
  });

  test('emulated: that it is there is all that can be seen', async () => {
    const account = inspectedAccount({ 'sns:GetTopicAttributes': { Attributes: {} } }, { local: true });
    expect(await only(alarmTopic, account)).toMatchObject({ verdict: 'not checked' });
  });
});
