import { documentsOf } from '../seals/documents';
import type { Kind } from '../seals/mutants';
import { faultsOf, judge } from '../seals/score';
import { synthesizeSides } from '../seals/sides';
import { Tally } from '../seals/tally';

const sides = synthesizeSides();
const tally = new Tally();
for (const side of sides) for (const judged of judge(side)) tally.add(judged);

/** So many removals there are at least, of both environments together; fewer mean that some are not tried any more. */
const AT_LEAST: Readonly<Record<Kind, number>> = {
  'deny statement': 150,
  'action of a deny': 600,
  'resource of a deny': 120,
  'exception of a deny': 18,
  'allow statement': 220,
  'action of an allow': 700,
  principal: 8,
  condition: 280,
  'value of a condition': 55,
  'boundary of a role': 26,
  permission: 2,
  'source of a permission': 2,
  'policy of a resource': 26,
  property: 340,
};

test('DC5: every layer holds, whatever the others say', () => {
  expect(sides.flatMap(faultsOf)).toEqual([]);
});

test('DC5: no deny, boundary, condition, key statement or sealing property can go unnoticed by its own layer', () => {
  expect(tally.survivors).toEqual([]);
});

test.each(Object.entries(AT_LEAST))('of the kind "%s" at least %i removals are tried', (kind, least) => {
  const tried = tally.counts
    .filter((count) => count.kind === kind)
    .reduce((total, { noticed, unnoticed }) => total + noticed + unnoticed, 0);
  expect(tried).toBeGreaterThanOrEqual(least);
});

test.each(sides.map((side) => [side.environment.name, side] as const))(
  'every statement in a template of %s is in a document that is tried',
  (_, side) => {
    const written = JSON.stringify(side.templates).match(/"Effect":"(Allow|Deny)"/g)?.length ?? 0;
    const tried = documentsOf(side).reduce((total, { document }) => total + Object(document['Statement']).length, 0);
    // The organisation's template also has the policies around the other account: one statement for services, two for resources.
    expect(tried + 3).toBe(written);
  },
);
