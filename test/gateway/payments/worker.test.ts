import { move } from '../../../lib/gateway/payments/move';
import { type Payment, paymentKey } from '../../../lib/gateway/payments/payment';
import { sandboxInMemory } from '../calls/sandbox-in-memory';
import { aPayment, CREATED } from './a-payment';

/** Nothing but a store and a clock: no request, no app, no answer. */
async function worker(at: number) {
  const { store } = await sandboxInMemory();
  await store.commit([{ label: 'payment', kind: 'put', table: 'records', item: aPayment() }]);
  return { ports: { store, now: () => at }, stored: () => store.get<Payment>('records', paymentKey(aPayment().pk)) };
}

describe('D17: a worker moves a payment', () => {
  test('with a store and a clock alone', async () => {
    const { ports, stored } = await worker(CREATED + 1000);
    const { moved, payment } = await move(ports, aPayment(), 'succeeded');
    expect(moved).toBe(true);
    expect(await stored()).toEqual(payment);
    expect(payment).toMatchObject({ status: 'succeeded', terminalAt: new Date(CREATED + 1000).toISOString() });
  });

  test('and what it stores alongside is there with the move, or neither is', async () => {
    const { ports, stored } = await worker(CREATED + 1000);
    const event = { pk: 'event_1', sk: 'EVENT', environment: 'sandbox', mode: 'test' } as const;
    const alongside = () => [
      {
        label: 'event',
        kind: 'put',
        table: 'records',
        item: event,
        condition: { expression: 'attribute_not_exists(pk)' },
      } as const,
    ];
    expect((await move(ports, aPayment(), 'processing', alongside)).moved).toBe(true);
    // The same event again: its own label is refused, which the worker alone can make sense of.
    await expect(move(ports, aPayment({ status: 'processing' }), 'succeeded', alongside)).rejects.toMatchObject({
      failed: ['event'],
    });
    expect((await stored())?.status).toBe('processing');
  });

  test('twice at once: once', async () => {
    const { ports } = await worker(CREATED + 1000);
    const both = await Promise.all([move(ports, aPayment(), 'succeeded'), move(ports, aPayment(), 'failed')]);
    expect(both.map(({ moved }) => moved).sort()).toEqual([false, true]);
    expect(new Set(both.map(({ payment }) => payment.status)).size).toBe(1);
  });
});
