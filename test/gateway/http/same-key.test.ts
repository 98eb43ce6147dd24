import fc from 'fast-check';
import type { Gateway } from '../../../lib/gateway/http/gateway';
import type { Reply } from '../../../lib/gateway/http/reply';
import { serve } from '../../../lib/gateway/http/serve';
import { routes } from '../../../lib/gateway/routes';
import { gatewayFor } from './gateway-in-memory';
import { app, keyedRequest, mockProvider, REQUESTS, tablesWithPayment } from './keyed-requests';

type Who = 'first' | 'second';

/** Two runners of which one makes a step at a time, in a given order; when the order ends, whichever comes. */
function turns(order: readonly Who[]) {
  const waiting = new Map<Who, () => void>();
  const ended = new Set<Who>();
  let at = 0;
  const next = () => {
    while (at < order.length && ended.has(order[at] as Who)) at += 1;
    const who = order[at] ?? [...waiting.keys()][0];
    const go = who && waiting.get(who);
    if (!who || !go) return;
    waiting.delete(who);
    at += 1;
    go();
  };
  return {
    step: (who: Who) => () =>
      new Promise<void>((resolve) => {
        waiting.set(who, resolve);
        next();
      }),
    end: (who: Who) => {
      ended.add(who);
      next();
    },
  };
}

async function world() {
  const tables = await tablesWithPayment();
  const send = async (step: () => Promise<void>, path: string, body: string): Promise<Reply> => {
    const gateway = gatewayFor('sandbox', [app], {
      store: tables.as(step) as unknown as Gateway['store'],
      providers: mockProvider,
    });
    const signed = await keyedRequest(path, body);
    return serve(gateway, routes, signed, (error) => {
      throw error;
    });
  };
  return { send };
}

async function both(order: readonly Who[], path: string, body: string) {
  const { send } = await world();
  const { step, end } = turns(order);
  const one = (who: Who) => send(step(who), path, body).finally(() => end(who));
  const answers = await Promise.all([one('first'), one('second')]);
  return { answers, later: await send(async () => {}, path, body) };
}

/** Each answer is the one that is stored, or says that the other request is under way; never a refusal of its own. */
function expectOneAnswer({ answers, later }: Awaited<ReturnType<typeof both>>, status: number) {
  expect([later.status, later.headers?.['Idempotent-Replayed']]).toEqual([status, 'true']);
  const done = answers.filter((answer) => answer.status === status);
  expect(done.length).toBeGreaterThan(0);
  for (const { body } of done) expect(body).toBe(later.body);
  for (const answer of answers.filter((each) => !done.includes(each))) {
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([409, 'idempotency_in_flight']);
  }
}

describe.each(REQUESTS)('D8 POST $path twice at once under one Idempotency-Key', ({ path, body, status }) => {
  // Looks up what it needs: then the other request runs from its beginning to its end.
  test.each([1, 2, 3, 4, 5, 6])(
    'the second overtakes the first after its step %i: both get the stored answer',
    async (steps) => {
      const order = [...Array<Who>(steps).fill('first'), ...Array<Who>(30).fill('second')];
      const { answers, later } = await both(order, path, body);
      expectOneAnswer({ answers, later }, status);
    },
  );

  test('in any order of their steps', async () => {
    const orders = fc.array(fc.constantFrom<Who>('first', 'second'), { minLength: 4, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => expectOneAnswer(await both(order, path, body), status)),
      { numRuns: 60 },
    );
  });
});

test('D8 another body under the key of a request that was overtaken: 422, as it would be later', async () => {
  const { send } = await world();
  const order: Who[] = ['first', ...Array<Who>(30).fill('second')];
  const { step, end } = turns(order);
  const [first] = await Promise.all([
    send(step('first'), '/v1/payments', '{"amount":1,"currency":"EUR"}').finally(() => end('first')),
    send(step('second'), '/v1/payments', '{"amount":2,"currency":"EUR"}').finally(() => end('second')),
  ]);
  expect([first.status, JSON.parse(first.body).code]).toEqual([422, 'idempotency_key_reused']);
});
