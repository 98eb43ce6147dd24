import { randomText } from '../../environment/ids';
import { modesOf } from '../../environment/modes';
import { providerStates } from '../../environment/providers';
import type { Environment } from '../../environment/schema';
import type { Connection } from '../account/connection';
import { type CreatedApp, createApp } from '../apps/create-app';
import { appNamed } from '../apps/find-app';
import { retireApp } from '../apps/retire-app';
import { setTraffic } from '../apps/set-traffic';

const REASON = 'airlock probe: a throw-away app';

/** A product name that nobody has, and that says what it is for. */
export function throwAwayProduct(): string {
  return `probe-${randomText(8).toLowerCase()}`;
}

/** One name for each mode of an environment. */
function throwAwayNames({ name }: Environment, product: string): string[] {
  return modesOf(name).map((mode) => `${product}-${mode}`);
}

/** Creates an app in each mode of the account; whoever calls this retires them, also those of a run that was stopped half-way. */
export async function createThrowAwayApps(connection: Connection, product: string): Promise<CreatedApp[]> {
  const { environment } = connection;
  const created: CreatedApp[] = [];
  for (const name of throwAwayNames(environment, product)) {
    const mode = modesOf(environment.name).find((each) => name.endsWith(`-${each}`));
    // Any of them will do: what is asked for is never that it serves.
    const line = providerStates(environment).find((state) => state.mode === mode && state.state !== 'not_applicable');
    created.push(await createApp(connection, { name, ...(line && { provider: line.provider }) }));
  }
  return created;
}

/** Lets an app of this run make payments. */
export async function openThrowAwayApp(connection: Connection, name: string): Promise<void> {
  await setTraffic(connection, { name, to: 'open', reason: REASON });
}

/**
 * Ends whatever of the names is there.
 * @returns names that could not be ended, with the reason
 */
export async function retireThrowAwayApps(
  connection: Connection,
  product: string,
): Promise<{ readonly name: string; readonly reason: string }[]> {
  const left: { readonly name: string; readonly reason: string }[] = [];
  for (const name of throwAwayNames(connection.environment, product)) {
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
