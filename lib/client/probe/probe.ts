import { Refusal } from '../../contract/refusal';
import type { EnvironmentName, Mode } from '../../environment/modes';
import type { KnownGateways } from '../destination';
import type { Info } from '../info';
import type { ProbeAttempt, ProbeResult } from './attempt';
import { configurationAttempts } from './configuration-attempts';
import { hostAttempts, ownHostAttempts } from './host-attempts';
import { keyAttempts, type PaymentOrReason } from './key-attempts';
import { makePayment } from './make-payment';
import { paymentAttempts, testRouteAttempts } from './payment-attempts';
import type { ProbeApp } from './probe-app';
import { INFO, sendSigned } from './requests';
import { failureAtHome, runAttempt } from './run-attempt';
import { webhookAttempt } from './webhook-attempts';

export interface ProbeProps {
  /** One throw-away app in each mode. */
  readonly apps: Readonly<Record<Mode, ProbeApp>>;
  readonly known: KnownGateways;
  /** Lets the live app make payments; called only where none of them can take money. @default - it makes none */
  readonly openLive?: () => Promise<void>;
  /** Ends the probe before its next attempt. */
  readonly signal?: AbortSignal;
  /** Is told of each attempt as it ends. */
  readonly onResult?: (outcome: ProbeResult) => void;
}

/**
 * Tries, in both directions, what an attacker could do at one environment with the keys of the other. It makes payments with its own
 * apps only, and none that can take money.
 * @throws Refusal when an environment does not even serve its own app
 */
export async function probe(props: ProbeProps): Promise<ProbeResult[]> {
  const outcomes: ProbeResult[] = [];
  for await (const attempt of attempts(props)) {
    if (props.signal?.aborted) throw new Refusal('the probe was interrupted', 'run it again');
    const outcome = await runAttempt(attempt);
    props.onResult?.(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Each pair of a credential and the host across the boundary. */
async function* attempts({ apps, known, openLive }: ProbeProps): AsyncGenerator<ProbeAttempt> {
  for (const app of Object.values(apps)) await requireHome(app);
  const live = openLive ? await unpayable(apps.live) : 'a live payment is made with --live-payments only';
  if (live === undefined) await openLive?.();
  const made = async (app: ProbeApp): Promise<PaymentOrReason> =>
    app.mode === 'live' && live !== undefined ? live : makePayment(app);
  const pairs: readonly (readonly [ProbeApp, ProbeApp])[] = [
    [apps.test, apps.live],
    [apps.sandbox, apps.live],
    [apps.live, apps.test],
  ];
  const livePayment = await made(apps.live);
  for (const [attacker, target] of pairs) {
    const leaked = await made(attacker);
    // One that cannot be made is not tried for again.
    const more = async () => (typeof leaked === 'string' ? leaked : made(attacker));
    yield* keyAttempts(attacker, target, leaked);
    yield* hostAttempts(attacker, target);
    if (attacker.mode !== 'sandbox') yield* ownHostAttempts(target, attacker.gateway);
    yield* paymentAttempts(attacker, target, { leaked, payable: await more() });
    if (attacker.mode === 'test')
      yield* testRouteAttempts(attacker, target, { played: await more(), targeted: livePayment });
    yield webhookAttempt(attacker, target);
    yield* configurationAttempts(attacker, target, known);
  }
}

async function requireHome(app: ProbeApp): Promise<void> {
  const answer = await sendSigned(app, INFO);
  const missing = failureAtHome(answer);
  const environment: EnvironmentName = app.gateway.environment;
  if (missing !== undefined) {
    throw new Refusal(
      `${environment} does not serve its own app ${app.name}: ${missing}`,
      `a refusal elsewhere would say nothing; see that ${app.gateway.baseUrl} is the gateway of ${environment}`,
    );
  }
  const { environment: reported } = JSON.parse(answer.body.toString('utf8')) as Info;
  if (reported === environment) return;
  throw new Refusal(`${app.gateway.baseUrl} says that it is ${reported}, not ${environment}`, 'give each its own URL');
}

/** Why a payment of this app could take money, or undefined when none can: its provider has no credentials, and a mock stands in. */
async function unpayable(app: ProbeApp): Promise<string | undefined> {
  const { live_fallback: fallback, providers } = JSON.parse(
    (await sendSigned(app, INFO)).body.toString('utf8'),
  ) as Info;
  const serving = providers.filter(({ mode, serves }) => mode === app.mode && serves);
  if (fallback !== 'mock') return 'live refuses payments whose provider is not loaded, so that none is safe to make';
  return serving.length === 0 ? undefined : `a live payment could take money: ${serving[0]?.provider} is loaded`;
}
