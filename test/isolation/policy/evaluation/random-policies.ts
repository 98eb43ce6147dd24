// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import fc from 'fast-check';
import type { ResolvedObject } from '../../../../lib/isolation/template/value';
import { AWAY, HOME } from '../test-policies';

/** A policy as JSON. */
export type Document = ResolvedObject;

/** Small pools, so that policies and requests meet often. */
export const ACTIONS = ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'kms:Decrypt', 'sts:AssumeRole'];
const ACTION_PATTERNS = [
  ...ACTIONS,
  '*',
  '*',
  '*',
  '*',
  '*',
  's3:*',
  's3:Get*',
  'S3:getobject',
  'sqs:*Message',
  'kms:Decryp?',
  'sts:*',
];

const QUEUE = `arn:aws:sqs:eu-west-1:${HOME}:orders`;
export const RESOURCES = [
  'arn:aws:s3:::records/ann/one',
  'arn:aws:s3:::records/a:b/c',
  QUEUE,
  `arn:aws:sqs:eu-west-1:${AWAY}:orders`,
  `arn:aws:kms:eu-west-1:${HOME}:key/k-1`,
  '*',
];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  ...Array.from({ length: 8 }, () => '*'),
  'arn:aws:s3:::records/*',
  'arn:aws:s3:::records/*/c',
  'arn:aws:s3:::records/ann/on?',
  'arn:aws:s3:::RECORDS/*',
  'arn:aws:s3:*',
  'arn:aws:sqs',
  'arn:aws:sqs:eu-west-1',
  `arn:aws:sqs:*:${HOME}:*`,
  `arn:aws:*:eu-west-1:${HOME}:*`,
  `arn:aws:kms:eu-west-1:${HOME}:key/*`,
  'arn:aws:s3:::records/${aws:username}/*',
  "arn:aws:s3:::records/${aws:PrincipalTag/team, 'ann'}/*",
];

const SOURCE_ARNS = [
  `arn:aws:sns:eu-west-1:${HOME}:topic`,
  `arn:aws:sns:eu-west-1:${AWAY}:topic`,
  `arn:aws:sns:eu-west-1:${AWAY}:x:${HOME}:topic`,
];

/** Values that a request may have for a key, and that a policy may ask for. */
interface KeyPool {
  readonly given: readonly string[];
  readonly wanted: readonly string[];
  readonly operators: readonly string[];
}

const TEXT = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
];
const ARN = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'StringLike', 'StringEquals'];
const NUMBER = ['', 'Not']
  .flatMap((not) => [`Numeric${not}Equals`])
  .concat(['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((order) => `Numeric${order}`));
const DATE = NUMBER.map((operator) => operator.replace('Numeric', 'Date'));

/** Keys with one value, in lower case as the emulator expects them. */
export const SINGLE_KEYS: Readonly<Record<string, KeyPool>> = {
  'aws:requesttag/team': { given: ['pay', 'Pay', 'ops'], wanted: ['pay', 'PAY', 'p*', 'o?s', '*'], operators: TEXT },
  'aws:principaltag/team': { given: ['ann', 'pay'], wanted: ['ann', 'a*', 'pay'], operators: TEXT },
  's3:prefix': {
    given: ['ann/', 'pay/', 'a?', '$x'],
    wanted: ['ann/', '${aws:username}/', '${aws:PrincipalTag/team}/*', 'a${?}', '${$}x', 'a${*}', '*'],
    operators: TEXT,
  },
  'aws:sourcearn': {
    given: SOURCE_ARNS,
    wanted: [
      ...SOURCE_ARNS,
      `arn:aws:sns:*:${HOME}:*`,
      `arn:aws:sns:*:${HOME}:topic`,
      'arn:aws:sns:*:*:*',
      'arn:aws:s?s:*:*:topic',
    ],
    operators: ARN,
  },
  'aws:principalarn': {
    given: [],
    wanted: [
      `arn:aws:iam::${HOME}:role/app`,
      `arn:aws:iam::${HOME}:role/*`,
      `arn:aws:iam::${HOME}:user/ann`,
      `arn:aws:sts::${HOME}:*`,
    ],
    operators: ARN,
  },
  'aws:principalaccount': { given: [], wanted: [HOME, AWAY], operators: ['StringEquals', 'StringNotEquals'] },
  'aws:resourceaccount': { given: [], wanted: [HOME, AWAY], operators: ['StringEquals', 'StringNotEquals'] },
  'aws:sourceaccount': { given: [HOME, AWAY], wanted: [HOME, AWAY], operators: ['StringEquals', 'StringNotEquals'] },
  's3:max-keys': { given: ['9', '10', '10.0', '1000', 'many'], wanted: ['10', '100', '9.5'], operators: NUMBER },
  'aws:tokenissuetime': {
    given: ['2026-01-01T00:00:00Z', '2026-03-05T10:00:00+02:00', '1577836800'],
    wanted: ['2026-01-01T00:00:00Z', '2026-03-05T08:00:00Z', '2020-01-01', '2026', '2026-03', '1577836800'],
    operators: DATE,
  },
  'aws:multifactorauthpresent': { given: ['true', 'false'], wanted: ['true', 'false', 'True'], operators: ['Bool'] },
  'aws:securetransport': { given: ['true', 'false'], wanted: ['true', 'false'], operators: ['Bool'] },
  'test:checksum': { given: ['QUJD', 'QUI='], wanted: ['QUJD', 'QUI=', 'QUI'], operators: ['BinaryEquals'] },
  'aws:sourceip': {
    given: ['203.0.113.9', '198.51.100.1', '2001:db8:1234:5678::9'],
    wanted: ['203.0.113.0/24', '203.0.113.9', '2001:DB8:1234:5678::/64', '0.0.0.0/0', '::/0'],
    operators: ['IpAddress', 'NotIpAddress'],
  },
};

/** Keys with any number of values. */
export const SEVERAL_KEYS: Readonly<Record<string, KeyPool>> = {
  'aws:tagkeys': { given: ['team', 'cost', 'Team', ''], wanted: ['team', 'c*', 'cost'], operators: TEXT },
  'dynamodb:leadingkeys': { given: ['ann', 'bob'], wanted: ['ann', 'b?b'], operators: TEXT },
};

const oneOrMore = <T>(from: readonly T[]): fc.Arbitrary<T | T[]> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...from) },
    fc.subarray([...from], { minLength: 1, maxLength: Math.min(3, from.length) }),
  );

const nullCondition = fc
  .tuple(
    fc.oneof(fc.constantFrom(...Object.keys(SINGLE_KEYS)), fc.constantFrom(...Object.keys(SEVERAL_KEYS))),
    fc.constantFrom<string | string[]>('true', 'false', 'true', 'false', ['true', 'false']),
  )
  .map(([key, value]) => ({ Null: { [key]: value } }));

function conditionOn(
  keys: Readonly<Record<string, KeyPool>>,
  prefixes: readonly string[],
): fc.Arbitrary<ResolvedObject> {
  return fc
    .constantFrom(...Object.entries(keys))
    .chain(([key, { wanted, operators }]) =>
      fc
        .tuple(
          fc.constantFrom(...operators),
          fc.constantFrom(...prefixes),
          fc.constantFrom('', '', '', 'IfExists'),
          oneOrMore(wanted),
        )
        .map(([operator, prefix, suffix, values]) => ({ [`${prefix}${operator}${suffix}`]: { [key]: values } })),
    );
}

/** A `Condition` with one operator and key. */
export const anyCondition = fc.oneof(
  { weight: 6, arbitrary: conditionOn(SINGLE_KEYS, ['', '', '', '', 'ForAnyValue:', 'ForAllValues:']) },
  {
    weight: 3,
    arbitrary: conditionOn(SEVERAL_KEYS, ['', '', 'ForAnyValue:', 'ForAllValues:']),
  },
  { weight: 1, arbitrary: nullCondition },
);

const conditions = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 5, arbitrary: anyCondition },
  { weight: 1, arbitrary: fc.tuple(anyCondition, anyCondition).map(([left, right]) => ({ ...left, ...right })) },
);

const PRINCIPALS: ResolvedObject['x'][] = [
  '*',
  { AWS: '*' },
  ...[HOME, AWAY].flatMap((account) => [
    { AWS: account },
    { AWS: `arn:aws:iam::${account}:root` },
    { AWS: `arn:aws:iam::${account}:role/app` },
    { AWS: [`arn:aws:iam::${account}:role/team/app`, `arn:aws:iam::${account}:user/bob`] },
    { AWS: `arn:aws:sts::${account}:assumed-role/app/run` },
    { AWS: [`arn:aws:iam::${account}:user/ann`, `arn:aws:iam::${account}:user/bob`] },
  ]),
  { AWS: `arn:aws:iam::${HOME}:user/Ann` },
  { Service: 'events.amazonaws.com' },
  { Service: 'lambda.amazonaws.com', AWS: HOME },
];

/** One that no request can have, and one that AWS does not accept. */
const ODD_PRINCIPALS: ResolvedObject[] = [
  { CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' },
  { AWS: `arn:aws:iam::${HOME}:role/*` },
];

const NOT_PRINCIPALS: ResolvedObject[] = [
  { AWS: [`arn:aws:iam::${HOME}:root`, `arn:aws:iam::${HOME}:role/app`, `arn:aws:sts::${HOME}:assumed-role/app/run`] },
  { AWS: [`arn:aws:iam::${HOME}:root`, `arn:aws:iam::${HOME}:user/ann`] },
  { AWS: AWAY },
  { Service: 'events.amazonaws.com' },
];

const effect = fc.constantFrom('Allow', 'Allow', 'Allow', 'Allow', 'Deny');
const either = <T>(name: string, from: readonly T[]) =>
  fc
    .tuple(fc.constantFrom('', '', '', '', '', 'Not'), oneOrMore(from))
    .map(([not, value]) => ({ [`${not}${name}`]: value }) as ResolvedObject);

function statement(...elements: fc.Arbitrary<ResolvedObject>[]): fc.Arbitrary<ResolvedObject> {
  return fc
    .tuple(effect, conditions, ...elements)
    .map(([Effect, Condition, ...rest]) => Object.assign({ Effect, ...(Condition && { Condition }) }, ...rest));
}

const action = either('Action', ACTION_PATTERNS);
const resource = either('Resource', RESOURCE_PATTERNS);
const named = fc.constantFrom(...PRINCIPALS);
const principal = fc
  .oneof({ weight: 24, arbitrary: named }, { weight: 1, arbitrary: fc.constantFrom(...ODD_PRINCIPALS) })
  .map((Principal) => ({ Principal }) as ResolvedObject);
const notPrincipal = fc.constantFrom(...NOT_PRINCIPALS).map((NotPrincipal) => ({ NotPrincipal, Effect: 'Deny' }));
const principalOrNot = fc.oneof(
  { weight: 12, arbitrary: principal },
  { weight: 1, arbitrary: notPrincipal as fc.Arbitrary<ResolvedObject> },
);

const documentOf = (statements: fc.Arbitrary<ResolvedObject>, maxLength = 3): fc.Arbitrary<Document> =>
  fc
    .tuple(
      fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
      fc.array(statements, { minLength: 1, maxLength }),
    )
    .map(([Version, Statement]) => ({ Version, Statement }));

export const anyStatement = statement(action, resource);
export const anyIdentityPolicy = documentOf(anyStatement);
export const anyResourcePolicy = documentOf(statement(action, resource, principalOrNot));
export const anyTrustPolicy = documentOf(
  statement(
    fc.constantFrom('sts:AssumeRole', '*', 'sts:*', 'sts:TagSession').map((Action) => ({ Action })),
    principal,
  ),
);
