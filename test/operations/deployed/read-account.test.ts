import { Refusal } from '../../../lib/contract/refusal';
import { loadEnvironments } from '../../../lib/environment/load';
import type { Connection } from '../../../lib/operations/account/connection';
import { readAccount } from '../../../lib/operations/deployed/read-account';
import type { Reader } from '../../../lib/operations/deployed/reader';

const environment = loadEnvironments().live;
const connection = {
  environment,
  caller: { account: environment.account, arn: `arn:aws:iam::${environment.account}:user/auditor` },
} as Pick<Connection, 'environment' | 'caller' | 'client'>;
const types = ['AWS::SQS::Queue'];

function reading(call: () => Promise<string>, absent: string[] = []): Reader {
  return {
    types,
    actions: [],
    read: async ({ ask }) => {
      const name = await ask({ what: 'queues', absent }, call);
      return { resources: name === undefined ? [] : [{ type: 'AWS::SQS::Queue', name, properties: {} }] };
    },
  };
}

function failing(name: string, message: string): () => Promise<string> {
  return () => Promise.reject(Object.assign(new Error(message), { name }));
}

const read = (...readers: Reader[]) => readAccount(connection, 0, readers);

describe('BG3 reading one account', () => {
  test('says whose it is, who read it and when, and holds neither client nor credential', async () => {
    const found = await read(reading(async () => 'q'));
    expect(found).toEqual({
      environment: 'live',
      account: environment.account,
      region: environment.region,
      readBy: connection.caller.arn,
      readAt: '1970-01-01T00:00:00.000Z',
      resources: [{ type: 'AWS::SQS::Queue', name: 'q', properties: {} }],
      secrets: [],
      stacks: [],
      notRead: [],
    });
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  test('one that may not look says so, and the others go on', async () => {
    const { notRead, resources } = await read(
      reading(failing('AccessDenied', 'no')),
      reading(async () => 'q'),
    );
    expect(notRead).toEqual([{ what: 'queues', reason: 'AccessDenied: no', unanswerable: false, types }]);
    expect(resources).toHaveLength(1);
  });

  test('that there is none is an answer', async () => {
    expect((await read(reading(failing('NoSuchPolicy', 'none'), ['NoSuchPolicy']))).notRead).toEqual([]);
  });

  test('a call that the emulator does not know is told apart', async () => {
    const { notRead } = await read(reading(failing('InvalidOperation', 'Unknown action: DescribeX')));
    expect(notRead).toMatchObject([{ unanswerable: true }]);
  });

  test('where AWS is not AWS, nothing is read', async () => {
    const refused = () => Promise.reject(new Refusal('AWS is configured to be at localhost', 'unset it'));
    await expect(read(reading(refused))).rejects.toThrow('AWS is configured to be at localhost');
  });
});
