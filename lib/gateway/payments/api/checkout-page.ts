import type { PaymentStatus } from '../../../contract/payments';
import type { Mode } from '../../../environment/modes';
import type { Reply } from '../../http/reply';
import { formatAmount } from '../currencies';
import type { Payment } from '../payment';
import { canSucceed, isFinal, statusAt } from '../state';
import { pageHeaders, STYLE } from './checkout-style';
import { html, Markup } from './html';
import { publicPayment } from './public-payment';

const HEADING: Readonly<Record<PaymentStatus, string>> = {
  created: 'This payment is not open yet',
  requires_action: 'This payment is still open',
  processing: 'The payment is being processed',
  succeeded: 'The payment succeeded',
  failed: 'The payment failed',
  canceled: 'The payment was canceled',
  expired: 'The time for this payment has run out',
};

const ENVIRONMENT_NOTE: Readonly<Record<Mode, string>> = {
  test: 'Sandbox, mode test. No real money moves on this page.',
  sandbox: 'Sandbox, mode sandbox. No real money moves on this page.',
  live: 'Live, without a payment provider. No real money moves on this page, and nothing can be paid here.',
};

/** The page on which a customer of a test payment pays, fails or leaves; without buttons when that is not possible. */
export function checkoutPage(payment: Payment, at: number): Reply {
  const status = statusAt(payment, at);
  if (!canSucceed(payment) && !isFinal(status)) return unpayablePage(payment, at, 200);
  if (status !== 'requires_action') return outcomePage(payment, at);
  const amount = formatAmount(payment.amount, payment.currency);
  return page({
    status: 200,
    title: `Pay ${amount}`,
    heading: `Pay ${payment.product}`,
    mode: payment.mode,
    form: payment.returnUrl ? 'leads away' : 'stays',
    content: html`${summary(payment)}
<form method="post">
<button name="action" value="pay">Pay ${amount}</button>
<button name="action" value="fail">Let the payment fail</button>
<button name="action" value="abandon">Leave without paying</button>
</form>`,
  });
}

/** How the payment stands, and the way back to the merchant. */
export function outcomePage(payment: Payment, at: number): Reply {
  const status = statusAt(payment, at);
  const again =
    status === 'requires_action' && payment.checkoutUrl !== null
      ? html`<a class="back" href="${payment.checkoutUrl}">Show the payment again</a>`
      : Markup.nothing;
  return page({
    status: 200,
    title: HEADING[status],
    heading: HEADING[status],
    mode: payment.mode,
    content: html`${summary(payment)}${again}${wayBack(payment, at)}`,
  });
}

/** GW10: a payment that stands in for a live one. */
export function unpayablePage(payment: Payment, at: number, status: 200 | 409): Reply {
  return closedPage(payment, at, status, 'The merchant has no payment provider connected yet.');
}

/** A payment whose app was retired. */
export function abandonedPage(payment: Payment, at: number, status: 200 | 409): Reply {
  return closedPage(payment, at, status, 'The merchant takes no payments here any more.');
}

function closedPage(payment: Payment, at: number, status: 200 | 409, why: string): Reply {
  return page({
    status,
    title: 'This payment cannot be paid',
    heading: 'This payment cannot be paid',
    mode: payment.mode,
    content: html`<p>${why} Nothing was charged, and nothing will be.</p>
${summary(payment)}${wayBack(payment, at)}`,
  });
}

/** @param text what is wrong, for the person who followed the link or sent the form */
export function errorPage(status: 400 | 404, text: string): Reply {
  const heading = status === 404 ? 'There is no such payment page' : 'This request cannot be understood';
  return page({ status, title: heading, heading, content: html`<p>${text}</p>` });
}

/** The merchant's address with the outcome; the merchant's own query stays as it was written. */
export function returnAddress(payment: Payment, at: number): string | undefined {
  if (payment.returnUrl === null) return undefined;
  const url = new URL(payment.returnUrl);
  const added = `payment_id=${payment.pk}&status=${publicPayment(payment, at).status}`;
  url.search = url.search ? `${url.search}&${added}` : added;
  return url.href;
}

function summary(payment: Payment): Markup {
  return html`<dl>
<div><dt>Amount</dt><dd class="amount">${formatAmount(payment.amount, payment.currency)}</dd></div>
${payment.description === null ? Markup.nothing : html`<div><dt>For</dt><dd dir="auto">${payment.description}</dd></div>`}
<div><dt>Payment</dt><dd>${payment.pk}</dd></div>
</dl>`;
}

function wayBack(payment: Payment, at: number): Markup {
  const address = returnAddress(payment, at);
  return address ? html`<a class="back" href="${address}">Return to ${new URL(address).host}</a>` : Markup.nothing;
}

interface Page {
  readonly status: number;
  readonly title: string;
  readonly heading: string;
  readonly mode?: Mode;
  readonly content: Markup;
  readonly form?: 'stays' | 'leads away';
}

function page({ status, title, heading, mode, content, form }: Page): Reply {
  const note = mode ? html`<p class="note">${ENVIRONMENT_NOTE[mode]}</p>` : Markup.nothing;
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Airlock mock checkout</title>
<link rel="icon" href="data:,">
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${note}
<h1>${heading}</h1>
${content}
</main>
</body>
</html>
`;
  return { status, contentType: 'text/html; charset=utf-8', body: body.text, headers: pageHeaders(form ?? 'none') };
}
