import { Refusal } from '../contract/refusal';
import { modeOfKey } from '../environment/ids';
import { environmentOf, type Mode } from '../environment/modes';

/** The triple of one app. The two keys sign requests; the webhook secret verifies webhooks. */
export interface Credentials {
  /** `pk_<infix>_…`, an identifier. */
  readonly publicKey: string;
  /** `sk_<infix>_…`; the MAC key is the UTF-8 bytes of the whole text. */
  readonly secret: string;
  /** `whsec_…`. @default - none */
  readonly webhookSecret?: string;
}

/** The names under which a product's deployment carries its triple (GW7). */
export const CREDENTIAL_VARIABLES = {
  publicKey: 'PAYMENT_GATEWAY_PUBLIC_KEY',
  secret: 'PAYMENT_GATEWAY_SECRET',
  webhookSecret: 'PAYMENT_GATEWAY_WEBHOOK_SECRET',
} as const;

/**
 * @throws Refusal naming every variable that is missing
 *
 * @example
 * ```ts
 * console.log(credentialsFrom(process.env).publicKey.slice(0, 8)); // pk_test_
 * ```
 */
export function credentialsFrom(env: Readonly<Record<string, string | undefined>>): Credentials {
  const publicKey = env[CREDENTIAL_VARIABLES.publicKey]?.trim();
  const secret = env[CREDENTIAL_VARIABLES.secret]?.trim();
  const webhookSecret = env[CREDENTIAL_VARIABLES.webhookSecret]?.trim();
  if (publicKey && secret) return { publicKey, secret, ...(webhookSecret && { webhookSecret }) };
  const missing = [!publicKey && CREDENTIAL_VARIABLES.publicKey, !secret && CREDENTIAL_VARIABLES.secret]
    .filter(Boolean)
    .join(' and ');
  throw misconfigured(`${missing} not set`, 'set the three lines that `airlock apps create` printed');
}

/**
 * The mode that the pair belongs to.
 * @throws Refusal when a key has another form, sits in the other's place, or the two are of different modes (BG4)
 *
 * @example
 * ```ts
 * console.log(modeOf(credentialsFrom(process.env))); // test
 * ```
 */
export function modeOf({ publicKey, secret, webhookSecret }: Credentials): Mode {
  const mode = keyMode(publicKey, 'pk', CREDENTIAL_VARIABLES.publicKey);
  const secretMode = keyMode(secret, 'sk', CREDENTIAL_VARIABLES.secret);
  if (mode !== secretMode) {
    throw misconfigured(
      `${CREDENTIAL_VARIABLES.publicKey} is a ${mode} key and ${CREDENTIAL_VARIABLES.secret} a ${secretMode} key: ${mixed(mode, secretMode)}`,
      'take all three values from one app; going live swaps the three together',
    );
  }
  if (webhookSecret !== undefined && !webhookSecret.startsWith('whsec_')) {
    throw misconfigured(
      `${CREDENTIAL_VARIABLES.webhookSecret} does not start with whsec_`,
      'take all three values from one app',
    );
  }
  return mode;
}

function keyMode(key: string, kind: 'pk' | 'sk', name: string): Mode {
  const mode = modeOfKey(key);
  if (mode && key.startsWith(`${kind}_`)) return mode;
  const found = mode ? `a ${key.startsWith('sk_') ? 'secret' : 'public'} key` : 'no key of this gateway';
  throw misconfigured(
    `${name} holds ${found}`,
    `it must start with ${kind}_test_, ${kind}_dev_ or ${kind}_live_, as \`airlock apps create\` printed it`,
  );
}

function mixed(mode: Mode, secretMode: Mode): string {
  return environmentOf(mode) === environmentOf(secretMode)
    ? 'they belong to two apps'
    : 'sandbox and live credentials are mixed';
}

function misconfigured(message: string, fix: string): Refusal {
  return new Refusal(message, fix, 'usage');
}
