import { FAULTS } from './interrupted';
import {
  canceledMeanwhile,
  failedThenServed,
  REFUSALS,
  refusedIsForgotten,
  refusedThenServed,
  triedAgainAtOnce,
} from './provider-refuses';

describe.each(REFUSALS)('GW9 a creation whose provider does not serve: $told', (refusal) => {
  test('nothing was stored, and the key is free', async () => {
    await refusedIsForgotten(refusal);
  });

  test.each(FAULTS)('with each call of it %s: the same is served once the provider serves', async (fault) => {
    for (let at = 1; at <= 5; at += 1) await refusedThenServed(refusal.open, at, fault);
  });

  test.each(['not done', 'answer lost', 'out of time'] as const)(
    'D8 whose withdrawal was %s: the same is served at once',
    async (fault) => {
      await triedAgainAtOnce(refusal.open, fault);
    },
  );

  test('D8 and that its app canceled meanwhile: created, and canceled', async () => {
    await canceledMeanwhile(refusal.open);
  });
});

test.each([false, true])(
  'D8 a creation whose provider fails (its checkout open: %s): the next try goes on',
  async (opens) => {
    await failedThenServed(opens);
  },
);
