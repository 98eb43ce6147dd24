import { NotFoundException } from '@aws-sdk/client-sns';
import { alarmTopic } from '../../../lib/operations/doctor/alarm-topic';
import { aPatient, awsError, only } from './a-patient';

const look = (answer: object) => only(alarmTopic, aPatient({ 'sns:GetTopicAttributes': answer }));
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
    const patient = aPatient({ 'sns:GetTopicAttributes': { Attributes: {} } }, { local: true });
    expect(await only(alarmTopic, patient)).toMatchObject({ verdict: 'not checked' });
  });
});
