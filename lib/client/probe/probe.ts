import { Refusal } from '../../contract/refusal';
import type { EnvironmentName, Mode } from '../../environment/modes';
import type { KnownGateways } from '../destination';
import type { Info } from '../info';
import type { Attempt, Outcome } from './attempt';
import { configurationAttempts } from './configuration-attempts';
import { hostAttempts, ownHostAttempts } from './host-attempts';
import { tryOnce, unsuccessful } from './judge';
import { keyAttempts, type Payments } from './key-attempts';
import { makePayment } from './make-payments';
import type { Party } from './party';
import { paymentAttempts, testRouteAttempts } from './payment-attempts';
import { ask, INFO } from './requests';
import { webhookAttempt } from './webhook-attempts';

export interface ProbeProps {
  /** One throw-away app in each mode. */
  readonly apps: Readonly<Record<Mode, Party>>;
  readonly known: KnownGateways;
  /** Lets the live app make payments; called only where none of them can take money. @default - it makes none */
  readonly openLive?: () => Promise<void>;
  /** Ends the probe before its next attempt. */
  readonly signal?: AbortSignal;
  /** Is told of each attempt as it ends. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/**
 * Tries what somebody could who has the keys of one side, at the other, in both directions. It makes payments with its own apps only, and
 * none that can take money.
 * @throws Refusal when a side does not even serve its own app
 */
export async function probe(props: ProbeProps): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for await (const attempt of attempts(props)) {
    if (props.signal?.aborted) throw new Refusal('the probe was interrupted', 'run it again');
    const outcome = await tryOnce(attempt);
    props.onOutcome?.(outcome);
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Each pair of a credential and the host across the boundary. */
async function* attempts({ apps, known, openLive }: ProbeProps): AsyncGenerator<Attempt> {
  for (const app of Object.values(apps)) await requireHome(app);
  const live = openLive ? await unpayable(apps.live) : 'a live payment is made with --live-payments only';
  if (live === undefined) await openLive?.();
  const made = async (party: Party): Promise<Payments> =>
    party.mode === 'live' && live !== undefined ? live : makePayment(party);
  const pairs: readonly (readonly [Party, Party])[] = [
    [apps.test, apps.live],
    [apps.sandbox, apps.live],
    [apps.live, apps.test],
  ];
  const target = await made(apps.live);
  for (const [intruder, resident] of pairs) {
    const shown = await made(intruder);
    // One that cannot be made is not tried for again.
    const more = async () => (typeof shown === 'string' ? shown : made(intruder));
    yield* keyAttempts(intruder, resident, shown);
    yield* hostAttempts(intruder, resident);
    if (intruder.mode !== 'sandbox') yield* ownHostAttempts(resident, intruder.gateway);
    yield* paymentAttempts(intruder, resident, { shown, paid: await more() });
    if (intruder.mode === 'test') yield* testRouteAttempts(intruder, resident, { played: await more(), target });
    yield webhookAttempt(intruder, resident);
    yield* configurationAttempts(intruder, resident, known);
  }
}

async function requireHome(party: Party): Promise<void> {
  const answer = await ask(party, INFO);
  const missing = unsuccessful(answer);
  const environment: EnvironmentName = party.gateway.environment;
  if (missing !== undefined) {
    throw new Refusal(
      `${environment} does not serve its own app ${party.name}: ${missing}`,
      `a refusal elsewhere would say nothing; see that ${party.gateway.baseUrl} is the gateway of ${environment}`,
    );
  }
  const { environment: said } = JSON.parse(answer.body.toString('utf8')) as Info;
  if (said === environment) return;
  throw new Refusal(`${party.gateway.baseUrl} says that it is ${said}, not ${environment}`, 'give each its own URL');
}

/** Why a payment of this app could take money, or undefined when none can: its provider has no credentials, and a mock stands in. */
async function unpayable(party: Party): Promise<string | undefined> {
  const { live_fallback: fallback, providers } = JSON.parse((await ask(party, INFO)).body.toString('utf8')) as Info;
  const serving = providers.filter(({ mode, serves }) => mode === party.mode && serves);
  if (fallback !== 'mock') return 'live refuses payments whose provider is not loaded, so that none is safe to make';
  return serving.length === 0 ? undefined : `a live payment could take money: ${serving[0]?.provider} is loaded`;
}
