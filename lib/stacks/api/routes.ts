import type { EnvironmentName } from '../../environment/modes';

/** One method of the deployed API; API Gateway answers 404 for everything else. */
export interface DeployedRoute {
  readonly method: 'GET' | 'POST';
  /** For example `/v1/payments/{id}`. */
  readonly path: string;
}

const PAYMENT = '/v1/payments/{id}';

const EVERYWHERE: readonly DeployedRoute[] = [
  { method: 'GET', path: '/health' },
  { method: 'GET', path: '/info' },
  { method: 'GET', path: '/mock/checkout/{token}' },
  { method: 'POST', path: '/mock/checkout/{token}' },
  { method: 'GET', path: '/v1/payments' },
  { method: 'POST', path: '/v1/payments' },
  { method: 'GET', path: PAYMENT },
  { method: 'POST', path: `${PAYMENT}/cancel` },
];

const SANDBOX_ONLY: readonly DeployedRoute[] = ['pay', 'fail', 'expire'].map((outcome) => ({
  method: 'POST',
  path: `/v1/test/payments/{id}/${outcome}`,
}));

/** What an environment's API answers at all; what simulates an outcome is not even deployed in live. */
export function deployedRoutes(environment: EnvironmentName): readonly DeployedRoute[] {
  return environment === 'sandbox' ? [...EVERYWHERE, ...SANDBOX_ONLY] : EVERYWHERE;
}
