import type { Judged } from './score';
import { Tally } from './tally';

const judged: Judged = {
  environment: 'sandbox',
  stack: 'airlock-sandbox-data',
  logicalId: 'Ledger',
  layer: 'resource policy',
  kind: 'deny statement',
  path: ['Properties', 'ResourcePolicy', 'PolicyDocument', 'Statement', 0],
  removed: { Effect: 'Deny' },
  definition: {},
  noticed: undefined,
};

test('a removal that nobody notices survives, and says where it stands', () => {
  const tally = new Tally();
  tally.add(judged);
  tally.add({ ...judged, noticed: 'somebody comes in' });
  expect(tally.counts).toMatchObject([{ noticed: 1, unnoticed: 1 }]);
  expect(tally.survivors).toEqual([
    {
      environment: 'sandbox',
      layer: 'resource policy',
      kind: 'deny statement',
      stack: 'airlock-sandbox-data',
      logicalId: 'Ledger',
      path: 'Properties.ResourcePolicy.PolicyDocument.Statement.0',
      removed: '{"Effect":"Deny"}',
    },
  ]);
});
