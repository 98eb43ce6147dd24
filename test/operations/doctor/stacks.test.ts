import { CloudFormationServiceException } from '@aws-sdk/client-cloudformation';
import { STACKS } from '../../../lib/contract/stacks';
import { stacks } from '../../../lib/operations/doctor/stacks';
import { inspectedAccount } from './inspected-account';

const absent = new CloudFormationServiceException({
  name: 'ValidationError',
  message: 'Stack with id airlock-live-gateway does not exist',
  $fault: 'client',
  $metadata: {},
});

function account(status: (name: string) => string | undefined) {
  return inspectedAccount({
    'cloudformation:DescribeStacks': ({ StackName }: { StackName: string }) => {
      const StackStatus = status(StackName);
      return StackStatus ? { Stacks: [{ StackStatus }] } : absent;
    },
  });
}

describe('airlock doctor: stacks', () => {
  test('all are there', async () => {
    const found = await stacks.inspect(account(() => 'UPDATE_COMPLETE'));
    expect(found.map(({ verdict }) => verdict)).toEqual(STACKS.map(() => 'ok'));
  });

  test('one is missing: deploy', async () => {
    const found = await stacks.inspect(account((name) => (name.endsWith('-gateway') ? undefined : 'CREATE_COMPLETE')));
    expect(found.filter(({ verdict }) => verdict !== 'ok')).toEqual([
      {
        subject: 'airlock-live-gateway',
        verdict: 'lacking',
        found: 'not deployed',
        fix: 'npx airlock deploy live',
      },
    ]);
  });

  test.each(['UPDATE_ROLLBACK_COMPLETE', 'ROLLBACK_COMPLETE', 'UPDATE_FAILED', 'UPDATE_IN_PROGRESS'])(
    'the last change of one ended as %s',
    async (status) => {
      const [first] = await stacks.inspect(account(() => status));
      expect(first).toMatchObject({
        verdict: 'lacking',
        found: status,
        fix: expect.stringContaining('describe-stack-events'),
      });
    },
  );

  test('another error is not taken for a missing stack', async () => {
    const denied = inspectedAccount({ 'cloudformation:DescribeStacks': new Error('no network') });
    await expect(stacks.inspect(denied)).rejects.toThrow('no network');
  });
});
