import type { App } from '../../../lib/gateway/apps/app';
import { authenticate } from '../../../lib/gateway/http/authenticate';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { HttpRequest } from '../../../lib/gateway/http/request';

/** The app that signed a request, which is then over: its nonce is claimed. */
export async function verified(gateway: Gateway, request: HttpRequest): Promise<App> {
  const { app, store } = await authenticate(gateway, request);
  await store.claim();
  return app;
}
