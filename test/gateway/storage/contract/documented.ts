import type { Case, Step } from './run-case';
import { withPlaceholders } from './vocabulary';

type Json = Readonly<Record<string, unknown>>;

/** One thing that AWS's documents say of DynamoDB. */
export interface Documented {
  readonly what: string;
  readonly made: Case;
  /** How the last call ends: `ok`, the code of its refusal, or the codes of a cancelled transaction's reasons. */
  readonly ends: string;
}

const KEY = { pk: { S: 'a' }, sk: { S: '1' } };
const OTHER = { pk: { S: 'a' }, sk: { S: '2' } };
const INVALID = 'ValidationException';
const REFUSED = 'ConditionalCheckFailedException';

/** An item with something of every type. */
const ITEM = {
  ...KEY,
  num: { N: '5' },
  txt: { S: 'ab' },
  flag: { BOOL: true },
  nil: { NULL: true },
  sset: { SS: ['a', 'b'] },
  lst: { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }, { S: 'd' }] },
  doc: { M: { x: { N: '1' }, l: { L: [{ N: '1' }] } } },
  status: { S: 'a' },
  grp: { S: 'a' },
  rnk: { N: '1' },
};

function step(operation: Step['operation'], members: Json): Step {
  const given = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const isWhole = 'RequestItems' in given || 'TransactItems' in given;
  return { operation, input: isWhole ? given : { ...withPlaceholders({ TableName: 'records', ...given }), ...given } };
}

function after(items: readonly Json[], what: string, ends: string, ...steps: readonly Step[]): Documented {
  return { what, ends, made: { items, steps } };
}

function one(what: string, ends: string, ...steps: readonly Step[]): Documented {
  return after([ITEM], what, ends, ...steps);
}

const put = (Item: Json, ConditionExpression?: string, others: Json = {}) =>
  step('PutItem', { Item, ConditionExpression, ...others });
const update = (UpdateExpression: string | undefined, ConditionExpression?: string, others: Json = {}) =>
  step('UpdateItem', { Key: KEY, UpdateExpression, ConditionExpression, ReturnValues: 'ALL_NEW', ...others });
const get = (others: Json = {}) => step('GetItem', { Key: KEY, ConsistentRead: true, ...others });
const query = (KeyConditionExpression: string, others: Json = {}) =>
  step('Query', { KeyConditionExpression, ...others });
const transact = (...TransactItems: readonly Json[]) => step('TransactWriteItems', { TransactItems });
const of = (members: Json) => withPlaceholders({ TableName: 'records', ...members });
const holds = (condition: string) => one(`${condition} holds`, 'ok', put(ITEM, condition));
const fails = (condition: string) => one(`${condition} does not hold`, REFUSED, put(ITEM, condition));
const wrong = (why: string, condition: string) => one(`${why}: ${condition}`, INVALID, put(ITEM, condition));
const wrongUpdate = (why: string, text: string) => one(`${why}: ${text}`, INVALID, update(text));
const text = (length: number) => 'x'.repeat(length);

export const DOCUMENTED: readonly Documented[] = [
  // Precedence: NOT, then AND, then OR; parentheses first.
  holds('txt = :ab OR num = :one AND num = :two'),
  fails('(txt = :ab OR num = :one) AND num = :two'),
  fails('NOT txt = :ab AND num = :one'),
  holds('NOT txt = :ab OR txt = :ab'),
  holds('num between :one and :ten and txt in (:a, :ab)'),
  holds('txt IN (:ab) AND txt IN (:ab, :a) AND txt IN (:a, :ab) AND NOT txt IN (:a, :b)'),
  // Sets have no order.
  holds('sset = :again AND sset <> :sb AND sset <> :sc'),
  // An attribute that is not there.
  holds('absent <> :one'),
  fails('absent = :one OR absent < :one OR absent IN (:one) OR absent BETWEEN :zero AND :one'),
  holds('attribute_not_exists(absent) AND attribute_exists(nil)'),
  // Types are never converted.
  fails('txt = :one OR num = :a OR flag = :ab'),
  fails('txt < :ten OR num < :b'),
  holds('contains(txt, :b) AND contains(sset, :b) AND contains(lst, :b) AND NOT contains(num, :b)'),
  holds('size(txt) = :two AND size(sset) = :two AND size(doc) = :two AND size(lst) > :two'),
  holds('attribute_type(nil, :NULL) AND attribute_type(lst, :L) AND NOT attribute_type(txt, :N)'),
  holds('begins_with(txt, :a) AND NOT begins_with(txt, :b)'),
  holds('doc.x = :one AND doc.l[0] = :one AND attribute_not_exists(doc.l[1]) AND attribute_not_exists(txt.x)'),
  // Numbers of 38 digits are exact.
  one('a sum is exact', 'ok', update('SET num = :most - :one')),

  wrong('a reserved word', 'status = :a'),
  wrong('a placeholder without a name', '#undefined = :a'),
  wrong('a placeholder without a value', 'txt = :undefined'),
  wrong('an unknown function', 'length(txt) = :one'),
  wrong('a function is case-sensitive', 'ATTRIBUTE_EXISTS(txt)'),
  wrong('a condition that is none', 'txt'),
  wrong('size alone is no condition', 'size(txt)'),
  wrong('a condition is no operand', 'attribute_exists(txt) = :yes'),
  wrong('too few operands', 'contains(txt)'),
  wrong('too many operands', 'attribute_exists(txt, num)'),
  wrong('an unknown type', 'attribute_type(txt, :a)'),
  wrong('a path that begins with a digit', '1txt = :a'),
  wrong('a path that begins with an underscore', '_txt = :a'),
  wrong('an index below zero', 'lst[-1] = :a'),
  wrong('an index that is no integer', 'lst[0.4] = :a'),
  wrong('a sign that is none', 'txt == :a'),
  wrong('words without an operator', 'txt = :a txt = :b'),
  wrong('a parenthesis that is not closed', '(txt = :a'),
  wrong('redundant parentheses', '((txt = :a))'),
  wrong('contains of itself', 'contains(txt, txt)'),
  wrong('a comparison with itself', 'txt = txt'),
  wrong('bounds the other way round', 'num BETWEEN :two AND :one'),
  wrong('bounds of two types', 'num BETWEEN :one AND :b'),
  wrong('an order of booleans', 'flag < :yes'),
  wrong('an order of sets', 'sset >= :ss'),
  wrong('begins_with a number', 'begins_with(txt, :one)'),
  wrong('a function of a value instead of a path', 'begins_with(:ab, txt)'),
  wrong('an empty expression', ''),
  one('a list of more than 100', INVALID, put(ITEM, `num IN (${Array(101).fill(':one').join(', ')})`)),
  one('an expression of more than 4 KB', INVALID, put(ITEM, `txt = :a${' '.repeat(4096)}OR txt = :b`)),
  one('begins_with of a number is false', REFUSED, put(ITEM, 'begins_with(num, :a)')),
  one('a number has no size', REFUSED, put(ITEM, 'size(num) < :ten')),
  one(
    'an unused value',
    INVALID,
    put(ITEM, 'txt = :a', { ExpressionAttributeValues: { ':a': { S: 'a' }, ':b': { S: 'b' } } }),
  ),
  one('an unused name', INVALID, put(ITEM, 'attribute_exists(txt)', { ExpressionAttributeNames: { '#b': 'b' } })),
  one('names without an expression', INVALID, put(ITEM, undefined, { ExpressionAttributeNames: { '#b': 'b' } })),
  one(
    'a value under a name without a colon',
    INVALID,
    put(ITEM, 'txt = :a', { ExpressionAttributeValues: { ':a': { S: 'a' }, b: { S: 'b' } } }),
  ),

  // Updates.
  one('every action sees the item as it was', 'ok', update('SET num = rnk, rnk = num')),
  one('elements keep their numbers while others are removed', 'ok', update('REMOVE lst[1], lst[2]')),
  one('elements beyond the end come in order of their numbers', 'ok', update('SET lst[9] = :b, lst[7] = :a')),
  one('an update makes an item', 'ok', update('SET num = :one', undefined, { Key: OTHER })),
  one('an update that only removes makes an item too', 'ok', update('REMOVE num', undefined, { Key: OTHER })),
  one('an update without actions', 'ok', update(undefined)),
  one('a set that nothing is left of is gone', 'ok', update('DELETE sset :ss')),
  one('an addition to nothing', 'ok', update('ADD more :one, further :ss')),
  one('numbers of a set are compared as numbers', 'ok', update('ADD nset :n', undefined, nsTwice())),
  one(
    'what it was and was not',
    'ok',
    update('SET num = :one, more = :a REMOVE txt', undefined, { ReturnValues: 'UPDATED_OLD' }),
  ),
  one('what it is and is not', 'ok', update('SET doc.x = :two REMOVE txt', undefined, { ReturnValues: 'UPDATED_NEW' })),
  wrongUpdate('a part of the key', 'SET sk = :a'),
  wrongUpdate('a reserved word', 'SET status = :a'),
  wrongUpdate('the same clause twice', 'SET num = :one SET txt = :a'),
  wrongUpdate('the same path twice', 'SET num = :one, num = :two'),
  wrongUpdate('a path inside of another', 'SET doc.x = :one REMOVE doc'),
  wrongUpdate('a list that is a map too', 'SET doc.x = :one, doc[1] = :two'),
  wrongUpdate('into what is not there', 'SET absent.x = :one'),
  wrongUpdate('into what is no map', 'SET num.x = :one'),
  wrongUpdate('out of what is not there', 'REMOVE absent.x'),
  wrongUpdate('from what is not there', 'SET num = absent'),
  wrongUpdate('a sum with what is not there', 'SET num = absent + :one'),
  wrongUpdate('a sum with a text', 'SET num = txt + :one'),
  wrongUpdate('a sum of a text', 'SET num = num + :a'),
  wrongUpdate('list_append to a text', 'SET lst = list_append(txt, :list)'),
  wrongUpdate('list_append of a text', 'SET lst = list_append(lst, :a)'),
  wrongUpdate('ADD of a text', 'ADD txt :a'),
  wrongUpdate('ADD to another type', 'ADD txt :one'),
  wrongUpdate('ADD inside of a map', 'ADD doc.x :one'),
  wrongUpdate('DELETE of a number', 'DELETE num :one'),
  wrongUpdate('DELETE from another type', 'DELETE txt :ss'),
  wrongUpdate('an unknown function', 'SET num = plus(num, :one)'),
  wrongUpdate('a function of two with one', 'SET num = if_not_exists(num)'),
  wrongUpdate('if_not_exists of a value', 'SET num = if_not_exists(:one, :two)'),
  wrongUpdate('no clause', 'num = :one'),
  wrongUpdate('no action', 'SET'),
  wrongUpdate('an empty update', ''),
  wrongUpdate('a sum of 39 digits', 'SET num = :most + :half'),

  // Items and values.
  one('an item without a part of its key', INVALID, put({ pk: { S: 'a' } })),
  one('a key of another type', INVALID, put({ ...KEY, sk: { N: '1' } })),
  one('an empty key', INVALID, put({ ...KEY, sk: { S: '' } })),
  one('an empty text elsewhere', 'ok', put({ ...KEY, txt: { S: '' } }), get()),
  one('a partition key of more than 2048 bytes', INVALID, put({ ...KEY, pk: { S: text(2049) } })),
  one('a sort key of more than 1024 bytes', INVALID, put({ ...KEY, sk: { S: text(1025) } })),
  one('keys of just so many', 'ok', put({ pk: { S: text(2048) }, sk: { S: text(1024) } })),
  one('an index key of another type', INVALID, put({ ...KEY, grp: { N: '1' } })),
  one('an index key that an update makes one of another type', INVALID, update('SET grp = :one')),
  one('an empty index key', INVALID, put({ ...KEY, grp: { S: '' } })),
  one('an item of more than 400 KB', INVALID, put({ ...KEY, txt: { S: text(400 * 1024) } })),
  one('an item of just so much', 'ok', put({ ...KEY, txt: { S: text(400 * 1024 - 'pksktxta1'.length) } })),
  one('an empty set', INVALID, put({ ...KEY, sset: { SS: [] } })),
  one('the same twice in a set', INVALID, put({ ...KEY, sset: { SS: ['a', 'a'] } })),
  one('the same number twice in a set', INVALID, put({ ...KEY, nset: { NS: ['1', '1.0'] } })),
  one('a number of 38 digits', 'ok', put({ ...KEY, num: { N: '1'.repeat(38) } }), get()),
  one('a number of 39 digits', INVALID, put({ ...KEY, num: { N: '1'.repeat(39) } })),
  one('a number that is too large', INVALID, put({ ...KEY, num: { N: '1E126' } })),
  one('the largest numbers', 'ok', put({ ...KEY, num: { N: '9.9E125' }, rnk: { N: '-1E-130' } }), get()),
  one('a number that is too small', INVALID, put({ ...KEY, num: { N: '1E-131' } })),
  one('no number', INVALID, put({ ...KEY, num: { N: 'one' } })),
  one('a value of two types', INVALID, put({ ...KEY, num: { N: '1', S: 'a' } })),
  one('a value of no type', INVALID, put({ ...KEY, num: {} })),
  one('null that is false', INVALID, put({ ...KEY, nil: { NULL: false } })),
  one('ReturnValues that a put has not', INVALID, put(ITEM, undefined, { ReturnValues: 'ALL_NEW' })),
  one('a table that is not there', 'ResourceNotFoundException', put(ITEM, undefined, { TableName: 'unknown' })),
  one(
    'a refusal tells of the item when it is asked to',
    REFUSED,
    put(ITEM, 'num = :one', { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
  ),
  one(
    'a number is a key by its value',
    'ok',
    ...[{ N: '1' }, { N: '1.0' }].map((id) => step('PutItem', { TableName: 'counters', Item: { id } })),
  ),

  // Reads.
  one('a key and more', INVALID, get({ Key: { ...KEY, num: { N: '1' } } })),
  one('a part of a key', INVALID, get({ Key: { pk: { S: 'a' } } })),
  one('paths in one another', INVALID, get({ ProjectionExpression: 'doc, doc.x' })),
  one('elements move together', 'ok', get({ ProjectionExpression: 'lst[3], lst[1], doc.l[0], absent' })),
  one('a reserved word to read', INVALID, get({ ProjectionExpression: 'status' })),
  one(
    'a batch of the same key twice',
    INVALID,
    step('BatchGetItem', { RequestItems: { records: { Keys: [KEY, KEY] } } }),
  ),
  one('a batch of more than 100', INVALID, step('BatchGetItem', { RequestItems: { records: { Keys: keys(101) } } })),
  one(
    'a batch of 100',
    'ok',
    step('BatchGetItem', { RequestItems: { records: { Keys: keys(100), ConsistentRead: true } } }),
  ),
  one('a batch of nothing', INVALID, step('BatchGetItem', { RequestItems: {} })),
  one(
    'a batch of two tables',
    'ok',
    step('BatchGetItem', {
      RequestItems: { records: { Keys: [OTHER, KEY] }, counters: { Keys: [{ id: { N: '1' } }] } },
    }),
  ),
  one(
    'a batch with a reserved word',
    INVALID,
    step('BatchGetItem', { RequestItems: { records: { Keys: [KEY], ProjectionExpression: 'status' } } }),
  ),

  // Queries.
  one('without the partition key', INVALID, query('sk = :a')),
  one('the partition key in an order', INVALID, query('pk > :a')),
  one('another attribute', INVALID, query('pk = :a AND num = :one')),
  one('one key twice', INVALID, query('pk = :a AND sk > :a AND sk < :b')),
  one('either key', INVALID, query('pk = :a OR sk = :a')),
  one('not a key', INVALID, query('pk = :a AND NOT sk = :a')),
  one('another than the key', INVALID, query('pk = :a AND sk <> :a')),
  one('a key condition of another type', INVALID, query('pk = :one')),
  one('an index that is not there', INVALID, query('grp = :a', { IndexName: 'by-nothing' })),
  one('a consistent read of an index', INVALID, query('grp = :a', { IndexName: 'by-group', ConsistentRead: true })),
  one('no limit of zero', INVALID, query('pk = :a', { Limit: 0 })),
  one('a filter of a key', INVALID, query('pk = :a', { FilterExpression: 'sk = :b' })),
  one('a start that is no key', INVALID, query('pk = :a', { ExclusiveStartKey: { pk: { S: 'a' } } })),
  after(many(3), 'a full page names its end, even at the end of all', 'ok', query('pk = :a', { Limit: 3 })),
  after(many(3), 'a page that is not full does not', 'ok', query('pk = :a', { Limit: 4 })),
  after(
    many(5),
    'the next page, backwards',
    'ok',
    query('pk = :a', { Limit: 2, ScanIndexForward: false, ExclusiveStartKey: { pk: { S: 'a' }, sk: { S: '3' } } }),
  ),
  after(
    many(5),
    'the next page of an index',
    'ok',
    query('grp = :a', {
      IndexName: 'by-group',
      Limit: 2,
      ExclusiveStartKey: { pk: { S: 'a' }, sk: { S: '2' }, grp: { S: 'a' } },
    }),
  ),
  after(
    many(5),
    'a limit counts what is read, not what the filter leaves',
    'ok',
    query('pk = :a', { Limit: 2, FilterExpression: 'num > :two' }),
  ),
  after(many(7, 200_000), 'a page ends at 1 MB', 'ok', query('pk = :a', { ProjectionExpression: 'sk' })),
  after(
    [ITEM, { ...OTHER, rnk: { N: '1' } }],
    'an index lacks what has not its keys',
    'ok',
    query('grp = :a', { IndexName: 'by-rank' }),
  ),

  // Transactions.
  one('two operations on one item', INVALID, transact({ Put: of({ Item: ITEM }) }, { Delete: of({ Key: KEY }) })),
  one('more than 100', INVALID, transact(...keys(101).map((Item) => ({ Put: of({ Item }) })))),
  one('one hundred', 'ok', transact(...keys(100).map((Item) => ({ Put: of({ Item }) })))),
  one('nothing at all', INVALID, transact()),
  one('a member that is two', INVALID, transact({ Put: of({ Item: ITEM }), Delete: of({ Key: OTHER }) })),
  one(
    'more than 4 MB',
    INVALID,
    transact(...keys(11).map((Key) => ({ Put: of({ Item: { ...Key, txt: { S: text(400_000) } } }) }))),
  ),
  one('a check without a condition', INVALID, transact({ ConditionCheck: of({ Key: KEY }) })),
  one(
    'a transaction on a table that is not there',
    'ResourceNotFoundException',
    transact({ Put: { TableName: 'unknown', Item: ITEM } }),
  ),
  one(
    'every reason is told',
    'ConditionalCheckFailed, None, ConditionalCheckFailed',
    transact(
      { Put: of({ Item: ITEM, ConditionExpression: 'num = :one', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }) },
      { Put: of({ Item: OTHER }) },
      { ConditionCheck: of({ Key: { ...KEY, sk: { S: '3' } }, ConditionExpression: 'attribute_exists(pk)' }) },
    ),
  ),
  one(
    'an update that does not fit',
    'ValidationError, None',
    transact({ Update: of({ Key: KEY, UpdateExpression: 'ADD txt :one' }) }, { Put: of({ Item: OTHER }) }),
  ),
  one('a token counts once', 'ok', ...twice(['SET num = num + :one', 'SET num = num + :one'])),
  one(
    'a token for something else',
    'IdempotentParameterMismatchException',
    ...twice(['SET num = :one', 'SET num = :two']),
  ),
  one('a token of what came to nothing is free', 'ok', ...twice(['SET absent.x = :one', 'SET num = :two'])),
];

function keys(count: number): Json[] {
  return Array.from({ length: count }, (_, at) => ({ pk: { S: 'many' }, sk: { S: String(at) } }));
}

function many(count: number, bytes = 1): Json[] {
  return Array.from({ length: count }, (_, at) => ({
    pk: { S: 'a' },
    sk: { S: String(at + 1) },
    grp: { S: 'a' },
    num: { N: String(at) },
    txt: { S: text(bytes) },
  }));
}

function nsTwice(): Json {
  return { ExpressionAttributeValues: { ':n': { NS: ['1', '2.50'] } } };
}

function twice(updates: readonly string[]): Step[] {
  return updates.map((UpdateExpression) =>
    step('TransactWriteItems', {
      TransactItems: [{ Update: of({ Key: KEY, UpdateExpression }) }],
      ClientRequestToken: 'token',
    }),
  );
}
