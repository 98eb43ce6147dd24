/** The environment variables of the functions, each by what it says. Anyone who may describe a function can read them: never a secret. */
export const SETTINGS = {
  environment: 'AIRLOCK_ENVIRONMENT',
  hosts: 'AIRLOCK_HOSTS',
  paymentFailureRate: 'AIRLOCK_PAYMENT_FAILURE_RATE',
  appRate: 'AIRLOCK_APP_RATE',
  appBurst: 'AIRLOCK_APP_BURST',
  maxBodyBytes: 'AIRLOCK_MAX_BODY_BYTES',
  providerFunction: 'AIRLOCK_PROVIDER_FUNCTION',
  providers: 'AIRLOCK_PROVIDERS',
  liveFallback: 'AIRLOCK_LIVE_FALLBACK',
  archiveBucket: 'AIRLOCK_ARCHIVE_BUCKET',
  /** The one that the emulated accounts have and AWS never has: the authority of the gateway on this machine. */
  loopback: 'AIRLOCK_LOOPBACK',
} as const;

export type Setting = keyof typeof SETTINGS;

/** What each function is told, beside its environment. */
export interface FunctionSettings {
  readonly api: {
    /** Host names under which the gateway answers, with commas between them. */
    readonly hosts: string;
    /** How many of all payments may fail, in percent. */
    readonly paymentFailureRate: string;
    /** Requests a second of one app. */
    readonly appRate: string;
    readonly appBurst: string;
    readonly maxBodyBytes: string;
    /** `name:alias` of the function `provider`. */
    readonly providerFunction: string;
    /** As for `provider`: what the file excludes is refused without asking. */
    readonly providers: string;
    /** In live only. */
    readonly liveFallback?: string;
  };
  readonly archive: { readonly archiveBucket: string };
  readonly provider: {
    /** JSON: what the environment file says of providers, a line for each provider and mode. */
    readonly providers: string;
    /** In live only. */
    readonly liveFallback?: string;
  };
}

/** The variables that hold settings, for what sets them. */
export function variablesOf(settings: Readonly<Partial<Record<Setting, string>>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings).map(([setting, value]) => [SETTINGS[setting as Setting], value]));
}
