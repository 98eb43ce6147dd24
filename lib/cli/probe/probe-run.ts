import { readFileSync } from 'node:fs';
import { destination, type KnownGateways } from '../../client/destination';
import { requireEmulatedAccount } from '../../client/emulated';
import { knownGateways } from '../../client/known-gateways';
import type { Outcome } from '../../client/probe/attempt';
import type { Door, Party, ProbedGateway } from '../../client/probe/party';
import { probe } from '../../client/probe/probe';
import { loadEnvironments } from '../../environment/load';
import { ENVIRONMENTS, type EnvironmentName, type Mode } from '../../environment/modes';
import { type Connection, connect } from '../../operations/account/connection';
import {
  createThrowAwayApps,
  openThrowAwayApp,
  retireThrowAwayApps,
  throwAwayProduct,
} from '../../operations/probe/throw-away-apps';

export interface ProbeOptions {
  readonly sandboxProfile?: string;
  readonly liveProfile?: string;
  readonly sandboxUrl?: string;
  readonly liveUrl?: string;
  readonly sandboxApi?: string;
  readonly liveApi?: string;
  readonly livePayments?: boolean;
  readonly local?: boolean;
  readonly json?: boolean;
}

export interface ProbeListener {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly onOutcome: (outcome: Outcome) => void;
}

export interface ProbeRun {
  readonly outcomes: readonly Outcome[];
  /** Apps that could not be retired. */
  readonly left: readonly { readonly name: string; readonly stage: EnvironmentName; readonly reason: string }[];
  /** Why it could not be run to its end. */
  readonly failure: unknown;
}

/** Creates the apps, probes, and retires them whatever happened. Each account is entered by itself, and left before the other. */
export async function runProbe(options: ProbeOptions, { signal, say, onOutcome }: ProbeListener): Promise<ProbeRun> {
  const product = throwAwayProduct();
  const entered: EnvironmentName[] = [];
  let outcomes: readonly Outcome[] = [];
  let failure: unknown;
  try {
    const known = knownGateways(options.local ?? false);
    const apps: Partial<Record<Mode, Party>> = {};
    // Both addresses are read before an account is entered and an app made.
    const gateways = {
      sandbox: gatewayOf('sandbox', known, options),
      live: gatewayOf('live', known, options),
    };
    for (const stage of ENVIRONMENTS) {
      const gateway = gateways[stage];
      const created = await inside(stage, options, (connection) => {
        entered.push(stage);
        return createThrowAwayApps(connection, product);
      });
      for (const { app, secret, webhookSecret } of created) {
        apps[app.mode] = { name: app.name, mode: app.mode, publicKey: app.publicKey, secret, webhookSecret, gateway };
        say(`made ${app.name} in ${stage}`);
      }
    }
    const { test, sandbox, live } = apps;
    if (!test || !sandbox || !live) throw new Error('an app is missing');
    outcomes = await probe({
      apps: { test, sandbox, live },
      known,
      signal,
      onOutcome,
      ...(options.livePayments && {
        openLive: () => inside('live', options, (connection) => openThrowAwayApp(connection, live.name)),
      }),
    });
  } catch (error) {
    failure = error;
  }
  const left = [];
  for (const stage of entered) {
    try {
      const still = await inside(stage, options, (connection) => retireThrowAwayApps(connection, product));
      left.push(...still.map((each) => ({ ...each, stage })));
      say(`retired the apps of ${product} in ${stage}`);
    } catch (error) {
      left.push({ name: `${product}-…`, stage, reason: (error as Error).message });
    }
  }
  return { outcomes, left, failure };
}

async function inside<T>(stage: EnvironmentName, options: ProbeOptions, work: (connection: Connection) => Promise<T>) {
  const profile = stage === 'sandbox' ? options.sandboxProfile : options.liveProfile;
  const connection = await connect({ stage, local: options.local ?? false, ...(profile && { profile }) });
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

function gatewayOf(stage: EnvironmentName, known: KnownGateways, options: ProbeOptions): ProbedGateway {
  const to = destination(stage, known, stage === 'sandbox' ? options.sandboxUrl : options.liveUrl, `--${stage}-url`);
  const api = stage === 'sandbox' ? options.sandboxApi : options.liveApi;
  const doors = options.local ? [emulatedDoor(stage)] : executeApi(stage, api);
  return { environment: stage, ...to, doors };
}

/** The address that API Gateway gives to every API; turned off where there is a domain. */
function executeApi(stage: EnvironmentName, api: string | undefined): Door[] {
  const { region, domain } = loadEnvironments()[stage];
  // Where there is no domain, it is the host itself.
  if (!api || !domain) return [];
  const host = `${api}.execute-api.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
  return [{ name: 'execute-api', baseUrl: `https://${host}/gateway`, host }];
}

function emulatedDoor(stage: EnvironmentName): Door {
  const account = requireEmulatedAccount(stage);
  const { apiId = '' } = account as { readonly apiId?: string };
  return {
    name: 'execute-api',
    baseUrl: `${account.endpoint}/restapis/${apiId}/gateway/_user_request_`,
    host: `${apiId}.execute-api.${account.region}.amazonaws.com`,
    ca: readFileSync(account.ca),
  };
}
