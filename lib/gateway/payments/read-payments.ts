import { json } from '../http/reply';
import type { SignedRoute } from '../http/route';
import { cursorAfter, paymentBefore } from './cursor';
import { ownPayment } from './own-payment';
import { type Payment, paymentsOf, publicPayment } from './payment';
import { type ListQuery, listQuery, paymentListSchema, paymentSchema } from './payment-schema';

const DEFAULT_LIMIT = 20;

export const getPaymentRoute: SignedRoute<undefined, undefined> = {
  operationId: 'getPayment',
  method: 'GET',
  path: '/v1/payments/{id}',
  summary: 'Read a payment',
  access: 'signed',
  responses: { 200: { description: 'The payment', schema: paymentSchema } },
  problems: { 404: ['not_found', 'mode_mismatch'] },
  handle: async ({ gateway, app, params }) => {
    const payment = await ownPayment(gateway, app, params['id'] ?? '');
    return json(200, publicPayment(payment, gateway.now()));
  },
};

export const listPaymentsRoute: SignedRoute<undefined, ListQuery> = {
  operationId: 'listPayments',
  method: 'GET',
  path: '/v1/payments',
  summary: 'List payments, newest first',
  access: 'signed',
  query: listQuery,
  responses: { 200: { description: 'A page of payments', schema: paymentListSchema } },
  problems: { 400: ['invalid_field', 'unknown_field', 'invalid_cursor'] },
  handle: async ({ gateway, app, query }) => {
    const limit = query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
    const after = query.cursor === undefined ? undefined : paymentBefore(query.cursor, app.mode);
    // One more than asked for says whether there is a next page.
    const found = await gateway.tables.list<Payment>(paymentsOf(app.appId), limit + 1, after);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const at = gateway.now();
    return json(200, {
      object: 'list',
      data: page.map((payment) => publicPayment(payment, at)),
      next_cursor: last ? cursorAfter(last.pk) : null,
    });
  },
};
