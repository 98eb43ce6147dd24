import { spawn } from 'node:child_process';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { knownGateways } from '../../../lib/client/known-gateways';
import type { ProbeResult } from '../../../lib/client/probe/attempt';
import { probe } from '../../../lib/client/probe/probe';
import type { ProbeApp } from '../../../lib/client/probe/probe-app';
import { ENVIRONMENTS, type EnvironmentName, environmentOf, type Mode } from '../../../lib/environment/modes';
import { projectRoot } from '../../../lib/environment/project-root';
import { connect } from '../../../lib/operations/account/connect';
import { listApps } from '../../../lib/operations/apps/stored-apps';
import { airlock } from '../../cli/run-airlock';

interface Probed {
  readonly sealed: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly outcomes: readonly ProbeResult[];
}

async function run(...words: string[]) {
  const { code, stdout, stderr } = await airlock(['probe', '--local', '--json', ...words]);
  if (!stdout.startsWith('{')) throw new Error(stderr);
  return { code, stdout, stderr, result: JSON.parse(stdout) as Probed };
}

/** Apps that a probe made, by status. */
async function probeApps(stage: EnvironmentName) {
  const connection = await connect({ stage, local: true });
  try {
    return (await listApps(connection)).filter(({ name }) => name.startsWith('probe-'));
  } finally {
    connection.close();
  }
}

describe('BG2 airlock probe --local', () => {
  test('every attempt across the boundary is refused as expected, in both directions', async () => {
    const { code, stdout, stderr, result } = await run('--live-payments');
    const { outcomes, counts, sealed } = result;
    expect(outcomes.filter(({ verdict }) => verdict !== 'refused' && verdict !== 'not probed')).toEqual([]);
    expect([code, sealed, counts['refused']]).toEqual([0, true, expect.any(Number)]);
    expect(counts['refused']).toBeGreaterThanOrEqual(55);
    const refused = outcomes.filter(({ verdict }) => verdict === 'refused');
    for (const where of ENVIRONMENTS) {
      const kinds = new Set(refused.filter((each) => each.where === where).map(({ kind }) => kind));
      const everywhere = ['key', 'key-id', 'signature', 'nonce', 'idempotency-key', 'payment-id', 'checkout-token'];
      for (const kind of [...everywhere, 'host', 'door', 'configuration']) expect([...kinds]).toContain(kind);
      expect(kinds.has('test-route')).toBe(where === 'live');
    }
    // What was not probed says why: a provider that is not loaded makes no payment, and there are no webhooks.
    for (const { verdict, reason } of outcomes.filter(({ verdict }) => verdict === 'not probed')) {
      expect([verdict, reason]).toEqual(['not probed', expect.stringMatching(/no payment|no webhooks/)]);
    }
    expect(`${stdout}${stderr}`).not.toMatch(/(sk_(test|dev|live)_|whsec_)\w/);
  });

  test('its apps are retired, and live never took a payment without --live-payments', async () => {
    const { result } = await run();
    const inLive = result.outcomes.filter(({ who }) => who === 'checkout token of live');
    expect(inLive.map(({ verdict }) => verdict)).toEqual(['not probed', 'not probed']);
    for (const stage of ENVIRONMENTS) {
      const apps = await probeApps(stage);
      expect(apps.length).toBeGreaterThan(0);
      expect(apps.map(({ status, traffic, mode }) => [status, mode === 'live' ? traffic : 'closed'])).toEqual(
        apps.map(() => ['retired', 'closed']),
      );
    }
  });

  test('interrupted, it retires its apps all the same and exits 2', async () => {
    let [code, said] = await interruptedProbe();
    // On a busy machine the probe may be done before its line is read here.
    while (!said.includes('interrupted: ')) [code, said] = await interruptedProbe();
    expect([code, said]).toEqual([2, expect.stringContaining('the probe was interrupted')]);
    for (const stage of ENVIRONMENTS) {
      const apps = await probeApps(stage);
      expect(apps.filter(({ status }) => status !== 'retired')).toEqual([]);
    }
  });
});

/** Presses Ctrl-C when all apps are there and are tried, and once more, as an impatient person does. */
async function interruptedProbe(): Promise<[code: unknown, said: string]> {
  const words = ['bin/airlock.mjs', 'probe', '--local'];
  const child = spawn(process.execPath, words, { cwd: projectRoot(), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const before = said;
    said += chunk;
    for (const sign of [/^made .+ in live$/m, /^interrupted: /m]) {
      if (sign.test(said) && !sign.test(before)) child.kill('SIGINT');
    }
  });
  return [await new Promise((resolve) => child.once('close', resolve)), said];
}

describe('BG2 a probe of a gateway that is not sealed', () => {
  const accounts = { sandbox: requireEmulatedAccount('sandbox'), live: requireEmulatedAccount('live') };
  let broken: Server;

  /** Live's host, behind which there is a proxy that takes sandbox's requests to sandbox. */
  beforeAll(async () => {
    broken = createServer((request, response) => {
      const isSandbox = /keyid="pk_(test|dev)_/.test(String(request.headers['signature-input']));
      const target = accounts[isSandbox ? 'sandbox' : 'live'];
      const upstream = httpRequest(
        `${target.url}${request.url}`,
        { method: request.method, headers: { ...request.headers, host: target.authority } },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      request.pipe(upstream);
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => broken.close(resolve)));

  function party(mode: Mode, name: string): ProbeApp {
    const stage = environmentOf(mode);
    const app = accounts[stage].apps.find((each) => each.name === name);
    if (!app) throw new Error(`no app ${name}`);
    const through = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
    const baseUrl = stage === 'live' ? through : accounts[stage].url;
    return {
      ...app,
      gateway: { environment: stage, baseUrl, authority: accounts[stage].authority, alternateEndpoints: [] },
    };
  }

  test('says which bytes came through, and which refusal was another one', async () => {
    const apps = {
      test: party('test', 'demo-test'),
      sandbox: party('sandbox', 'demo-sandbox'),
      live: party('live', 'demo-live'),
    };
    const outcomes = await probe({ apps, known: knownGateways(true) });
    const through = outcomes.filter(({ verdict }) => verdict === 'came through');
    expect(through.map(({ who, where, kind, got }) => [who, where, kind, got])).toContainEqual([
      'key of test',
      'live',
      'signature',
      '200',
    ]);
    const otherwise = outcomes.filter(({ verdict }) => verdict === 'refused otherwise');
    // Bytes that home has served are refused there for their nonce, which is no sign of a boundary.
    expect(otherwise.map(({ kind, got }) => [kind, got])).toContainEqual(['nonce', '401 nonce_reused']);
    expect(outcomes.filter(({ where, verdict }) => where === 'sandbox' && verdict === 'came through')).toEqual([]);
  });
});
