import { randomText } from '../../environment/ids';
import { modesOf } from '../../environment/modes';
import { providerStates } from '../../environment/providers';
import type { Environment } from '../../environment/schema';
import type { Connection } from '../account/connection';
import { type CreatedApp, createApp } from '../apps/create-app';
import { retireApp } from '../apps/retire-app';
import { setTraffic } from '../apps/set-traffic';
import { appNamed } from '../apps/stored-apps';

const REASON = 'airlock probe: a throw-away app';

/** A random product name that says what it is for. */
export function probeProduct(): string {
  return `probe-${randomText(8).toLowerCase()}`;
}

/** One name for each mode of an environment. */
function probeAppNames({ name }: Environment, product: string): string[] {
  return modesOf(name).map((mode) => `${product}-${mode}`);
}

/** Creates an app in each mode of the account. The caller retires them, also when this was stopped half-way. */
export async function createProbeApps(connection: Connection, product: string): Promise<CreatedApp[]> {
  const { environment } = connection;
  const created: CreatedApp[] = [];
  for (const name of probeAppNames(environment, product)) {
    const mode = modesOf(environment.name).find((each) => name.endsWith(`-${each}`));
    // Any provider will do: no payment of the probe has to be served.
    const line = providerStates(environment).find((state) => state.mode === mode && state.state !== 'not_applicable');
    created.push(await createApp(connection, { name, ...(line && { provider: line.provider }) }));
  }
  return created;
}

/** Lets an app of this run make payments. */
export async function openProbeApp(connection: Connection, name: string): Promise<void> {
  await setTraffic(connection, { name, to: 'open', reason: REASON });
}

/**
 * Ends those of the apps that exist.
 * @returns names that could not be ended, with the reason
 */
export async function retireProbeApps(
  connection: Connection,
  product: string,
): Promise<{ readonly name: string; readonly reason: string }[]> {
  const left: { readonly name: string; readonly reason: string }[] = [];
  for (const name of probeAppNames(connection.environment, product)) {
    try {
      const app = await appNamed(connection.tables, name);
      if (!app || app.status === 'retired') continue;
      if (app.status === 'active' && app.mode === 'live')
        await setTraffic(connection, { name, to: 'closed', reason: REASON });
      await retireApp(connection, name);
    } catch (error) {
      left.push({ name, reason: (error as Error).message });
    }
  }
  return left;
}
