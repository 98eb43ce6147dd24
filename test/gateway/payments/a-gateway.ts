import { AppSecrets } from '../../../lib/gateway/apps/app-secrets';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import { EnvironmentInMemory } from '../environment-in-memory';

/** A gateway for what must be decided before anything is read or written: each use of a table, a secret or a provider is an error. */
export function aGatewayWithoutData(environment: Gateway['environment'], now: number) {
  const refuse = (): never => {
    throw new Error('nothing may be read, written or asked here');
  };
  const world = new EnvironmentInMemory(environment);
  const gateway = world.instance(
    { before: refuse },
    {
      secrets: new AppSecrets({ read: refuse }),
      providers: world.providers({ info: refuse, open: refuse }),
      now: () => now,
    },
  );
  return { gateway, counts: gateway.counted };
}
