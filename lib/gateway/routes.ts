import { healthRoute } from './http/health-route';
import type { Route } from './http/route';
import { paymentRoutes } from './payments/api/routes';
import { infoRoute } from './providers/api/info-route';

/** Every route of the gateway; a route that does not exist in an environment says so itself. */
export const routes: readonly Route[] = [healthRoute, infoRoute, ...paymentRoutes];
