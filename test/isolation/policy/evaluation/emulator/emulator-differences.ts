import type { Decision } from '../../../../../lib/isolation/policy/evaluation/decision';
import type { ResolvedObject } from '../../../../../lib/isolation/template/value';
import type { RandomCase } from '../random-cases';
import { rewritePatterns } from './emulator-patterns';
import { listOf, NOTHING, rewriteConditions, rewriteStatements } from './rewrite-case';

/** A way in which the emulator's evaluator is not IAM. */
export interface Difference {
  readonly name: string;
  /** What the IAM user guide says, and on which page: it says who is right. */
  readonly fact: string;
  /** The case in words that the emulator reads as AWS reads the original: then both must agree. */
  readonly rewrite: (given: RandomCase) => RandomCase;
}

/** In the order in which they are rewritten when a case has several. */
export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'aws:PrincipalArn of a session',
    fact: 'The key holds the ARN of the role that was assumed, not of the session ("Global condition context keys").',
    rewrite: (given) => renameKey(given, 'aws:principalarn', given.caller.roleArn ?? given.caller.arn),
  },
  {
    name: 'aws:ResourceAccount of a bucket',
    fact: 'The key holds the account that owns the resource, which the ARN of a bucket does not show (same page).',
    rewrite: (given) => renameKey(given, 'aws:resourceaccount', given.owner),
  },
  {
    name: 'empty texts under a set operator',
    fact: 'A key that comes to an empty data set, such as an empty text, has no value ("Set operators for multivalued keys").',
    rewrite: dropEmptyTexts,
  },
  {
    name: 'a list of one value',
    fact: 'How many values a key has in the request counts, not how many it could have ("Single-valued vs. multivalued keys").',
    rewrite: unwrapSingles,
  },
  {
    name: 'several values that are all alike, without a set operator',
    fact: 'Set operators tell whether one value or all must match ("Set operators for multivalued keys"): alike, both hold.',
    rewrite: (given) =>
      rewriteConditions(given, (part) => {
        const several = Array.isArray(given.context[part.key]) && !/^(For|Null)/.test(part.operator);
        return several ? { ...part, operator: `ForAnyValue:${part.operator}` } : part;
      }),
  },
  {
    name: 'Null with both values',
    fact: 'Several values of a condition are alternatives, so true and false together always hold ("Condition").',
    rewrite: (given) =>
      rewriteConditions(given, (part) => (part.operator === 'Null' && part.wanted.length > 1 ? undefined : part)),
  },
  {
    name: 'BinaryEquals',
    fact: 'It compares bytes, so two spellings of Base64 may be equal ("Condition operators", Binary).',
    rewrite: (given) =>
      rewriteConditions(given, (part) =>
        part.operator.includes('Binary') ? { ...part, wanted: part.wanted.map((text) => text.padEnd(4, '=')) } : part,
      ),
  },
  {
    name: 'dates of a year or a month',
    fact: 'Dates are of any form of the W3C note, of which a year and a month are two ("Condition operators", Date).',
    rewrite: (given) =>
      rewriteConditions(given, (part) => {
        if (!part.operator.includes('Date')) return part;
        const whole = (date: string) => (/^\d{4}(-\d\d)?$/.test(date) ? `${date}-01-01`.slice(0, 10) : date);
        return { ...part, wanted: part.wanted.map(whole) };
      }),
  },
  {
    name: 'policy variables and ARN operators',
    fact: 'In version 2012-10-17 variables are replaced ("Variables and tags"); ARN operators compare the six parts one by one ("Condition operators").',
    rewrite: rewritePatterns,
  },
  {
    name: 'incomplete ARNs',
    fact: 'A Resource with fewer than six parts is completed by * ("IAM JSON policy elements: Resource").',
    rewrite: (given) =>
      rewriteStatements(given, (statement) => {
        const name = statement['Resource'] === undefined ? 'NotResource' : 'Resource';
        const completed = listOf(statement[name]).map((arn) => (/^arn(:[^:]+){1,4}$/.test(arn) ? `${arn}:*` : arn));
        return statement[name] === undefined ? statement : { ...statement, [name]: completed };
      }),
  },
  {
    name: 'NotPrincipal',
    fact: 'A Deny with NotPrincipal denies everyone who is not named, and everyone who has a boundary ("NotPrincipal").',
    rewrite: (given) => rewriteStatements(given, (statement) => namePrincipal(statement, given)),
  },
  {
    name: 'everyone is the caller himself',
    fact: 'No boundary or session policy limits what "*" is granted, as they limit a role ("Principal", role principals).',
    rewrite: (given) =>
      rewriteStatements(given, (statement) =>
        isEveryone(statement['Principal']) ? { ...statement, Principal: { AWS: given.caller.arn } } : statement,
      ),
  },
  {
    name: 'names of principals',
    fact: 'A principal is named by its whole ARN, path and case included ("Principal", IAM users; "IAM identifiers").',
    rewrite: (given) =>
      rewriteStatements(given, (statement) => {
        const principal = statement['Principal'] as ResolvedObject | undefined;
        if (principal?.['AWS'] === undefined) return statement;
        return {
          ...statement,
          Principal: { ...principal, AWS: listOf(principal['AWS']).map((name) => exact(name, given)) },
        };
      }),
  },
  {
    name: 'the root user assumes no role',
    fact: 'sts:AssumeRole cannot be called as the root user of an account ("AssumeRole" of the STS reference).',
    rewrite: (given) => (given.caller.type === 'Root' ? rewriteStatements(given, () => undefined) : given),
  },
];

/** The key under a name of which the emulator makes nothing of its own. */
function renameKey(given: RandomCase, name: string, value: string): RandomCase {
  const key = name.replace('aws:', 'test:');
  const renamed = rewriteConditions(given, (part) => (part.key === name ? { ...part, key } : part));
  return JSON.stringify(renamed) === JSON.stringify(given)
    ? given
    : { ...renamed, context: { ...renamed.context, [key]: value } };
}

function dropEmptyTexts(given: RandomCase): RandomCase {
  const filled = new Map(
    Object.entries(given.context)
      .filter(([, value]) => Array.isArray(value) && value.includes(''))
      .map(([key, value]) => [key, listOf(value as string[]).filter((text) => text !== '')]),
  );
  const name = (key: string) => `test:filled-${key}`;
  const rewritten = rewriteConditions(given, (part) =>
    part.operator.startsWith('For') && filled.has(part.key) ? { ...part, key: name(part.key) } : part,
  );
  const added = [...filled]
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => [name(key), values] as const);
  return filled.size === 0 ? given : { ...rewritten, context: { ...given.context, ...Object.fromEntries(added) } };
}

function unwrapSingles(given: RandomCase): RandomCase {
  const entries = Object.entries(given.context).map(([key, value]): [string, string | string[]] => {
    const [only, ...more] = typeof value === 'string' ? [] : value;
    return [key, only !== undefined && more.length === 0 ? only : value];
  });
  return { ...given, context: Object.fromEntries(entries) };
}

function isEveryone(principal: unknown): boolean {
  return principal === '*' || (principal as ResolvedObject | undefined)?.['AWS'] === '*';
}

function namePrincipal(statement: ResolvedObject, { caller, boundary }: RandomCase): ResolvedObject | undefined {
  const { NotPrincipal, ...rest } = statement;
  if (NotPrincipal === undefined) return statement;
  const names = listOf((NotPrincipal as ResolvedObject)['AWS']);
  const own = [`arn:aws:iam::${caller.account}:root`, caller.arn, caller.roleArn ?? caller.arn];
  const spared = boundary === undefined && own.every((name) => names.includes(name));
  return spared ? undefined : { ...rest, Principal: '*' };
}

function exact(name: string, { caller }: RandomCase): string {
  return /:(role|user)\//.test(name) && name !== caller.arn && name !== caller.roleArn ? NOTHING : name;
}

/** A question that the guide leaves open, so that we answer unknown where the emulator picks a side. */
export interface OpenQuestion {
  readonly name: string;
  readonly fact: string;
  /** @param element what the deciding statement is unsure of, such as `Resource` */
  readonly raises: (element: string, given: RandomCase) => boolean;
}

const text = (given: RandomCase) => JSON.stringify(given);

export const OPEN_QUESTIONS: readonly OpenQuestion[] = [
  {
    name: 'a policy that AWS would not accept',
    fact: 'Such as a wildcard in part of a principal ("Principal"): AWS refuses it, so it neither allows nor denies.',
    raises: (element) => element === 'the policy cannot be read',
  },
  {
    name: 'canonical user ids',
    fact: 'They stand for an account, but only S3 knows for which ("Principal", AWS account principals).',
    raises: (element, given) => element === 'Principal' && text(given).includes('CanonicalUser'),
  },
  {
    name: 'several values without a set operator',
    fact: 'Keys of several values need a set operator ("Single-valued vs. multivalued context keys").',
    raises: (element) => /^(?!For|Null)\w+ (aws:tagkeys|dynamodb:leadingkeys)$/.test(element),
  },
  {
    name: 'values of another type',
    fact: 'Numeric operators compare numbers ("Condition operators"); of a text the guide says nothing.',
    raises: (element, given) => element.includes('Numeric') && given.context['s3:max-keys'] === 'many',
  },
  {
    name: 'a star inside a part of an ARN, before a colon',
    fact: 'Only a star that ends a part can expand beyond the colon ("IAM JSON policy elements: Resource").',
    raises: (element, given) => element === 'Resource' && given.resource.includes('a:b'),
  },
  {
    name: 'variables without a value in a negation',
    fact: 'They "might cause the entire statement to be invalid" ("Variables and tags").',
    raises: (element, given) => /^Resource$|Not(Equals|Like)/.test(element) && text(given).includes('${'),
  },
  {
    name: 'Null on an empty text',
    fact: 'Null asks whether the key exists "and its value is not null" ("Condition operators"); an empty text may count as null.',
    raises: (element) => element.startsWith('Null '),
  },
];

/** The open questions behind an unknown decision; undefined when one of its doubts is none of them. */
export function openQuestions({ statements }: Decision, given: RandomCase): OpenQuestion[] | undefined {
  const doubts = statements.map(({ unsure }) =>
    unsure.includes('the policy cannot be read') ? ['the policy cannot be read'] : unsure,
  );
  const elements = doubts.flat();
  const found = elements.map((element) => OPEN_QUESTIONS.find(({ raises }) => raises(element, given)));
  return elements.length === 0 || found.includes(undefined) ? undefined : (found as OpenQuestion[]);
}
