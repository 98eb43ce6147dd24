import * as z from 'zod/mini';
import { routeOf } from '../../../contract/routes';
import { type App, appKey } from '../../apps/app';
import type { Gateway } from '../../http/gateway';
import type { Reply } from '../../http/reply';
import { type HttpRequest, header } from '../../http/request';
import type { PublicRoute, RouteCall } from '../../http/route';
import { isForeign, opens, parseToken } from '../checkout-token';
import { countMove } from '../count-move';
import { move } from '../move';
import { type Payment, paymentKey } from '../payment';
import { canSucceed, isFinal, statusAt } from '../state';
import { abandonedPage, checkoutPage, errorPage, outcomePage, returnAddress, unpayablePage } from './checkout-page';
import { pageHeaders } from './checkout-style';
import { withProblems } from './problems';

const PAGE = 'text/html; charset=utf-8';

/** What the page's buttons send, and nothing else. */
const checkoutForm = z.strictObject({ action: z.enum(['pay', 'fail', 'abandon']) });
type Action = z.infer<typeof checkoutForm>['action'];

/** Shows, and changes nothing: link previews and mail scanners open every URL they meet. */
const showCheckout: PublicRoute = {
  ...routeOf('showMockCheckout'),
  summary: 'The page on which the customer of a mock payment pays, fails or leaves',
  responses: {
    200: { description: 'The page', contentType: PAGE },
    404: { description: 'A page that says there is no such payment', contentType: PAGE },
  },
  handle: async (call) => {
    const payment = await paymentOf(call);
    if (!payment) return nowhere();
    const at = call.gateway.now();
    return (await isAbandoned(call.gateway, payment)) ? abandonedPage(payment, at, 200) : checkoutPage(payment, at);
  },
};

const submitCheckout: PublicRoute = {
  ...routeOf('submitMockCheckout'),
  summary: 'What the buttons of the mock checkout page send: `action` is pay, fail or abandon',
  form: checkoutForm,
  responses: {
    200: { description: 'A page that says how the payment stands', contentType: PAGE },
    303: { description: 'To `return_url`, with `payment_id` and `status` added to its query' },
    400: { description: 'A page that says what is wrong with the form', contentType: PAGE },
    404: { description: 'A page that says there is no such payment', contentType: PAGE },
    409: { description: 'A page that says this payment cannot be paid', contentType: PAGE },
  },
  handle: submit,
};

export const checkoutRoutes: readonly PublicRoute[] = [showCheckout, submitCheckout];

async function submit(call: RouteCall): Promise<Reply> {
  const payment = await paymentOf(call);
  if (!payment) return nowhere();
  const action = readAction(call.request);
  if (!action) return errorPage(400, 'The form did not arrive as it was sent. Go back, reload the page and try again.');
  const { gateway } = call;
  if (!canSucceed(payment)) return unpayablePage(payment, gateway.now(), 409);
  if (await isAbandoned(gateway, payment)) return abandonedPage(payment, gateway.now(), 409);
  if (action === 'abandon') return backToMerchant(payment, gateway.now());
  const to = action === 'pay' ? 'succeeded' : 'failed';
  const result = await withProblems(move(gateway, payment, to));
  if (!result.moved) return outcomePage(result.payment, gateway.now());
  countMove(gateway.log, to);
  return backToMerchant(result.payment, gateway.now());
}

/** The payment that the token in the path opens. */
async function paymentOf({ gateway, params }: RouteCall): Promise<Payment | undefined> {
  const token = params['token'] ?? '';
  const parsed = parseToken(token);
  if (!parsed) return undefined;
  gateway.log.note({ paymentId: parsed.paymentId, mode: parsed.mode });
  if (isForeign(parsed, gateway.environment)) {
    gateway.log.count('CrossEnvironmentAttempt');
    gateway.log.note({ code: 'mode_mismatch' });
    return undefined;
  }
  const payment = await gateway.store.get<Payment>('records', paymentKey(parsed.paymentId));
  return payment && opens(token, payment) ? payment : undefined;
}

/**
 * Whether an open payment has lost its merchant: a retired app's keys are dead, so that no one could learn of the money, deliver what
 * is paid for, or give it back. An app whose traffic is closed is still there, and its customers may finish.
 */
async function isAbandoned(gateway: Gateway, payment: Payment): Promise<boolean> {
  if (isFinal(statusAt(payment, gateway.now()))) return false;
  const app = await gateway.store.get<App>('apps', appKey(payment.publicKey));
  return app?.status !== 'active';
}

/** The one field of the form, or undefined for anything that the page's own buttons do not send, letter by letter. */
function readAction(request: HttpRequest): Action | undefined {
  if (!/^application\/x-www-form-urlencoded(\s*;.*)?$/i.test(header(request, 'content-type') ?? '')) return undefined;
  const [, action] = /^action=([a-z]+)$/.exec(request.body.toString('latin1')) ?? [];
  return checkoutForm.safeParse({ action }).data?.action;
}

function backToMerchant(payment: Payment, at: number): Reply {
  const address = returnAddress(payment, at);
  if (!address) return outcomePage(payment, at);
  return { status: 303, contentType: PAGE, body: '', headers: { ...pageHeaders('none'), Location: address } };
}

function nowhere(): Reply {
  return errorPage(
    404,
    'The address is incomplete, or it belongs to another environment. Ask the merchant for a new one.',
  );
}
