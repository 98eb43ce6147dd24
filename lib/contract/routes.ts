import type { EnvironmentName } from './environments';

/** The REST API's one stage. */
export const API_STAGE = 'gateway';

/** What the API has; everything else would only be refused. */
export const METHODS = ['GET', 'POST'] as const;
export type Method = (typeof METHODS)[number];

export interface RouteContract {
  readonly method: Method;
  /** For example `/v1/payments/{id}`. */
  readonly path: string;
  /** Whether an app signs the request, or anyone may make it. */
  readonly access: 'public' | 'signed';
  /** Whether `Idempotency-Key` is required or accepted. @default - it means nothing */
  readonly idempotency?: 'required' | 'accepted';
  /** Needs the app's traffic to be open. @default false */
  readonly movesMoney?: boolean;
  /** Where the route exists at all; elsewhere it is not even deployed. @default - both */
  readonly environments?: readonly EnvironmentName[];
}

const CHECKOUT = '/mock/checkout/{token}';
const PAYMENTS = '/v1/payments';
const PAYMENT = '/v1/payments/{id}';
/** What simulates a customer or the passing of time. */
const TEST = { method: 'POST', access: 'signed', idempotency: 'accepted', environments: ['sandbox'] } as const;

/** Every route by its operation id: what API Gateway deploys, the gateway serves, the reference documents and the client calls. */
export const ROUTES = {
  getHealth: { method: 'GET', path: '/health', access: 'public' },
  getInfo: { method: 'GET', path: '/info', access: 'signed' },
  showMockCheckout: { method: 'GET', path: CHECKOUT, access: 'public' },
  submitMockCheckout: { method: 'POST', path: CHECKOUT, access: 'public' },
  listPayments: { method: 'GET', path: PAYMENTS, access: 'signed' },
  createPayment: { method: 'POST', path: PAYMENTS, access: 'signed', idempotency: 'required', movesMoney: true },
  getPayment: { method: 'GET', path: PAYMENT, access: 'signed' },
  // Moves no money: works also when traffic is closed.
  cancelPayment: { method: 'POST', path: `${PAYMENT}/cancel`, access: 'signed', idempotency: 'accepted' },
  payTestPayment: { ...TEST, path: '/v1/test/payments/{id}/pay' },
  failTestPayment: { ...TEST, path: '/v1/test/payments/{id}/fail' },
  expireTestPayment: { ...TEST, path: '/v1/test/payments/{id}/expire' },
} as const satisfies Readonly<Record<string, RouteContract>>;

export type OperationId = keyof typeof ROUTES;

/** A route with its operation id, for what says more about it. */
export function routeOf<Id extends OperationId>(operationId: Id): { readonly operationId: Id } & (typeof ROUTES)[Id] {
  return { operationId, ...ROUTES[operationId] };
}

/** The routes that an environment has. */
export function routesIn(environment: EnvironmentName): readonly (RouteContract & { operationId: OperationId })[] {
  const all = (Object.keys(ROUTES) as OperationId[]).map((id): RouteContract & { operationId: OperationId } =>
    routeOf(id),
  );
  return all.filter(({ environments }) => environments?.includes(environment) ?? true);
}

/** The names in a path's braces. */
type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

export type PathParameters<Id extends OperationId> = Readonly<Record<ParameterOf<(typeof ROUTES)[Id]['path']>, string>>;

/**
 * Method and path of a request.
 * @example requestOf('getPayment', { id: 'pay_test_…' }) // { method: 'GET', path: '/v1/payments/pay_test_…' }
 */
export function requestOf<Id extends OperationId>(
  operationId: Id,
  parameters: PathParameters<Id>,
): Pick<RouteContract, 'method' | 'path'> {
  const { method, path } = ROUTES[operationId];
  const values: Readonly<Record<string, string>> = parameters;
  return { method, path: path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])) };
}
