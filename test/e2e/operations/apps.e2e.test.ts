import { spawn } from 'node:child_process';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  GetSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { createClient } from '../../../lib/client/client';
import { type EmulatedApp, requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { randomText } from '../../../lib/environment/ids';
import type { EnvironmentName } from '../../../lib/environment/modes';
import { projectRoot } from '../../../lib/environment/project-root';
import { connect, type OpenConnection } from '../../../lib/operations/account/connect';
import { fingerprint } from '../../../lib/operations/apps/sealed-secret';
import { appNamed } from '../../../lib/operations/apps/stored-apps';
import { airlock } from '../../cli/run-airlock';
import { runNode } from '../../cli/run-node';

type Triple = Pick<EmulatedApp, 'publicKey' | 'secret' | 'webhookSecret'>;

const product = `book${randomText(6).toLowerCase()}`;
const order = { amount: 1250, currency: 'EUR' };
const reason = 'a test of the decision itself';

async function apps(stage: EnvironmentName, ...words: string[]) {
  return airlock(['apps', ...words, '--stage', stage, '--local']);
}

async function create(stage: EnvironmentName, name: string, ...words: string[]): Promise<Triple & { appId: string }> {
  const { code, stdout, stderr } = await apps(stage, 'create', name, ...words, '--json');
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function variables({ publicKey, secret, webhookSecret }: Triple) {
  return {
    PAYMENT_GATEWAY_PUBLIC_KEY: publicKey,
    PAYMENT_GATEWAY_SECRET: secret,
    PAYMENT_GATEWAY_WEBHOOK_SECRET: webhookSecret,
  };
}

function client(triple: Triple) {
  return createClient({ ...triple, local: true, retry: { retries: 0 } });
}

describe('GW7 airlock apps create', () => {
  const name = `${product}-test`;
  let triple: Triple;
  let connection: OpenConnection;
  beforeAll(async () => {
    connection = await connect({ stage: 'sandbox', local: true });
  });
  afterAll(() => connection.close());

  test('prints the triple as three lines and nothing else on stdout, and says that it is shown once', async () => {
    const { code, stdout, stderr } = await apps('sandbox', 'create', name);
    expect(code).toBe(0);
    const lines =
      /^PAYMENT_GATEWAY_PUBLIC_KEY=(pk_test_\w+)\nPAYMENT_GATEWAY_SECRET=(sk_test_\w+)\nPAYMENT_GATEWAY_WEBHOOK_SECRET=(whsec_\S+)\n$/;
    const [, publicKey = '', secret = '', webhookSecret = ''] = lines.exec(stdout) ?? [];
    triple = { publicKey, secret, webhookSecret };
    expect(secret).not.toBe('');
    expect(stderr).toContain('shown this once');
    expect(stderr).not.toContain(secret);
  });

  test('GW5: the new triple signs a payment at once, in the mode of the app', async () => {
    await expect(client(triple).createPayment(order)).resolves.toMatchObject({ mode: 'test', environment: 'sandbox' });
  });

  test('the name is taken from then on', async () => {
    const again = await apps('sandbox', 'create', name);
    expect([again.code, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toContain(`${name} exists already (${triple.publicKey})`);
  });

  test('D6: both secrets are sealed, tagged and encrypted; the table holds neither', async () => {
    const { appId } = JSON.parse((await apps('sandbox', 'show', name, '--json')).stdout);
    const values = { apps: triple.secret, webhooks: triple.webhookSecret };
    for (const [kind, value] of Object.entries(values)) {
      const SecretId = `airlock/sandbox/${kind}/${appId}`;
      const { Tags = [], KmsKeyId } = await connection.secrets.send(new DescribeSecretCommand({ SecretId }));
      expect(Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))).toMatchObject({
        'airlock:environment': 'sandbox',
        'airlock:app': name,
        'airlock:mode': 'test',
        'airlock:fingerprint': fingerprint(connection.environment.fingerprintSalt, value),
      });
      expect(KmsKeyId).toContain('alias/airlock-sandbox');
      const policy = await connection.secrets.send(new GetResourcePolicyCommand({ SecretId }));
      expect(policy.ResourcePolicy).toContain('DenyForeignPrincipals');
      const stored = await connection.secrets.send(new GetSecretValueCommand({ SecretId }));
      expect(stored.SecretString).toBe(value);
    }
    const { Items } = await connection.dynamodb.send(new ScanCommand({ TableName: 'airlock-sandbox-apps' }));
    const table = JSON.stringify(Items);
    expect(table).toContain(triple.publicKey);
    expect(table).not.toContain(triple.secret);
    expect(table).not.toContain(triple.webhookSecret);
  });

  test('list and show name the app and no secret', async () => {
    for (const words of [['list'], ['show', name], ['list', '--json'], ['show', name, '--json']]) {
      const { code, stdout } = await apps('sandbox', ...words);
      expect(code).toBe(0);
      expect(stdout).toContain(triple.publicKey);
      expect(stdout).not.toMatch(/sk_(test|dev|live)_|whsec_/);
    }
  });

  test.each([
    ['sandbox', `${product}-live`, 'use --stage live'],
    ['live', `${product}-sandbox`, 'use --stage sandbox'],
    ['live', `${product}-test`, 'use --stage sandbox'],
  ] as const)('GW13: in %s %s is refused', async (stage, other, fix) => {
    const { code, stdout, stderr } = await apps(stage, 'create', other, '--provider', 'paypal');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(fix);
    expect((await apps(stage, 'list')).stdout).not.toContain(other);
  });

  test('GW11: airlock info says what GET /info says', async () => {
    const { stdout } = await airlock(['info', '--stage', 'sandbox', '--local', '--json']);
    expect(JSON.parse(stdout)).toEqual(await client(triple).info());
  });

  test('a run that is killed half-way is finished by the next, under the same id', async () => {
    for (let tried = 0; tried < 10; tried += 1) {
      const cut = `${product}-cut${tried}-test`;
      await createAndKill(cut);
      const half = await appNamed(connection.tables, cut);
      if (half?.status !== 'creating') continue;
      const { code, stdout, stderr } = await apps('sandbox', 'create', cut, '--json');
      expect([code, stderr]).toEqual([0, expect.stringContaining(`finished ${cut}`)]);
      const finished = JSON.parse(stdout);
      expect(finished).toMatchObject({ appId: half.appId, publicKey: half.publicKey, status: 'active' });
      await expect(client(finished).createPayment(order)).resolves.toMatchObject({ mode: 'test' });
      return;
    }
    throw new Error('ten runs were killed, none of them half-way');
  });

  /** Starts `apps create` and kills it as soon as the app is seen in the table. */
  async function createAndKill(cut: string): Promise<void> {
    const words = ['bin/airlock.mjs', 'apps', 'create', cut, '--stage', 'sandbox', '--local'];
    const child = spawn(process.execPath, words, { cwd: projectRoot(), stdio: 'ignore' });
    const closed = new Promise((resolve) => child.once('close', resolve));
    while (child.exitCode === null && !(await appNamed(connection.tables, cut)));
    child.kill('SIGKILL');
    await closed;
  }
});

describe('BG4 a stage is entered only with its own account', () => {
  test('credentials of the other account are refused, with both named', async () => {
    await expect(connect({ stage: 'live', local: requireEmulatedAccount('sandbox') })).rejects.toThrow(
      'these credentials are of account 111111111111, which is sandbox; live is account 222222222222',
    );
  });
});

describe('GW6 two products, each in its own mode, side by side', () => {
  test('retiring one ends its key at once, and the other does not notice', async () => {
    const [one, other] = [
      await create('sandbox', `${product}-one-test`),
      await create('sandbox', `${product}-two-sandbox`, '--provider', 'paypal'),
    ];
    const before = await client(one).createPayment(order);
    expect((await apps('sandbox', 'retire', `${product}-one-test`)).code).toBe(0);
    await expect(client(one).createPayment(order)).rejects.toMatchObject({ status: 401, code: 'signature_invalid' });
    // Its open checkout can be paid no more.
    const paid = await fetch(before.checkout_url ?? '', {
      method: 'POST',
      body: new URLSearchParams({ action: 'pay' }),
    });
    expect([paid.status, await paid.text()]).toEqual([409, expect.stringContaining('takes no payments here any more')]);
    await expect(client(other).info()).resolves.toMatchObject({ environment: 'sandbox' });
    const again = await create('sandbox', `${product}-one-test`);
    await expect(client(again).createPayment(order)).resolves.toMatchObject({ mode: 'test' });
    await expect(client(again).getPayment(before.id)).rejects.toMatchObject({ status: 404 });
    await expect(client(one).info()).rejects.toMatchObject({ status: 401 });
  });
});

describe('traffic of a live app: money moves only while a recorded decision lets it', () => {
  const name = `${product}-live`;
  const traffic = (...words: string[]) => apps('live', 'traffic', name, ...words);

  test('born closed, opened, closed again; every change is kept with who and why', async () => {
    const live = client(await create('live', name, '--provider', 'polar'));
    await expect(live.createPayment(order)).rejects.toMatchObject({ status: 403, code: 'traffic_closed' });
    const opened = await traffic('--open', '--reason', reason);
    expect(opened.code).toBe(0);
    expect(opened.stderr).toMatch(/^! polar, the provider of .+-live, is pending in live/m);
    await expect(live.createPayment(order)).resolves.toMatchObject({ mode: 'live', fallback: true });
    expect((await traffic('--open', '--reason', reason)).stdout).toContain('is open already');
    const retire = await apps('live', 'retire', name);
    expect([retire.code, retire.stderr]).toEqual([1, expect.stringContaining('takes real payments')]);
    expect(await traffic('--close', '--reason', `${reason}, over`)).toMatchObject({ code: 0, stderr: '' });
    await expect(live.createPayment(order)).rejects.toMatchObject({ status: 403, code: 'traffic_closed' });
    await expect(live.listPayments()).resolves.toMatchObject({ data: [{ mode: 'live' }] });
    const { trafficChanges } = JSON.parse((await apps('live', 'show', name, '--json')).stdout);
    expect(trafficChanges).toMatchObject([
      { from: 'open', to: 'closed', reason: `${reason}, over`, override: true },
      { from: 'closed', to: 'open', reason, by: expect.stringMatching(/^arn:aws:(iam|sts)::222222222222:/) },
    ]);
  });
});

describe('BG5 what an operator wrote cannot forge what others read', () => {
  test('a reason with line breaks and escapes is one line of the decision that it belongs to', async () => {
    const name = `${product}-forged-live`;
    await create('live', name, '--provider', 'polar');
    const forged =
      'over\n2026-01-01T00:00:00.000Z  closed → open  arn:aws:iam::222222222222:user/boss\n  approved\u001b[2J\u202e';
    expect((await apps('live', 'traffic', name, '--open', '--reason', forged)).code).toBe(0);
    const { stdout } = await apps('live', 'show', name);
    const [last = '', decision = ''] = stdout.trimEnd().split('\n').reverse();
    expect(last).toContain('over\\n2026-01-01T00:00:00.000Z  closed → open');
    expect(last).toContain('approved\\u001b[2J\\u202e');
    expect(decision).toMatch(/^\d{4}-\S+Z {2}closed → open {2}arn:aws:(iam|sts)::222222222222:(?!user\/boss)/);
    const { trafficChanges } = JSON.parse((await apps('live', 'show', name, '--json')).stdout);
    expect(trafficChanges).toMatchObject([{ reason: forged }]);
  });
});

describe('GW7 GW12 going live is swapping the triple and restarting', () => {
  const start = (env: Record<string, string>) => runNode(['bin/run.mjs', 'test/e2e/operations/product.ts'], env);
  let sandbox: Triple;
  let live: Triple;
  beforeAll(async () => {
    sandbox = await create('sandbox', `${product}-shop-test`);
    live = await create('live', `${product}-shop-live`, '--provider', 'polar');
    await apps('live', 'traffic', `${product}-shop-live`, '--open', '--reason', reason);
  });

  test('the same process talks to the other host with no other change', async () => {
    const first = await start(variables(sandbox));
    const second = await start(variables(live));
    expect([first.stderr, second.stderr]).toEqual(['', '']);
    expect(JSON.parse(first.stdout)).toMatchObject({
      host: requireEmulatedAccount('sandbox').url,
      environment: 'sandbox',
      payment: { mode: 'test', environment: 'sandbox' },
    });
    expect(JSON.parse(second.stdout)).toMatchObject({
      host: requireEmulatedAccount('live').url,
      environment: 'live',
      payment: { mode: 'live', environment: 'live', fallback: true },
    });
  });

  test('BG4: a PAYMENT_GATEWAY_URL left over from sandbox stops start-up', async () => {
    const run = await start({ ...variables(live), PAYMENT_GATEWAY_URL: requireEmulatedAccount('sandbox').url });
    expect(run).toMatchObject({ code: 78, stdout: '' });
    expect(run.stderr).toContain('PAYMENT_GATEWAY_URL is the sandbox gateway');
  });

  test('BG4: and so does a triple of which only a part was swapped', async () => {
    const run = await start({ ...variables(live), PAYMENT_GATEWAY_SECRET: sandbox.secret });
    expect(run).toMatchObject({ code: 78, stdout: '' });
    expect(run.stderr).toContain('sandbox and live credentials are mixed');
  });

  test('airlock call signs with the triple of the environment', async () => {
    const { code, stdout } = await airlock(['call', 'GET', '/v1/payments?limit=1', '--local'], {
      env: variables(live),
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ object: 'list', data: [{ mode: 'live' }] });
  });
});
