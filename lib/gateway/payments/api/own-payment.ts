import { ID_PREFIXES, parseId } from '../../../environment/ids';
import type { App } from '../../apps/app';
import type { Gateway } from '../../http/gateway';
import { Problem } from '../../http/problem';
import { type Payment, paymentKey } from '../payment';

/**
 * The payment of that id, if it is the app's own.
 * @throws Problem 404: `mode_mismatch` for an id of another mode, before anything is looked up; `not_found` for a
 * malformed id, one that does not exist, and one of another app, which look the same
 */
export async function ownPayment(gateway: Gateway, app: App, id: string): Promise<Payment> {
  const parsed = parseId(id);
  if (parsed?.prefix !== ID_PREFIXES.payment) throw notFound();
  gateway.log.note({ paymentId: id });
  if (parsed.mode !== app.mode) {
    throw new Problem({
      status: 404,
      code: 'mode_mismatch',
      param: 'id',
      mode: parsed.mode,
      crossEnvironment: true,
      detail: `this payment is of mode ${parsed.mode}, and your key of mode ${app.mode}; use the key of the app that created it`,
    });
  }
  const payment = await gateway.store.get<Payment>('records', paymentKey(id));
  if (payment?.appId !== app.appId || payment.mode !== app.mode || payment.withdrawn) throw notFound();
  return payment;
}

function notFound(): Problem {
  return new Problem({ status: 404, code: 'not_found', param: 'id', detail: 'this app has no payment of that id' });
}
