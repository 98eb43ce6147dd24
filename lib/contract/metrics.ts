import type { FunctionName } from './functions';

/** Namespace of the gateway's own metrics; their one dimension is `environment`, since one per app would cost per app. */
export const METRIC_NAMESPACE = 'Airlock';

/** What each function counts itself. */
const METRICS_OF = {
  api: [
    /** Every refusal of another mode or environment, which any sender can bring about. */
    'CrossEnvironmentAttempt',
    /** Those whose request an app of this environment signed, and items of the other one that a table holds. */
    'CrossEnvironmentProven',
    /** A payment got the mock's checkout, since its live provider has no credentials. */
    'LiveFallback',
    'PaymentCreated',
    /** 1 for a failed payment and 0 for a successful one, so its average is the rate. */
    'PaymentFailed',
    /** `PaymentFailed` less the rate that is tolerated, so its sum is by how many payments too many failed. */
    'PaymentFailureExcess',
    'PaymentSucceeded',
    'SignatureRefused',
  ],
  /** A ledger row was changed or removed, or is of another environment. */
  archive: ['LedgerTampered'],
} as const satisfies Readonly<Partial<Record<FunctionName, readonly string[]>>>;

/** The metrics of one function, or of the whole gateway. */
export type GatewayMetric<Name extends keyof typeof METRICS_OF = keyof typeof METRICS_OF> =
  (typeof METRICS_OF)[Name][number];

/** All of them. */
export const GATEWAY_METRICS: readonly GatewayMetric[] = Object.values(METRICS_OF).flat();
