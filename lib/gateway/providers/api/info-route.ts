import * as z from 'zod/mini';
import { LIVE_FALLBACKS } from '../../../contract/providers';
import { routeOf } from '../../../contract/routes';
import { ENVIRONMENTS, MODES, modesOf } from '../../../environment/modes';
import { json } from '../../http/reply';
import type { SignedRoute } from '../../http/route';
import { providerInstance } from '../contract';

export const infoSchema = z.strictObject({
  object: z.literal('info'),
  environment: z.enum(ENVIRONMENTS),
  modes: z.array(z.enum(MODES)),
  live_fallback: z
    .nullable(z.enum(LIVE_FALLBACKS))
    .check(z.describe('What a live payment gets whose provider has no credentials; null where there is no live mode.')),
  providers: z.array(providerInstance),
});

/** GW11: which provider instances are loaded for each mode, and no secret. */
export const infoRoute: SignedRoute<undefined, undefined> = {
  ...routeOf('getInfo'),
  summary: 'Which providers are loaded for each mode of this environment',
  responses: { 200: { description: 'The environment and its providers', schema: infoSchema } },
  problems: { 502: ['provider_failed'], 503: ['provider_unavailable'] },
  handle: async ({ gateway }) => {
    const { liveFallback, providers } = await gateway.providers.info();
    return json(200, {
      object: 'info',
      environment: gateway.environment,
      modes: modesOf(gateway.environment),
      live_fallback: liveFallback,
      providers,
    });
  },
};
