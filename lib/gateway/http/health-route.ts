import * as z from 'zod/mini';
import { routeOf } from '../../contract/routes';
import { ENVIRONMENTS } from '../../environment/modes';
import { json } from './reply';
import type { PublicRoute } from './route';

export const healthSchema = z.object({ status: z.literal('ok'), environment: z.enum(ENVIRONMENTS) });

/** Says that the function runs, and for which environment; reads nothing. */
export const healthRoute: PublicRoute = {
  ...routeOf('getHealth'),
  summary: 'Whether the gateway answers, and which environment it is',
  responses: {
    200: { description: 'It does', schema: healthSchema },
  },
  handle: async ({ gateway }) => json(200, { status: 'ok', environment: gateway.environment }),
};
