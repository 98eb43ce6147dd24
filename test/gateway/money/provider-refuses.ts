import { ProviderFailed, type Providers } from '../../../lib/gateway/ports/providers';
import { type Fault, interrupted } from './interrupted';
import {
  CREATE_AT_PSP,
  codeOf,
  expectDoneOnce,
  expectTrue,
  LOCKED_MILLISECONDS,
  madeIn,
  nextRequest,
  retry,
  shopFor,
} from './shop';

/** What a provider answers that does not serve, and what its client is told. */
export const REFUSALS: readonly { readonly told: string; readonly open: Providers['open'] }[] = [
  {
    told: '503 provider_not_loaded',
    open: async () => ({ outcome: 'not_loaded', reason: 'its credentials are not loaded' }),
  },
  { told: '422 provider_not_allowed', open: async () => ({ outcome: 'unknown', known: [] }) },
];

/** Nothing that a client could see was stored, and the key is free for anything. */
export async function refusedIsForgotten({ told, open }: (typeof REFUSALS)[number]): Promise<void> {
  const shop = shopFor(CREATE_AT_PSP);
  const reply = await interrupted(shop, CREATE_AT_PSP, 0, 'not done', open);
  expect(reply && codeOf(reply)).toBe(told);
  expect(madeIn(shop)).toEqual([]);
  const { body } = await expectDoneOnce(shop, {
    ...CREATE_AT_PSP,
    name: 'another body',
    body: '{"amount":99,"currency":"EUR"}',
  });
  expect(JSON.parse(body).amount).toBe(99);
}

/** Wherever it was interrupted while it was refused, the same again is served once the provider serves. */
export async function refusedThenServed(open: Providers['open'], at: number, fault: Fault): Promise<void> {
  const shop = shopFor(CREATE_AT_PSP);
  await interrupted(shop, CREATE_AT_PSP, at, fault, open);
  shop.clock.now += LOCKED_MILLISECONDS;
  await expectDoneOnce(shop, CREATE_AT_PSP);
}

/** What was not taken back is gone on with by the next try, which need not wait for a lock that nobody holds any more. */
export async function triedAgainAtOnce(open: Providers['open'], fault: Fault): Promise<void> {
  const shop = shopFor(CREATE_AT_PSP);
  // Its calls are: what is known of it, the payment, the provider, the withdrawal.
  await interrupted(shop, CREATE_AT_PSP, 4, fault, open);
  const reply = await retry(shop, CREATE_AT_PSP);
  expect(reply.status).toBe(201);
  expectTrue(shop, CREATE_AT_PSP, [reply]);
}

/** Its app may see it in a list, and cancel it: then there is such a payment, and it is told of. */
export async function canceledMeanwhile(open: Providers['open']): Promise<void> {
  const shop = shopFor(CREATE_AT_PSP);
  const reply = await interrupted(shop, CREATE_AT_PSP, 0, 'not done', async (...asked) => {
    const path = `/v1/payments/${asked[2].paymentId}/cancel`;
    const cancel = await nextRequest(shop, { ...CREATE_AT_PSP, name: path, path, body: '' });
    expect((await shop.serve(shop.instance(), cancel)).status).toBe(200);
    return open(...asked);
  });
  expect(reply && [reply.status, JSON.parse(reply.body).status]).toEqual([201, 'canceled']);
  const { body } = await expectDoneOnce(shop, CREATE_AT_PSP);
  expect(body).toBe(reply?.body);
}

/** Whether the provider did anything is not known; it is asked again for the same payment. */
export async function failedThenServed(opens: boolean): Promise<void> {
  const shop = shopFor(CREATE_AT_PSP);
  const reply = await interrupted(shop, CREATE_AT_PSP, 0, 'not done', async (...asked) => {
    if (opens) await shop.psp.open(...asked);
    throw new ProviderFailed('made-up');
  });
  expect(reply && codeOf(reply)).toBe('502 provider_failed');
  await expectDoneOnce(shop, CREATE_AT_PSP);
  expect(shop.psp.opened.size).toBe(1);
}
