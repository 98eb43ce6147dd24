import { routeOf } from '../../../contract/routes';
import { json } from '../../http/reply';
import type { SignedRoute } from '../../http/route';
import { type Payment, paymentsOf, paymentsWithReference } from '../payment';
import { cursorAfter, paymentBefore } from './cursor';
import { ownPayment } from './own-payment';
import { type ListQuery, listQuery, paymentListSchema, paymentSchema } from './payment-schema';
import { publicPayment } from './public-payment';

const DEFAULT_LIMIT = 20;

export const getPaymentRoute: SignedRoute<undefined, undefined> = {
  ...routeOf('getPayment'),
  summary: 'Read a payment',
  responses: { 200: { description: 'The payment', schema: paymentSchema } },
  problems: { 404: ['not_found', 'mode_mismatch'] },
  handle: async ({ gateway, app, params }) => {
    const payment = await ownPayment(gateway, app, params['id'] ?? '');
    return json(200, publicPayment(payment, gateway.now()));
  },
};

export const listPaymentsRoute: SignedRoute<undefined, ListQuery> = {
  ...routeOf('listPayments'),
  summary: 'List payments, newest first',
  query: listQuery,
  responses: { 200: { description: 'A page of payments', schema: paymentListSchema } },
  problems: { 400: ['invalid_field', 'unknown_field', 'invalid_cursor'] },
  handle: async ({ gateway, app, query }) => {
    const limit = query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
    const after = query.cursor === undefined ? undefined : paymentBefore(query.cursor, app.mode);
    const { reference } = query;
    const listing = reference === undefined ? paymentsOf(app.appId) : paymentsWithReference(app.appId, reference);
    // One more than asked for says whether there is a next page.
    const found = await gateway.store.list<Payment>(listing, limit + 1, after);
    const at = gateway.now();
    const page = fitting(found.slice(0, limit), at);
    const last = found.length > page.length ? page.at(-1) : undefined;
    return json(200, {
      object: 'list',
      data: page.map((payment) => publicPayment(payment, at)),
      next_cursor: last ? cursorAfter(last.pk) : null,
    });
  },
};

/** Lambda answers with at most 6 MB, in which quotes count twice; a page that would be larger is a shorter page. */
const PAGE_BYTES = 2 * 1024 * 1024;

function fitting(payments: readonly Payment[], at: number): readonly Payment[] {
  let bytes = 0;
  const end = payments.findIndex((payment, index) => {
    bytes += Buffer.byteLength(JSON.stringify(publicPayment(payment, at)));
    return index > 0 && bytes > PAGE_BYTES;
  });
  return end < 0 ? payments : payments.slice(0, end);
}
