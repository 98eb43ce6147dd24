import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { CloudFormationClient, ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { loadEnvironments } from '../../../lib/environment/load';
import { makeCertificate } from '../../../lib/local/emulator/certificate';
import { withAccount } from '../../../lib/operations/account/with-account';
import { until } from '../../until';

const { sandbox, live } = loadEnvironments();
const folder = mkdtempSync(join(tmpdir(), 'airlock-account-'));
const sockets = new Set<Duplex>();
let server: Server;
/** Whose credentials the service says that these are. */
let account = sandbox.account;
let ca = '';

/** Answers over TLS as STS and CloudFormation do, with what these tests ask for. */
beforeAll(async () => {
  const certificate = await makeCertificate(folder);
  ca = certificate.certificate;
  const pem = { cert: readFileSync(certificate.certificate), key: readFileSync(certificate.key) };
  server = createServer(pem, (request, response) => {
    let body = '';
    request
      .on('data', (chunk: Buffer) => (body += chunk))
      .on('end', () => {
        response.setHeader('Content-Type', 'text/xml');
        response.end(
          body.includes('GetCallerIdentity')
            ? `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>${account}</Account><Arn>arn:aws:iam::${account}:user/ann</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`
            : '<ListStacksResponse><ListStacksResult><StackSummaries/></ListStacksResult></ListStacksResponse>',
        );
      });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  account = sandbox.account;
});

const props = () => ({
  stage: 'sandbox' as const,
  local: {
    region: sandbox.region,
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca,
    credentials: { accessKeyId: 'FAKE', secretAccessKey: 'fake' },
  },
});
const closed = () => until(() => sockets.size === 0);

describe('BG4: an account is entered, and left again however the work ends', () => {
  test('the work gets the account, its result comes back, and no connection stays', async () => {
    const arn = await withAccount(props(), async ({ caller, client, environment }) => {
      expect(environment).toEqual(sandbox);
      await client(CloudFormationClient).send(new ListStacksCommand({}));
      expect(sockets.size).toBeGreaterThan(0);
      return caller.arn;
    });
    expect(arn).toBe(`arn:aws:iam::${sandbox.account}:user/ann`);
    await closed();
  });

  test('work that fails leaves no connection either, and its error is what is thrown', async () => {
    const failure = new Error('the work failed');
    const work = withAccount(props(), async ({ client }) => {
      await client(CloudFormationClient).send(new ListStacksCommand({}));
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    await closed();
  });

  test("another account's credentials end it before any work, and leave no connection", async () => {
    account = live.account;
    const work = jest.fn();
    await expect(withAccount(props(), work)).rejects.toThrow(`these credentials are of account ${live.account}`);
    expect(work).not.toHaveBeenCalled();
    await closed();
  });
});
