import type { Route } from '../../http/route';
import { cancelPaymentRoute, testPaymentRoutes } from './cancel-and-test-routes';
import { checkoutRoutes } from './checkout-routes';
import { createPaymentRoute } from './create-payment';
import { getPaymentRoute, listPaymentsRoute } from './read-payments';

/** Every route about payments, the customer's checkout page included. */
export const paymentRoutes: readonly Route[] = [
  createPaymentRoute,
  listPaymentsRoute,
  getPaymentRoute,
  cancelPaymentRoute,
  ...testPaymentRoutes,
  ...checkoutRoutes,
];
