import { type ContextValue, UNKNOWN } from '../../../../lib/isolation/policy/request/request-keys';
import type { ResolvedObject } from '../../../../lib/isolation/template/value';
import { conditionHolds } from '../test-policies';

type Case = [string, ResolvedObject, Record<string, ContextValue>, boolean | 'unknown'];

function table(title: string, cases: Case[]): void {
  test.each(cases)(`DC5: ${title}: %s`, (_, condition, context, expected) => {
    expect(conditionHolds(condition, context)).toBe(expected);
  });
}

const KEY = 'aws:RequestTag/team';

// IAM user guide, "IAM JSON policy elements: Condition operators".
table('string operators', [
  ['StringEquals compares the whole text', { StringEquals: { [KEY]: 'pay' } }, { [KEY]: ['pay'] }, true],
  ['StringEquals minds case', { StringEquals: { [KEY]: 'pay' } }, { [KEY]: ['Pay'] }, false],
  ['StringEquals knows no wildcard', { StringEquals: { [KEY]: 'p*' } }, { [KEY]: ['pay'] }, false],
  ['StringEquals is met by one of its values', { StringEquals: { [KEY]: ['ops', 'pay'] } }, { [KEY]: ['pay'] }, true],
  [
    'StringNotEquals needs all its values to differ',
    { StringNotEquals: { [KEY]: ['ops', 'pay'] } },
    { [KEY]: ['pay'] },
    false,
  ],
  ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { [KEY]: 'PAY' } }, { [KEY]: ['pay'] }, true],
  ['StringNotEqualsIgnoreCase', { StringNotEqualsIgnoreCase: { [KEY]: 'PAY' } }, { [KEY]: ['pay'] }, false],
  ['StringLike with *', { StringLike: { [KEY]: 'p*y' } }, { [KEY]: ['pay'] }, true],
  ['StringLike: * may be nothing', { StringLike: { [KEY]: 'pay*' } }, { [KEY]: ['pay'] }, true],
  ['StringLike: ? is one character', { StringLike: { [KEY]: 'pay?' } }, { [KEY]: ['pay'] }, false],
  ['StringLike minds case', { StringLike: { [KEY]: 'P*' } }, { [KEY]: ['pay'] }, false],
  ['StringNotLike', { StringNotLike: { [KEY]: 'p*' } }, { [KEY]: ['pay'] }, false],
  ['names of keys do not mind case', { StringEquals: { 'AWS:requesttag/TEAM': 'pay' } }, { [KEY]: ['pay'] }, true],
  ['two keys must both match', { StringEquals: { [KEY]: 'pay', 'aws:RequestTag/b': 'x' } }, { [KEY]: ['pay'] }, false],
  [
    'two operators must both match',
    { StringEquals: { [KEY]: 'pay' }, StringLike: { [KEY]: 'o*' } },
    { [KEY]: ['pay'] },
    false,
  ],
]);

const ARN = 'aws:SourceArn';
const STORE = 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt';

table('ARN operators', [
  [
    'ArnLike checks each of the six parts',
    { ArnLike: { [ARN]: 'arn:aws:someservice:*:111122223333:finance/*' } },
    { [ARN]: [STORE] },
    false,
  ],
  [
    'StringLike spans colons where ArnLike does not',
    { StringLike: { [ARN]: 'arn:aws:someservice:*:111122223333:finance/*' } },
    { [ARN]: [STORE] },
    true,
  ],
  [
    'ArnEquals knows wildcards as ArnLike does',
    { ArnEquals: { [ARN]: 'arn:aws:sns:*:111122223333:t' } },
    { [ARN]: ['arn:aws:sns:eu-west-1:111122223333:t'] },
    true,
  ],
  [
    'the sixth part may hold colons',
    { ArnLike: { [ARN]: 'arn:aws:logs:*:*:log-group:*' } },
    { [ARN]: ['arn:aws:logs:eu-west-1:1:log-group:a:b'] },
    true,
  ],
  [
    'ArnNotLike',
    { ArnNotLike: { [ARN]: 'arn:aws:sns:*:111122223333:*' } },
    { [ARN]: ['arn:aws:sns:eu-west-1:444455556666:t'] },
    true,
  ],
  [
    'ArnNotEquals',
    { ArnNotEquals: { [ARN]: 'arn:aws:sns:*:111122223333:*' } },
    { [ARN]: ['arn:aws:sns:eu-west-1:111122223333:t'] },
    false,
  ],
  [
    'ArnLike minds case',
    { ArnLike: { [ARN]: 'arn:aws:sns:*:*:Topic' } },
    { [ARN]: ['arn:aws:sns:eu-west-1:1:topic'] },
    false,
  ],
]);

const MAX = 's3:max-keys';
const SINCE = 'aws:TokenIssueTime';
const IP = 'aws:SourceIp';

table('numbers, dates, booleans, bytes and addresses', [
  ['NumericEquals compares numbers, not text', { NumericEquals: { [MAX]: '10' } }, { [MAX]: ['10.0'] }, true],
  ['NumericNotEquals', { NumericNotEquals: { [MAX]: '10' } }, { [MAX]: ['11'] }, true],
  ['NumericLessThan', { NumericLessThan: { [MAX]: '10' } }, { [MAX]: ['9'] }, true],
  ['NumericLessThanEquals', { NumericLessThanEquals: { [MAX]: 10 } }, { [MAX]: ['10'] }, true],
  ['NumericGreaterThan', { NumericGreaterThan: { [MAX]: '10' } }, { [MAX]: ['10'] }, false],
  ['NumericGreaterThanEquals', { NumericGreaterThanEquals: { [MAX]: '10' } }, { [MAX]: ['10'] }, true],
  [
    'DateGreaterThan in ISO 8601',
    { DateGreaterThan: { [SINCE]: '2020-01-01T00:00:01Z' } },
    { [SINCE]: ['2026-03-01T00:00:00Z'] },
    true,
  ],
  [
    'DateLessThan with a day',
    { DateLessThan: { [SINCE]: '2020-01-01' } },
    { [SINCE]: ['2026-03-01T00:00:00Z'] },
    false,
  ],
  [
    'DateEquals knows seconds since 1970',
    { DateEquals: { [SINCE]: '1577836800' } },
    { [SINCE]: ['2020-01-01T00:00:00Z'] },
    true,
  ],
  [
    'DateNotEquals across zones',
    { DateNotEquals: { [SINCE]: '2020-01-01T01:00:00+01:00' } },
    { [SINCE]: ['2020-01-01T00:00:00Z'] },
    false,
  ],
  ['Bool', { Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:SecureTransport': ['false'] }, true],
  ['Bool written as a boolean', { Bool: { 'aws:SecureTransport': true } }, { 'aws:SecureTransport': ['false'] }, false],
  [
    'BinaryEquals',
    { BinaryEquals: { key: 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' } },
    { key: ['QmluYXJ5VmFsdWVJbkJhc2U2NA=='] },
    true,
  ],
  ['IpAddress in a range', { IpAddress: { [IP]: '203.0.113.0/24' } }, { [IP]: ['203.0.113.255'] }, true],
  ['IpAddress outside', { IpAddress: { [IP]: '203.0.113.0/24' } }, { [IP]: ['203.0.114.0'] }, false],
  [
    'IpAddress without a prefix is one address',
    { IpAddress: { [IP]: '203.0.113.7' } },
    { [IP]: ['203.0.113.7'] },
    true,
  ],
  [
    'IpAddress mixes both versions',
    { IpAddress: { [IP]: ['203.0.113.0/24', '2001:DB8:1234:5678::/64'] } },
    { [IP]: ['2001:db8:1234:5678:1::9'] },
    true,
  ],
  ['NotIpAddress', { NotIpAddress: { [IP]: '203.0.113.0/24' } }, { [IP]: ['198.51.100.1'] }, true],
  ['a value of another type decides nothing', { NumericLessThan: { [MAX]: '10' } }, { [MAX]: ['many'] }, 'unknown'],
]);

// Same page: a missing key does not match; a negated operator is then true; …IfExists and Null look at the key itself.
table('missing keys', [
  ['StringEquals', { StringEquals: { [KEY]: 'pay' } }, {}, false],
  ['StringNotEquals', { StringNotEquals: { [KEY]: 'pay' } }, {}, true],
  ['StringNotLike', { StringNotLike: { [KEY]: 'p*' } }, {}, true],
  ['ArnLike', { ArnLike: { [ARN]: 'arn:aws:sns:*:*:*' } }, {}, false],
  ['ArnNotLike', { ArnNotLike: { [ARN]: 'arn:aws:sns:*:*:*' } }, {}, true],
  ['NumericLessThan', { NumericLessThan: { [MAX]: '10' } }, {}, false],
  ['NumericNotEquals', { NumericNotEquals: { [MAX]: '10' } }, {}, true],
  ['DateLessThan', { DateLessThan: { [SINCE]: '2030-01-01' } }, {}, false],
  ['DateNotEquals', { DateNotEquals: { [SINCE]: '2030-01-01' } }, {}, true],
  ['Bool', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, false],
  ['BinaryEquals', { BinaryEquals: { key: 'QQ==' } }, {}, false],
  ['IpAddress', { IpAddress: { 'aws:VpcSourceIp': '0.0.0.0/0' } }, {}, false],
  ['NotIpAddress', { NotIpAddress: { 'aws:VpcSourceIp': '0.0.0.0/0' } }, {}, true],
  ['StringEqualsIfExists', { StringEqualsIfExists: { [KEY]: 'pay' } }, {}, true],
  ['StringEqualsIfExists, the key being there', { StringEqualsIfExists: { [KEY]: 'pay' } }, { [KEY]: ['ops'] }, false],
  ['StringNotEqualsIfExists', { StringNotEqualsIfExists: { [KEY]: 'pay' } }, {}, true],
  ['BoolIfExists', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, {}, true],
  ['Null true: the key is not there', { Null: { [SINCE]: 'true' } }, {}, true],
  ['Null false: the key is not there', { Null: { [SINCE]: 'false' } }, {}, false],
  ['Null true: the key is there', { Null: { [SINCE]: 'true' } }, { [SINCE]: ['2026-01-01T00:00:00Z'] }, false],
  ['Null false: the key is there', { Null: { [SINCE]: false } }, { [SINCE]: ['2026-01-01T00:00:00Z'] }, true],
]);

const variable = (name: string) => `\${${name}}`;
const ATTRIBUTES = 'dynamodb:Attributes';

// "Set operators for multivalued context keys" and "Creating a condition that tests multiple key values".
table('set operators', [
  [
    'ForAllValues: each value is listed',
    { 'ForAllValues:StringLike': { [ATTRIBUTES]: ['Post*', 'Tags'] } },
    { [ATTRIBUTES]: ['PostDate', 'Tags'] },
    true,
  ],
  [
    'ForAllValues: one value is not listed',
    { 'ForAllValues:StringLike': { [ATTRIBUTES]: ['Post*', 'Tags'] } },
    { [ATTRIBUTES]: ['PostDate', 'User'] },
    false,
  ],
  ['ForAllValues without the key', { 'ForAllValues:StringEquals': { [ATTRIBUTES]: 'Tags' } }, {}, true],
  [
    'ForAllValues with no value but an empty one',
    { 'ForAllValues:StringEquals': { [ATTRIBUTES]: 'Tags' } },
    { [ATTRIBUTES]: [''] },
    true,
  ],
  [
    'ForAnyValue: one value is listed',
    { 'ForAnyValue:StringEquals': { [ATTRIBUTES]: ['ID', 'Tags'] } },
    { [ATTRIBUTES]: ['User', 'Tags'] },
    true,
  ],
  [
    'ForAnyValue: no value is listed',
    { 'ForAnyValue:StringEquals': { [ATTRIBUTES]: ['ID'] } },
    { [ATTRIBUTES]: ['User', 'Tags'] },
    false,
  ],
  ['ForAnyValue without the key', { 'ForAnyValue:StringEquals': { [ATTRIBUTES]: 'ID' } }, {}, false],
  [
    'ForAnyValue with no value but an empty one',
    { 'ForAnyValue:StringEquals': { [ATTRIBUTES]: 'ID' } },
    { [ATTRIBUTES]: [''] },
    false,
  ],
  [
    'ForAnyValue:StringNotEquals needs a value that is not listed',
    { 'ForAnyValue:StringNotEquals': { [ATTRIBUTES]: ['ID', 'Tags'] } },
    { [ATTRIBUTES]: ['ID', 'User'] },
    true,
  ],
  ['ForAnyValue:StringNotEquals without the key', { 'ForAnyValue:StringNotEquals': { [ATTRIBUTES]: 'ID' } }, {}, false],
  [
    'ForAllValues:StringNotEquals needs no value to be listed',
    { 'ForAllValues:StringNotEquals': { [ATTRIBUTES]: ['ID'] } },
    { [ATTRIBUTES]: ['ID', 'User'] },
    false,
  ],
  [
    'ForAnyValue:StringEqualsIfExists without the key',
    { 'ForAnyValue:StringEqualsIfExists': { [ATTRIBUTES]: 'ID' } },
    {},
    true,
  ],
  [
    'several values need a set operator',
    { StringEquals: { [ATTRIBUTES]: 'ID' } },
    { [ATTRIBUTES]: ['ID', 'User'] },
    'unknown',
  ],
]);

// "IAM policy elements: Variables and tags".
table('policy variables in conditions', [
  [
    'a variable is the value of its key',
    { StringLike: { 's3:prefix': `\${${KEY}}/*` } },
    { 's3:prefix': ['pay/x'], [KEY]: ['pay'] },
    true,
  ],
  [
    'its name does not mind case',
    { StringLike: { 's3:prefix': `${variable('AWS:requestTag/TEAM')}/*` } },
    { 's3:prefix': ['pay/x'], [KEY]: ['pay'] },
    true,
  ],
  [
    'a wildcard in the value is no wildcard',
    { StringLike: { 's3:prefix': `\${${KEY}}` } },
    { 's3:prefix': ['pay'], [KEY]: ['p*'] },
    false,
  ],
  ['without a value nothing matches', { StringLike: { 's3:prefix': `\${${KEY}}*` } }, { 's3:prefix': ['pay'] }, false],
  [
    'without a value the default stands',
    { StringLike: { 's3:prefix': `\${${KEY}, 'ops'}/*` } },
    { 's3:prefix': ['ops/x'] },
    true,
  ],
  [
    'with a value the default does not',
    { StringLike: { 's3:prefix': `\${${KEY}, 'ops'}/*` } },
    { 's3:prefix': ['ops/x'], [KEY]: ['pay'] },
    false,
  ],
  [
    'without a value a negated operator decides nothing',
    { StringNotEquals: { 's3:prefix': `\${${KEY}}` } },
    { 's3:prefix': ['pay'] },
    'unknown',
  ],
  [
    'an escaped asterisk is an asterisk',
    { StringLike: { 's3:prefix': `a${variable('*')}` } },
    { 's3:prefix': ['ab'] },
    false,
  ],
  [
    'an escaped asterisk matches one',
    { StringLike: { 's3:prefix': `a${variable('*')}` } },
    { 's3:prefix': ['a*'] },
    true,
  ],
  [
    'an escaped question mark is a question mark',
    { StringLike: { 's3:prefix': `a${variable('?')}` } },
    { 's3:prefix': ['a?'] },
    true,
  ],
  [
    'an escaped dollar is a dollar',
    { StringEquals: { 's3:prefix': `${variable('$')}x` } },
    { 's3:prefix': ['$x'] },
    true,
  ],
  [
    'ARN operators know variables',
    { ArnLike: { [ARN]: `arn:aws:sns:*:*:\${${KEY}}` } },
    { [ARN]: ['arn:aws:sns:eu-west-1:1:pay'], [KEY]: ['pay'] },
    true,
  ],
]);

table('keys that are not known', [
  ['an unknown key decides nothing', { StringEquals: { [KEY]: 'pay' } }, { [KEY]: UNKNOWN }, 'unknown'],
  ['nor whether it is there', { Null: { [KEY]: 'true' } }, { [KEY]: UNKNOWN }, 'unknown'],
  [
    'another key that fails still decides',
    { StringEquals: { [KEY]: 'pay', 's3:prefix': 'a' } },
    { [KEY]: UNKNOWN, 's3:prefix': ['b'] },
    false,
  ],
]);
