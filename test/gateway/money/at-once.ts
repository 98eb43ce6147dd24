import type { Reply } from '../../../lib/gateway/http/reply';
import type { HttpRequest } from '../../../lib/gateway/http/request';
import type { EnvironmentInMemory, Instance } from '../environment-in-memory';
import { NOW } from '../http/signed-request';
import { type Fault, interrupted } from './interrupted';
import { type Choose, Turns } from './orders';
import {
  codeOf,
  expectDoneOnce,
  expectTrue,
  LOCKED_MILLISECONDS,
  nextRequest,
  type Operation,
  requestFor,
  shopFor,
} from './shop';

/** Requests that are served at once, each by an instance of its own, whose calls and the hold of whose transactions are the steps. */
export async function servedAtOnce(
  shop: EnvironmentInMemory,
  requests: readonly HttpRequest[],
  choose: Choose,
): Promise<readonly Reply[]> {
  const turns = new Turns();
  const work = requests.map((request, at) => () => shop.serve(instanceFor(shop, turns, String(at)), request));
  return turns.run(work, choose);
}

function instanceFor(shop: EnvironmentInMemory, turns: Turns, name: string): Instance {
  const step = () => turns.step(name);
  const open: typeof shop.psp.open = async (...asked) => {
    await step();
    return shop.psp.open(...asked);
  };
  const providers = shop.providers({ info: () => shop.psp.info(), open });
  return shop.instance({ before: step, holding: step }, { providers });
}

/** D8: under one key there is one answer, whichever request overtakes the other. */
export async function oneAnswerForOneKey(operation: Operation, requests: readonly HttpRequest[], choose: Choose) {
  const shop = shopFor(operation);
  const replies = await servedAtOnce(shop, requests, choose);
  expectTrue(shop, operation, replies);
  const told = await expectDoneOnce(shop, operation);
  for (const { status, body } of replies) if (status === operation.status) expect(body).toBe(told.body);
}

/** D8: as above, when one stands still after so many steps, until its lock is over and the other one has been served. */
export async function oneAnswerAfterStandstill(operation: Operation, requests: readonly HttpRequest[], steps: number) {
  const shop = shopFor(operation);
  let made = 0;
  const replies = await servedAtOnce(shop, requests, (waiting) => {
    made += 1;
    if (waiting === 1 || made <= steps) return 0;
    if (made === steps + 1) shop.clock.now += LOCKED_MILLISECONDS;
    return 1;
  });
  expectTrue(shop, operation, replies);
  const told = await expectDoneOnce(shop, operation);
  for (const { status, body } of replies) if (status === operation.status) expect(body).toBe(told.body);
}

/** D8: as above, of two who go on with what a third one left behind. */
export async function oneAnswerForWhatWasLeft(
  operation: Operation,
  { at, fault }: { readonly at: number; readonly fault: Fault },
  choose: Choose,
) {
  const shop = shopFor(operation);
  await interrupted(shop, operation, at, fault);
  shop.clock.now += LOCKED_MILLISECONDS;
  const requests = [await nextRequest(shop, operation), await nextRequest(shop, operation)];
  const replies = await servedAtOnce(shop, requests, choose);
  expectTrue(shop, operation, replies);
  const told = await expectDoneOnce(shop, operation);
  for (const { status, body } of replies) if (status === operation.status) expect(body).toBe(told.body);
}

/** GW8: the same bytes are served once, whichever request overtakes the other. One that met the other's transaction may be told to come again, in vain. */
export async function onceForOneNonce(operation: Operation, requests: readonly HttpRequest[], choose: Choose) {
  const shop = shopFor(operation);
  const replies = await servedAtOnce(shop, requests, choose);
  const served = replies.filter((reply) => codeOf(reply) !== '401 nonce_reused');
  expect(served.filter(({ status }) => status !== 503).length).toBeLessThanOrEqual(1);
  expectTrue(shop, operation, served);
  for (const request of requests) {
    expect(codeOf(await shop.serve(shop.instance(), request))).toBe('401 nonce_reused');
  }
}

/** A payment goes one way, whichever of two requests comes first. */
export async function oneWayForOnePayment(one: Operation, other: Operation, choose: Choose) {
  const shop = shopFor(one);
  // The second one has a key of its own, since it is another route's.
  const requests = [
    await requestFor(one, NOW, 'nonce-nonce-nonce-1'),
    await requestFor(other, NOW, 'nonce-nonce-nonce-2'),
  ];
  const replies = await servedAtOnce(shop, requests, choose);
  const moved = replies.filter(({ status }) => status === 200);
  expect(moved.length).toBeLessThanOrEqual(1);
  expectTrue(shop, one, moved);
  for (const reply of replies)
    expect(['200', '409 invalid_state', '503 busy', '503 unavailable']).toContain(codeOf(reply));
}

export function requestsWith(operation: Operation, nonces: readonly string[]) {
  return Promise.all(nonces.map((nonce) => requestFor(operation, NOW, nonce)));
}
