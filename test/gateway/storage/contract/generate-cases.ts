import fc from 'fast-check';
import { condition, filter } from './generate-conditions';
import { apart, update } from './generate-updates';
import type { Case, Step } from './run-case';
import { ATTRIBUTES, heldAt, NAMES, PATHS, VALUES, withPlaceholders } from './vocabulary';

type Json = Readonly<Record<string, unknown>>;

const key = fc
  .tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'))
  .map(([pk, sk]) => ({ pk: { S: pk }, sk: { S: sk } }));

const attributes = fc
  .tuple(...ATTRIBUTES.map((name) => fc.option(fc.constantFrom(...heldAt(name)), { nil: '', freq: 4 })))
  .map((held) => {
    const entries = ATTRIBUTES.map((name, at) => [NAMES[name] ?? name, VALUES[held[at] ?? '']] as const);
    return Object.fromEntries(entries.filter(([, value]) => value));
  });
const item = fc.tuple(key, attributes).map(([keys, others]) => ({ ...others, ...keys }));

const maybeCondition = fc.option(condition, { nil: undefined, freq: 2 });
const onFailure = fc.constantFrom(undefined, 'NONE', 'ALL_OLD');
const projection = fc.option(
  fc
    .array(fc.constantFrom(...PATHS, 'pk', 'sk'), { minLength: 1, maxLength: 4 })
    .map((paths) => apart(paths, (path) => path).join(', ')),
  { nil: undefined },
);

function input(members: Json): Json {
  const given = Object.entries({ TableName: 'records', ...members }).filter(([, value]) => value !== undefined);
  return withPlaceholders(Object.fromEntries(given));
}

const put = fc.record({
  Item: item,
  ConditionExpression: maybeCondition,
  ReturnValues: fc.constantFrom(undefined, 'NONE', 'ALL_OLD'),
  ReturnValuesOnConditionCheckFailure: onFailure,
});

const updateMembers = fc
  .record({
    Key: key,
    made: update,
    condition: maybeCondition,
    ReturnValuesOnConditionCheckFailure: onFailure,
  })
  .map(({ made, condition: more, ...others }) => {
    const all = [made.needed, more && (made.needed ? `(${more})` : more)].filter(Boolean).join(' AND ');
    return { ...others, UpdateExpression: made.text, ConditionExpression: all || undefined };
  });
const updateOne = fc
  .tuple(updateMembers, fc.constantFrom(undefined, 'NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'))
  .map(([members, ReturnValues]) => ({ ...members, ReturnValues }));

const get = fc.record({ Key: key, ProjectionExpression: projection, ConsistentRead: fc.constant(true) });
const batch = fc
  .tuple(fc.uniqueArray(key, { selector: (each) => JSON.stringify(each), minLength: 1, maxLength: 4 }), projection)
  .map(([Keys, ProjectionExpression]) => {
    const { TableName: _, ...request } = input({ ProjectionExpression, ConsistentRead: true });
    return { RequestItems: { records: { ...request, Keys } } };
  });

const transactItem = fc.oneof(
  put.map(({ ReturnValues: _, ...members }) => ({ Put: input(members) })),
  updateMembers.map((members) => ({ Update: input(members) })),
  fc.record({ Key: key, ConditionExpression: maybeCondition }).map((members) => ({ Delete: input(members) })),
  fc.record({ Key: key, ConditionExpression: condition }).map((members) => ({ ConditionCheck: input(members) })),
);
const transact = fc
  .tuple(
    fc.uniqueArray(transactItem, { selector: keyOf, minLength: 1, maxLength: 4 }),
    fc.constantFrom(undefined, undefined, 'token'),
  )
  .map(([TransactItems, token]) => ({ TransactItems, ...(token && { ClientRequestToken: token }) }));

function keyOf(transactItem: Json): string {
  const [{ Item, Key = Item }] = Object.values(transactItem) as [{ Item?: Json; Key?: Json }];
  return JSON.stringify([Key?.['pk'], Key?.['sk']]);
}

const queried = fc.constantFrom<Json>(
  { KeyConditionExpression: 'pk = :a' },
  { KeyConditionExpression: 'pk = :a AND sk > :none' },
  { KeyConditionExpression: '(pk = :a) and begins_with(sk, :a)' },
  { IndexName: 'by-group', KeyConditionExpression: 'grp = :a' },
  { IndexName: 'by-group', KeyConditionExpression: 'pk < :b AND grp = :a' },
  { IndexName: 'by-group', KeyConditionExpression: 'grp = :b AND pk BETWEEN :a AND :b' },
  { IndexName: 'by-rank', KeyConditionExpression: 'grp = :a AND rnk >= :zero' },
  { IndexName: 'by-rank', KeyConditionExpression: 'grp = :b AND rnk BETWEEN :below AND :one' },
  { IndexName: 'by-rank', KeyConditionExpression: 'grp = :b AND rnk = :onePoint' },
);
const query = fc
  .record({
    queried,
    FilterExpression: fc.option(filter, { nil: undefined, freq: 2 }),
    ProjectionExpression: projection,
    ScanIndexForward: fc.constantFrom(undefined, true, false),
    Limit: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    select: fc.constantFrom(undefined, undefined, 'COUNT'),
  })
  .map(({ queried: where, select, ...others }) => ({
    ...where,
    ...others,
    Select: others.ProjectionExpression === undefined ? select : undefined,
  }));

function step(operation: Step['operation'], inputs: fc.Arbitrary<Json>): fc.Arbitrary<Step> {
  return inputs.map((made) => ({ operation, input: made }));
}

export const cases: fc.Arbitrary<Case> = fc.record({
  items: fc.array(item, { minLength: 2, maxLength: 6 }),
  steps: fc.array(
    fc.oneof(
      { weight: 2, arbitrary: step('PutItem', put.map(input)) },
      { weight: 4, arbitrary: step('UpdateItem', updateOne.map(input)) },
      step('GetItem', get.map(input)),
      step('BatchGetItem', batch),
      { weight: 2, arbitrary: step('Query', query.map(input)) },
      { weight: 3, arbitrary: step('TransactWriteItems', transact) },
    ),
    { minLength: 1, maxLength: 6 },
  ),
});
