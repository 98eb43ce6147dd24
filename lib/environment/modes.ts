import { ENVIRONMENTS, type EnvironmentName } from '../contract/environments';

export { ENVIRONMENTS, type EnvironmentName };

/** The other of the two. */
export function otherEnvironment(name: EnvironmentName): EnvironmentName {
  return name === 'live' ? 'sandbox' : 'live';
}

/** What an app may do, fixed when it is created: `test` is the mock provider, `sandbox` the PSP's sandbox, `live` real money. */
export const MODES = ['test', 'sandbox', 'live'] as const;
export type Mode = (typeof MODES)[number];

/** The part of every key and id that names its mode: `pk_dev_…`, `pay_live_…`. */
export const INFIXES = ['test', 'dev', 'live'] as const;
export type Infix = (typeof INFIXES)[number];

const INFIX_OF: Readonly<Record<Mode, Infix>> = { test: 'test', sandbox: 'dev', live: 'live' };
const MODE_OF: Readonly<Record<Infix, Mode>> = { test: 'test', dev: 'sandbox', live: 'live' };
const MODES_OF: Readonly<Record<EnvironmentName, readonly Mode[]>> = { sandbox: ['test', 'sandbox'], live: ['live'] };

export function infixOf(mode: Mode): Infix {
  return INFIX_OF[mode];
}

/** The mode an infix names, or undefined for anything else. */
export function modeOfInfix(infix: string): Mode | undefined {
  return Object.hasOwn(MODE_OF, infix) ? MODE_OF[infix as Infix] : undefined;
}

/** The one account in which a mode exists. */
export function environmentOf(mode: Mode): EnvironmentName {
  return mode === 'live' ? 'live' : 'sandbox';
}

/** The modes that an account's gateway serves; never both sides. */
export function modesOf(environment: EnvironmentName): readonly Mode[] {
  return MODES_OF[environment];
}

export function isEnvironmentName(text: string): text is EnvironmentName {
  return (ENVIRONMENTS as readonly string[]).includes(text);
}
