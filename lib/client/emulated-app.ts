import { Refusal } from '../contract/refusal';
import { ENVIRONMENTS } from '../environment/modes';
import { CREDENTIAL_VARIABLES } from './credentials';
import { requireEmulatedAccount } from './emulated-accounts';

/**
 * The triple of an app of the emulated accounts, as a product's environment would carry it.
 * @throws Refusal when there is no such app, or when it is AWS that is asked
 */
export function emulatedCredentials(name: string, local: boolean): Readonly<Record<string, string>> {
  if (!local) {
    const fix = `add --local, or set ${CREDENTIAL_VARIABLES.publicKey} and ${CREDENTIAL_VARIABLES.secret}`;
    throw new Refusal('--app names an app of the emulated accounts; AWS gives out no secret of one', fix, 'usage');
  }
  const apps = ENVIRONMENTS.flatMap((environment) => requireEmulatedAccount(environment).apps);
  const app = apps.find((each) => each.name === name);
  if (!app) {
    const known = apps.map((each) => each.name).join(', ');
    throw new Refusal(`there is no app ${name} in the emulated accounts`, `there are ${known}`, 'usage');
  }
  const { publicKey, secret, webhookSecret } = app;
  return {
    [CREDENTIAL_VARIABLES.publicKey]: publicKey,
    [CREDENTIAL_VARIABLES.secret]: secret,
    [CREDENTIAL_VARIABLES.webhookSecret]: webhookSecret,
  };
}
