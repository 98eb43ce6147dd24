import { readFileSync } from 'node:fs';
import { destination, type KnownGateways } from '../../client/destination';
import { requireEmulatedAccount } from '../../client/emulated-accounts';
import { knownGateways } from '../../client/known-gateways';
import type { ProbeResult } from '../../client/probe/attempt';
import { probe } from '../../client/probe/probe';
import type { AlternateEndpoint, ProbeApp, ProbedGateway } from '../../client/probe/probe-app';
import { Refusal } from '../../contract/refusal';
import { loadEnvironments } from '../../environment/load';
import { ENVIRONMENTS, type EnvironmentName, type Mode } from '../../environment/modes';
import type { Connection } from '../account/connection';
import { withAccount } from '../account/with-account';
import { createProbeApps, openProbeApp, probeProduct, retireProbeApps } from './probe-apps';

export interface ProbeRunProps {
  readonly sandboxProfile?: string;
  readonly liveProfile?: string;
  readonly sandboxUrl?: string;
  readonly liveUrl?: string;
  readonly sandboxApi?: string;
  readonly liveApi?: string;
  readonly livePayments?: boolean;
  readonly local?: boolean;
}

export interface ProbeObserver {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly onResult: (outcome: ProbeResult) => void;
}

export interface ProbeRun {
  readonly outcomes: readonly ProbeResult[];
  /** Apps that could not be retired. */
  readonly left: readonly { readonly name: string; readonly stage: EnvironmentName; readonly reason: string }[];
  /** Why it could not be run to its end. */
  readonly failure: unknown;
}

/** Creates the apps, probes, and retires the apps whatever happened. One account is left before the other is entered. */
export async function runProbe(request: ProbeRunProps, { signal, say, onResult }: ProbeObserver): Promise<ProbeRun> {
  const product = probeProduct();
  const entered: EnvironmentName[] = [];
  let outcomes: readonly ProbeResult[] = [];
  let failure: unknown;
  try {
    const known = knownGateways(request.local ?? false);
    const apps: Partial<Record<Mode, ProbeApp>> = {};
    // Both addresses are read before an account is entered and an app made.
    const gateways = {
      sandbox: gatewayOf('sandbox', known, request),
      live: gatewayOf('live', known, request),
    };
    for (const stage of ENVIRONMENTS) {
      const gateway = gateways[stage];
      const created = await inAccount(stage, request, (account) => {
        entered.push(stage);
        return createProbeApps(account, product);
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
      onResult,
      ...(request.livePayments && {
        openLive: () => inAccount('live', request, (account) => openProbeApp(account, live.name)),
      }),
    });
  } catch (error) {
    failure = error;
  }
  const left = [];
  for (const stage of entered) {
    try {
      const still = await inAccount(stage, request, (account) => retireProbeApps(account, product));
      left.push(...still.map((each) => ({ ...each, stage })));
      say(`retired the apps of ${product} in ${stage}`);
    } catch (error) {
      left.push({ name: `${product}-…`, stage, reason: (error as Error).message });
    }
  }
  return { outcomes, left, failure };
}

/** Work in the account of one stage, with the credentials that the request gives for it. */
function inAccount<T>(stage: EnvironmentName, request: ProbeRunProps, work: (account: Connection) => Promise<T>) {
  const profile = stage === 'sandbox' ? request.sandboxProfile : request.liveProfile;
  const profileOption = `--${stage}-profile`;
  return withAccount({ stage, local: request.local ?? false, ...(profile && { profile }), profileOption }, work);
}

function gatewayOf(stage: EnvironmentName, known: KnownGateways, request: ProbeRunProps): ProbedGateway {
  const to = destination(stage, known, stage === 'sandbox' ? request.sandboxUrl : request.liveUrl, `--${stage}-url`);
  const api = stage === 'sandbox' ? request.sandboxApi : request.liveApi;
  const alternateEndpoints = request.local ? [emulatedApiEndpoint(stage)] : executeApi(stage, api);
  return { environment: stage, ...to, alternateEndpoints };
}

/** The address that API Gateway gives to every API; turned off where there is a domain. */
function executeApi(stage: EnvironmentName, api: string | undefined): AlternateEndpoint[] {
  const { region, domain } = loadEnvironments()[stage];
  if (api !== undefined && !/^[a-z0-9]{10}$/.test(api)) {
    throw new Refusal(
      `--${stage}-api is not the id of a REST API: ${JSON.stringify(api)}`,
      'give its ten letters and digits, as `aws apigateway get-rest-apis` shows them',
      'usage',
    );
  }
  // Without a domain, execute-api is the gateway's own host, and no alternate.
  if (!api || !domain) return [];
  const host = `${api}.execute-api.${region}.${region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}`;
  return [{ name: 'execute-api', baseUrl: `https://${host}/gateway`, host }];
}

function emulatedApiEndpoint(stage: EnvironmentName): AlternateEndpoint {
  const account = requireEmulatedAccount(stage);
  const { apiId = '' } = account as { readonly apiId?: string };
  return {
    name: 'execute-api',
    baseUrl: `${account.endpoint}/restapis/${apiId}/gateway/_user_request_`,
    host: `${apiId}.execute-api.${account.region}.amazonaws.com`,
    ca: readFileSync(account.ca),
  };
}
