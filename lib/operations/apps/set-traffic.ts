import { ulid } from 'ulid';
import { Refusal } from '../../contract/refusal';
import type { EnvironmentName } from '../../environment/modes';
import { appKey, type Traffic } from '../../gateway/apps/app';
import { Refused } from '../../gateway/storage/store';
import type { Connection } from '../account/connection';
import { appName } from './app-name';
import { requireApp, type StoredApp, type TrafficChange } from './stored-apps';

export interface TrafficDecision {
  readonly name: string;
  readonly to: Extract<Traffic, 'open' | 'closed'>;
  /** For later readers, at most 500 characters; at least 10 to open. Stopping money in an emergency needs one. */
  readonly reason: string;
}

const REASON = { min: { open: 10, closed: 1 }, max: 500 };

/** What is wrong with the question itself, whatever the account holds. @throws Refusal */
export function checkDecision({ name, to, reason }: TrafficDecision, stage: EnvironmentName) {
  const { mode } = appName(name, stage);
  const words = reason.trim();
  const min = REASON.min[to];
  if (words.length < min || words.length > REASON.max) {
    throw new Refusal(
      `a reason of ${words.length} characters`,
      `say in ${min} to ${REASON.max} characters why: it is kept with your identity`,
      'usage',
    );
  }
  return { mode, words };
}

/**
 * Opens or closes an app to money-moving requests by an operator's decision, which is recorded with the change itself:
 * neither is there without the other. An app that is already so is left alone, and nothing is recorded.
 * @param at epoch milliseconds
 * @returns the recorded change, or undefined when there was none
 * @throws Refusal
 */
export async function setTraffic(
  connection: Connection,
  { name, to, reason }: TrafficDecision,
  at = Date.now(),
): Promise<{ readonly app: StoredApp; readonly change: TrafficChange | undefined }> {
  const { environment, tables, caller } = connection;
  const { mode, words } = checkDecision({ name, to, reason }, environment.name);
  const app = await requireApp(connection, name);
  if (app.status !== 'active') {
    throw new Refusal(`${name} is ${app.status}, not active`, 'only an active app has traffic to open or close');
  }
  if (app.traffic === to) return { app, change: undefined };
  const change = {
    from: app.traffic,
    to,
    reason: words,
    by: caller.arn,
    at: new Date(at).toISOString(),
    override: true,
  };
  try {
    await tables.commit([
      {
        label: 'app',
        kind: 'update',
        table: 'apps',
        key: appKey(app.publicKey),
        set: { traffic: to },
        condition: {
          expression: '#status = :active AND traffic = :from',
          names: { '#status': 'status' },
          values: { ':active': 'active', ':from': app.traffic },
        },
      },
      {
        label: 'traffic',
        kind: 'put',
        table: 'apps',
        item: { pk: `APP#${app.appId}`, sk: `TRAFFIC#${ulid(at)}`, environment: environment.name, mode, ...change },
        condition: { expression: 'attribute_not_exists(pk)' },
      },
    ]);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refusal(`${name} was changed by someone else at this moment`, 'look at it and run this again');
  }
  return { app: { ...app, traffic: to }, change };
}
