import type { Client } from '../../../lib/client/client';
import type { Payment } from '../../../lib/client/payment';
import { demoClient, freshClient } from '../accounts/demo-app';

const ORDER = { amount: 1250, currency: 'EUR', description: 'Two <b>coffees</b>' };
const RETURN = { ...ORDER, return_url: 'https://shop.example/thanks?order=1' };

function click(payment: Payment, action: string): Promise<Response> {
  const body = new URLSearchParams({ action });
  return fetch(payment.checkout_url ?? '', { method: 'POST', body, redirect: 'manual' });
}

describe('mock checkout, as a browser without script speaks to it', () => {
  let client: Client;
  beforeAll(async () => {
    client = await freshClient();
  });

  test('GW2: the page has strict headers, shows the order as text, and reading it changes nothing', async () => {
    const payment = await client.createPayment(ORDER);
    const page = await fetch(payment.checkout_url ?? '');
    const body = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(body).toContain('Two &lt;b&gt;coffees&lt;/b&gt;');
    expect(await client.getPayment(payment.id)).toEqual(payment);
  });

  test.each([
    ['pay', 'succeeded'],
    ['fail', 'failed'],
  ])('GW2: %s → %s, back to the merchant; the second click shows the outcome', async (action, status) => {
    const payment = await client.createPayment(RETURN);
    const first = await click(payment, action);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(
      `https://shop.example/thanks?order=1&payment_id=${payment.id}&status=${status}`,
    );
    const second = await click(payment, action === 'pay' ? 'fail' : 'pay');
    expect(second.status).toBe(200);
    expect(await second.text()).toContain(`The payment ${status}`);
    expect((await client.getPayment(payment.id)).status).toBe(status);
  });

  test('GW2: abandon leaves the payment open', async () => {
    const payment = await client.createPayment(RETURN);
    expect((await click(payment, 'abandon')).headers.get('location')).toContain('status=requires_action');
    expect(await client.getPayment(payment.id)).toEqual(payment);
    expect((await click(payment, 'pay')).status).toBe(303);
  });

  test('whatever is clicked at the same time in many tabs, one click counts', async () => {
    const payment = await client.createPayment(RETURN);
    const clicks = await Promise.all(['pay', 'fail', 'pay', 'fail', 'pay'].map((action) => click(payment, action)));
    expect(clicks.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(clicks.filter(({ status }) => status === 200)).toHaveLength(4);
    const won = clicks.find(({ status }) => status === 303)?.headers.get('location') ?? '';
    expect(won).toContain(`status=${(await client.getPayment(payment.id)).status}`);
  });

  test('an expired or canceled payment cannot be paid', async () => {
    const expired = await client.createPayment(ORDER);
    const canceled = await client.createPayment(ORDER);
    await client.testPayment(expired.id, 'expire');
    await client.cancelPayment(canceled.id);
    expect(await (await click(expired, 'pay')).text()).toContain('The time for this payment has run out');
    expect(await (await click(canceled, 'pay')).text()).toContain('The payment was canceled');
    expect((await client.getPayment(expired.id)).status).toBe('expired');
    expect((await client.getPayment(canceled.id)).status).toBe('canceled');
  });

  test('another token, a form of another kind and a foreign field change nothing', async () => {
    const payment = await client.createPayment(ORDER);
    const url = payment.checkout_url ?? '';
    const wrong = url.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    expect((await fetch(wrong)).status).toBe(404);
    expect((await fetch(wrong, { method: 'POST', body: new URLSearchParams({ action: 'pay' }) })).status).toBe(404);
    const json = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"action":"pay"}' };
    expect((await fetch(url, json)).status).toBe(400);
    expect((await fetch(url, { method: 'POST', body: new URLSearchParams('action=pay&x=1') })).status).toBe(400);
    expect(await client.getPayment(payment.id)).toEqual(payment);
  });

  test('D9: a checkout URL means nothing at the other environment, in both directions', async () => {
    const [test, live] = [client, demoClient('live')];
    const there = await live.createPayment(ORDER);
    const here = await test.createPayment(ORDER);
    const swapped = (payment: Payment, at: Client) => `${at.baseUrl}${new URL(payment.checkout_url ?? '').pathname}`;
    for (const url of [swapped(here, live), swapped(there, test)]) {
      const page = await fetch(url);
      expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    }
  });
});
