import type { Context } from 'aws-lambda';
import { SETTINGS } from '../../contract/settings';
import { RoleSecrets } from '../aws/secrets';
import { answer, type ProviderAnswer, type ProviderWork } from '../providers/answer';
import { readCatalog } from '../providers/catalog';
import { providerRequest } from '../providers/contract';
import { ProviderCredentials } from '../providers/credentials';
import { randomIds } from '../random-ids';
import { setting } from '../setting';
import { Unavailable } from '../unavailable';
import { runtime } from './runtime';

const { environment, deadline, logger, begin } = runtime('provider');

const work: ProviderWork = {
  catalog: readCatalog(environment, setting('providers'), process.env[SETTINGS.liveFallback]),
  credentials: new ProviderCredentials(new RoleSecrets(deadline), environment, Date.now),
  ids: randomIds,
};

/** Kept free to say that it failed, which tells the caller more than a function that was ended. */
const RESERVE_MILLISECONDS = 1_500;

/** What the api asks → the providers. An error is an error to the caller too: it is never read as "not loaded". */
export async function handler(event: unknown, context: Context): Promise<ProviderAnswer> {
  begin(context, RESERVE_MILLISECONDS);
  try {
    const request = providerRequest.parse(event);
    const result = await answer(work, request);
    const { op, mode, provider } = { mode: undefined, provider: undefined, ...request };
    const paymentId = request.op === 'open' ? request.payment.paymentId : undefined;
    const outcome = 'outcome' in result ? result.outcome : 'done';
    logger.info('provider', { op, mode, provider, paymentId, outcome });
    return result;
  } catch (error) {
    logger.error('failed', error as Error);
    // The message may name what the caller must not see; the kind decides what it tells its own.
    if (error instanceof Unavailable) throw new Unavailable('a service of the provider function', 'its log says why');
    throw new Error('the provider function failed; its log says why');
  }
}
