import { clientFromEnvironment } from '../../../lib/client/client';
import { Refusal } from '../../../lib/contract/refusal';

/**
 * A product's process, as small as one can be: it reads its triple at start-up and takes one payment. Going live with it
 * is other values of three variables and a restart, nothing else.
 */
async function main(): Promise<void> {
  const gateway = clientFromEnvironment(process.env, { local: true });
  const { environment } = await gateway.health();
  const payment = await gateway.createPayment({ amount: 1250, currency: 'EUR', reference: 'order-1001' });
  process.stdout.write(JSON.stringify({ host: gateway.baseUrl, environment, payment }));
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof Refusal ? `cannot start: ${error.message}\n` : `${error}\n`);
  process.exitCode = error instanceof Refusal ? 78 : 1;
});
