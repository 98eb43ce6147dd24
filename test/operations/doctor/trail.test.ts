import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import { TrailNotFoundException } from '@aws-sdk/client-cloudtrail';
import { trail } from '../../../lib/operations/doctor/trail';
import { awsError, inspectedAccount, only } from './inspected-account';

const deployed = { Stacks: [{ StackStatus: 'CREATE_COMPLETE' }] };
const absent = new CloudFormationServiceException({
  name: 'ValidationError',
  message: 'Stack with id airlock-live-detection does not exist',
  $fault: 'client',
  $metadata: {},
});
const look = (answer: object, stack: object = deployed) =>
  only(trail, inspectedAccount({ 'cloudtrail:GetTrailStatus': answer, 'cloudformation:DescribeStacks': stack }));

describe('airlock doctor: trail', () => {
  test('it records', async () => {
    expect(await look({ IsLogging: true })).toMatchObject({ verdict: 'ok', found: 'recording' });
  });

  test('somebody stopped it', async () => {
    expect(await look({ IsLogging: false })).toMatchObject({
      verdict: 'lacking',
      fix: 'aws cloudtrail start-logging --name arn:aws:cloudtrail:eu-west-1:222222222222:trail/airlock-live',
    });
  });

  test('it cannot deliver', async () => {
    const found = await look({ IsLogging: true, LatestDeliveryError: 'AccessDenied' });
    expect(found).toMatchObject({ verdict: 'lacking', found: 'cannot deliver: AccessDenied' });
  });

  test('somebody deleted it', async () => {
    expect(await look(awsError(TrailNotFoundException))).toMatchObject({ verdict: 'lacking', found: 'missing' });
  });

  test('while its stack is not deployed nothing is said of it', async () => {
    expect(await look({}, absent)).toMatchObject({ verdict: 'not checked', found: 'there is no detection stack' });
  });

  test('the emulator has none', async () => {
    expect(await only(trail, inspectedAccount({}, { local: true }))).toMatchObject({ verdict: 'not checked' });
  });
});
