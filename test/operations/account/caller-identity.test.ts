import { STSClient } from '@aws-sdk/client-sts';
import { Refusal } from '../../../lib/contract/refusal';
import { checkAccount } from '../../../lib/operations/account/caller-identity';
import { guardEndpoint } from '../../../lib/operations/account/guard-endpoint';

const environments = { sandbox: { account: '111111111111' }, live: { account: '222222222222' } };
const sts = (Account: string) => ({ send: async () => ({ Account, Arn: `arn:aws:iam::${Account}:user/me` }) }) as never;

describe('BG4 every operation first asks whose credentials these are', () => {
  test('the stage’s own account goes on', async () => {
    await expect(checkAccount(sts('222222222222'), 'live', environments)).resolves.toEqual({
      account: '222222222222',
      arn: 'arn:aws:iam::222222222222:user/me',
    });
  });

  test('the other account is refused, with both named', async () => {
    await expect(checkAccount(sts('111111111111'), 'live', environments)).rejects.toThrow(
      'these credentials are of account 111111111111, which is sandbox; live is account 222222222222',
    );
  });

  test('so is a stranger', async () => {
    await expect(checkAccount(sts('333333333333'), 'sandbox', environments)).rejects.toThrow(
      'these credentials are of account 333333333333; sandbox is account 111111111111',
    );
  });

  test('and so is no answer', async () => {
    const failing = { send: async () => Promise.reject(Object.assign(new Error('expired'), { name: 'ExpiredToken' })) };
    await expect(checkAccount(failing as never, 'live', environments)).rejects.toBeInstanceOf(Refusal);
  });
});

describe('D14 without --local only AWS is spoken to, with it only this machine', () => {
  const credentials = { accessKeyId: 'FAKE', secretAccessKey: 'fake' };
  /** Where a request would have gone, were it sent. */
  async function reached(endpoint: string | undefined, local: boolean): Promise<string> {
    const client = new STSClient({ region: 'eu-west-1', credentials, ...(endpoint && { endpoint }) });
    guardEndpoint(client, local);
    client.middlewareStack.add(
      () => async () => {
        throw new Error('passed');
      },
      { step: 'finalizeRequest', name: 'stopsHere', priority: 'high' },
    );
    return checkAccount(client, 'sandbox', environments).then(
      () => 'answered',
      ({ message }: Error) => message,
    );
  }

  test.each([
    [undefined, false, 'passed'],
    ['https://sts.eu-west-1.amazonaws.com', false, 'passed'],
    ['https://localhost:8082', false, 'AWS is configured to be at localhost'],
    ['https://amazonaws.com.evil.example', false, 'AWS is configured to be at amazonaws.com.evil.example'],
    ['https://127.0.0.1:8082', true, 'passed'],
    ['https://sts.eu-west-1.amazonaws.com', true, "the emulated account's endpoint is sts.eu-west-1.amazonaws.com"],
  ])('endpoint %s, local %s: %s', async (endpoint, local, outcome) => {
    expect(await reached(endpoint, local)).toContain(outcome);
  });
});
