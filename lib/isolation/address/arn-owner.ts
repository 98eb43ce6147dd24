import type { Audited } from '../model/rule';
import type { Side } from '../model/side';
import { awsOwnedArn } from '../tables/aws-owned';
import { isMarked, unmark } from '../template/marked-text';
import type { Text, Unknown } from '../template/value';
import { accountOwner } from './account-owner';
import type { Address } from './address';
import { bucketOwner } from './bucket-owner';

/** The parts of an ARN in a marked text. */
interface FoundArn {
  readonly text: string;
  readonly service: string;
  readonly account: string;
  /** All that follows the account, colons included. */
  readonly resource: string;
}

/** The ARNs in a marked text. One ARN can be inside another, as in the invocation URIs of API Gateway. */
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

/** A marked text without the ARNs that hold an account: the account decides about all ids in them. */
export function withoutDecidedArns(marked: string): string {
  return marked.replace(ANY_ARN, (arn) => (WITH_ACCOUNT.test(arn) ? ' ' : arn));
}

export const ANY_ARN = /(?<![\w-])arn:[^\s"'`<>,;\])]*/g;

/**
 * The owner of what an ARN names: its account, or without one what the resource part says.
 * @param isPrincipal whether the ARN is a principal that is let in
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

/** As a principal, any account includes the other one. As a target it is one resource, whose account is not known. */
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

/** The account in the ARN of an organisation is its management account; both sides may be members. */
function organisation(text: string, { own, other }: Audited): Address | undefined {
  if (!/^arn:[\w-]*:organizations:.*:(?:organization|ou|root)\//.test(text)) return undefined;
  return {
    owner: 'other',
    account: other.account,
    why: `an organisation, in which ${other.name} may be as well as ${own.name}`,
  };
}
