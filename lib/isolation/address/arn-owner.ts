import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { awsOwnedArn } from '../tables/aws-owned';
import { isMarked, unmark } from '../template/marked-text';
import type { Text, Unknown } from '../template/value';
import { accountOwner } from './account-owner';
import type { Address } from './address';
import { bucketOwner } from './bucket-owner';

/** An ARN inside a marked text: what lies between its colons. */
interface FoundArn {
  readonly text: string;
  readonly service: string;
  readonly account: string;
  /** All that follows the account, colons included. */
  readonly resource: string;
}

/** ARNs in a marked text, also one inside another, as API Gateway's invocation URIs have. */
export function arnsIn(marked: string): FoundArn[] {
  const found: FoundArn[] = [];
  for (const { index } of marked.matchAll(/(?<![\w-])arn:/g)) {
    const [text, service, account, resource = ''] = ARN.exec(marked.slice(index, index + LONGEST_ARN)) ?? [];
    if (text !== undefined && service !== undefined && account !== undefined) {
      found.push({ text, service, account, resource });
    }
  }
  return found;
}

const ARN = /^arn:[^:\s"'`<>,;\])]*:([^:\s"'`<>,;\])]*):[^:\s"'`<>,;\])]*:([^:\s"'`<>,;\])]*)(?::([^\s"'`<>,;\])]*))?/;

/** Longer than any ARN that IAM takes. */
const LONGEST_ARN = 2048;

const WITH_ACCOUNT = /^arn:[^:]*:[^:]*:[^:]*:\d{12}(?::|$)/;

/** A marked text without the ARNs that hold an account: it says whose all the ids in them are. */
export function withoutDecidedArns(marked: string): string {
  return marked.replace(ANY_ARN, (arn) => (WITH_ACCOUNT.test(arn) ? ' ' : arn));
}

export const ANY_ARN = /(?<![\w-])arn:[^\s"'`<>,;\])]*/g;

/**
 * Whose the thing is that an ARN names; by its account, and where it has none by what it names.
 * @param isPrincipal where it says who may come in
 */
export function arnOwner(
  { text, service, account, resource }: FoundArn,
  audited: Audited,
  unknowns: readonly Unknown[],
  ofUnknown: (part: Unknown) => Address,
  isPrincipal: boolean,
): Address {
  const bucket = (name: string) => bucketOwner(unmark(name, unknowns), audited, ofUnknown);
  if (/^\d{12}$/.test(account)) return organisation(text, audited) ?? accountOwner(account, audited);
  if (isMarked(account)) return undecidedAccount(unmark(account, unknowns), unknowns, account);
  if (/[*?]/.test(account)) return anyAccount(account, audited.other, isPrincipal);
  if (service === 'apigateway') {
    const inPath = /^path\/([^/?]+)/.exec(resource)?.[1];
    if (account.endsWith('s3') && inPath !== undefined && !inPath.startsWith('{')) return bucket(inPath);
    return { owner: 'none', why: 'a service, called by API Gateway in this account' };
  }
  if (/^s3(?:express)?$/.test(service) && account === '') return bucket(resource.split(/[/:]/)[0] ?? '');
  const what = awsOwnedArn(text);
  if (what !== undefined || account === 'aws') return { owner: 'aws', why: what ?? 'it belongs to AWS' };
  return { owner: 'none', why: 'it names no account' };
}

/** A principal of any account is everybody. What is called or sent to is one thing, wherever it turns out to be. */
function anyAccount(account: string, { name, account: theirs }: Side, isPrincipal: boolean): Address {
  const why = `${account} stands for any account`;
  if (!isPrincipal) return { owner: 'unknown', why };
  const pattern = account
    .replace(/[^\d*?]/g, '')
    .replace(/\*+/g, '\\d*')
    .replaceAll('?', '\\d');
  const isTheirs = new RegExp(`^${pattern}$`).test(theirs);
  return isTheirs
    ? { owner: 'other', account: theirs, why: `${why}, ${name}'s among them` }
    : { owner: 'third', why: `${account} stands for other accounts than that of ${name}` };
}

function undecidedAccount(account: Text, unknowns: readonly Unknown[], marked: string): Address {
  const [, index] = /\uffff(\d+)\uffff/.exec(marked) ?? [];
  const reason = unknowns[Number(index)]?.reason ?? String(account);
  return { owner: 'unknown', why: `the account in it is not known: ${reason}` };
}

/** An organisation's ARN holds the account that manages it; both sides may be members, whoever that is. */
function organisation(text: string, { own, other }: Audited): Address | undefined {
  if (!/^arn:[\w-]*:organizations:.*:(?:organization|ou|root)\//.test(text)) return undefined;
  return {
    owner: 'other',
    account: other.account,
    why: `an organisation, in which ${other.name} may be as well as ${own.name}`,
  };
}
