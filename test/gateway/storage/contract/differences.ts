interface Difference {
  /** As in `documented.ts`. */
  readonly what: string;
  /** What AWS's documents say, in short. */
  readonly documented: string;
  /** What the emulator does instead. */
  readonly does: string;
  /** How the last call ends there; where that is the same, it leaves something else. */
  readonly emulator: string;
}

/** What the emulator does otherwise than AWS documents. In memory it is as documented. */
export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'a sum is exact',
    documented: 'Numbers: 38 digits of precision',
    does: 'adds up with 28 digits',
    emulator: 'ok',
  },
  {
    what: 'a function is case-sensitive: ATTRIBUTE_EXISTS(txt)',
    documented: 'Functions: names are case-sensitive',
    does: 'takes them in any case',
    emulator: 'ok',
  },
  {
    what: 'an unknown type: attribute_type(txt, :a)',
    documented: 'attribute_type: the type is one of the ten',
    does: 'takes any text, which no type is equal to',
    emulator: 'ConditionalCheckFailedException',
  },
  {
    what: 'a path that begins with an underscore: _txt = :a',
    documented: 'Document paths: the first character is a letter',
    does: 'takes an underscore',
    emulator: 'ConditionalCheckFailedException',
  },
  {
    what: 'a comparison with itself: txt = txt',
    documented: 'The operands of an operator are distinct',
    does: 'compares them',
    emulator: 'ok',
  },
  {
    what: 'bounds of two types: num BETWEEN :one AND :b',
    documented: 'BETWEEN: both bounds are of one type',
    does: 'finds nothing between them',
    emulator: 'ConditionalCheckFailedException',
  },
  {
    what: 'an order of booleans: flag < :yes',
    documented: 'Order: strings, numbers and bytes have one',
    does: 'finds no order',
    emulator: 'ConditionalCheckFailedException',
  },
  {
    what: 'an order of sets: sset >= :ss',
    documented: 'Order: strings, numbers and bytes have one',
    does: 'finds no order',
    emulator: 'ConditionalCheckFailedException',
  },
  {
    what: 'a list of more than 100',
    documented: 'IN: up to 100 values',
    does: 'takes more',
    emulator: 'ConditionalCheckFailedException',
  },
  {
    what: 'begins_with of a number is false',
    documented: 'begins_with: true if the attribute begins with the substring',
    does: 'refuses the whole call',
    emulator: 'ValidationException',
  },
  {
    what: 'a number has no size',
    documented: 'size: of strings, bytes, sets, lists and maps',
    does: 'says that it is 0',
    emulator: 'ok',
  },
  {
    what: 'elements keep their numbers while others are removed',
    documented: 'REMOVE: elements by their numbers in the item as it was',
    does: 'counts anew after each',
    emulator: 'ok',
  },
  {
    what: 'elements beyond the end come in order of their numbers',
    documented: 'SET: elements that are added are sorted by their numbers',
    does: 'keeps the order of the expression',
    emulator: 'ok',
  },
  {
    what: 'the same clause twice: SET num = :one SET txt = :a',
    documented: 'Update expressions: each clause appears once',
    does: 'takes the last one',
    emulator: 'ok',
  },
  {
    what: 'the same path twice: SET num = :one, num = :two',
    documented: 'Update expressions: no two paths overlap',
    does: 'takes the last one',
    emulator: 'ok',
  },
  {
    what: 'a path inside of another: SET doc.x = :one REMOVE doc',
    documented: 'Update expressions: no two paths overlap',
    does: 'does one after the other',
    emulator: 'ok',
  },
  {
    what: 'a list that is a map too: SET doc.x = :one, doc[1] = :two',
    documented: 'Update expressions: no two paths conflict',
    does: 'passes over what does not fit',
    emulator: 'ok',
  },
  {
    what: 'out of what is not there: REMOVE absent.x',
    documented: 'Update expressions: a document path leads through what is there',
    does: 'passes over it',
    emulator: 'ok',
  },
  {
    what: 'a sum with a text: SET num = txt + :one',
    documented: 'SET: + and - are for numbers',
    does: 'passes over what is added',
    emulator: 'ok',
  },
  {
    what: 'a sum of a text: SET num = num + :a',
    documented: 'SET: + and - are for numbers',
    does: 'passes over what is added',
    emulator: 'ok',
  },
  {
    what: 'list_append to a text: SET lst = list_append(txt, :list)',
    documented: 'list_append: two lists',
    does: 'takes what is none for an empty one',
    emulator: 'ok',
  },
  {
    what: 'list_append of a text: SET lst = list_append(lst, :a)',
    documented: 'list_append: two lists',
    does: 'takes what is none for an empty one',
    emulator: 'ok',
  },
  {
    what: 'ADD inside of a map: ADD doc.x :one',
    documented: 'ADD: on top-level attributes alone',
    does: 'adds anywhere',
    emulator: 'ok',
  },
  {
    what: 'if_not_exists of a value: SET num = if_not_exists(:one, :two)',
    documented: 'if_not_exists: a path, and a value',
    does: 'passes over it',
    emulator: 'ok',
  },
  {
    what: 'no action: SET',
    documented: 'Update expressions: one or more actions in each clause',
    does: 'does nothing',
    emulator: 'ok',
  },
  {
    what: 'a sum of 39 digits: SET num = :most + :half',
    documented: 'Numbers: 38 digits of precision',
    does: 'rounds',
    emulator: 'ok',
  },
  {
    what: 'a batch with a reserved word',
    documented: 'Reserved words: not as names in expressions',
    does: 'fails itself',
    emulator: 'InternalError',
  },
  {
    what: 'either key',
    documented: 'Key conditions: the partition key, AND the sort key',
    does: 'takes OR',
    emulator: 'ok',
  },
  {
    what: 'not a key',
    documented: 'Key conditions: the partition key, AND the sort key',
    does: 'takes NOT',
    emulator: 'ok',
  },
  {
    what: 'another than the key',
    documented: 'Key conditions: = < <= > >= BETWEEN begins_with',
    does: 'takes <>',
    emulator: 'ok',
  },
  {
    what: 'a filter of a key',
    documented: 'Filters: not of keys',
    does: 'filters',
    emulator: 'ok',
  },
  {
    what: 'a member that is two',
    documented: 'TransactWriteItem: one of four members',
    does: 'takes one of them',
    emulator: 'ok',
  },
  {
    what: 'a check without a condition',
    documented: 'ConditionCheck: ConditionExpression is required',
    does: 'takes it as one that holds',
    emulator: 'ok',
  },
];
