import { arnParts } from '../policy/request/principal';
import { ABSENT, type ContextValue } from '../policy/request/request-keys';
import { joinText, type Text, textParts, Unknown } from '../template/value';
import type { Adversary, ForeignCaller } from './adversary';
import { instances, times } from './instances';
import { sourceArns } from './source-arns';
import { FOREIGN_ID } from './variables';

/** Keys that only the call of an AWS service has. */
export const FROM_SERVICE: ReadonlySet<string> = new Set(['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceowner']);

/** Keys with the account of the VPC endpoint or access point that a call comes through. The adversary only has its own. */
const FROM_WAY: ReadonlySet<string> = new Set(['aws:vpceaccount', 's3:dataaccesspointaccount']);

/** The same as an ARN. */
const WAY_ARN = 's3:dataaccesspointarn';

/** Keys that name the network that a call comes through, and how their values begin. The adversary only has its own. */
const FROM_NETWORK: ReadonlyMap<string, string> = new Map([
  ['aws:sourcevpc', 'vpc-'],
  ['aws:sourcevpce', 'vpce-'],
  ['aws:sourcevpcarn', 'arn:'],
  ['aws:vpcsourceip', ''],
]);

/** The adversary can choose all other keys: tags, session names, addresses, the organisation that both accounts are in. */
export function choicesFor(
  key: string,
  operator: string,
  values: readonly Text[],
  adversary: Adversary,
  { principal }: ForeignCaller,
): ContextValue[] {
  const network = FROM_NETWORK.get(key);
  if (network !== undefined) return [[joinText([network, FOREIGN_NETWORK])], ABSENT];
  if (key === 'aws:userid') return [[joinText([FOREIGN_ID])]];
  if (key === 'aws:securetransport') return [['true'], ['false']];
  if (FROM_SERVICE.has(key) && principal.kind !== 'service') return [ABSENT];
  if (namesResource(key, principal.kind)) return [...sourceArns(values, adversary).map((arn) => [arn]), ABSENT];
  if (FROM_SERVICE.has(key) || FROM_WAY.has(key)) return [[adversary.account], ABSENT];
  const plain = plainOperator(operator);
  return OF_NOW.has(key) && isOfTime(plain)
    ? times(plain, values, adversary.now).map((value) => [value])
    : [...instances(plain, values).flatMap((value) => (isReal(key, value, adversary) ? [[value]] : [])), ABSENT];
}

/** Access points of this side have their own policies, which are evaluated separately. */
function isReal(key: string, value: Text, { account }: Adversary): boolean {
  return key !== WAY_ARN || canBeOf(value, account);
}

/** Whether an ARN, or an account id, names the account or none. */
export function canBeOf(value: Text, account: string): boolean {
  const parts = arnParts(value);
  const [made] = textParts(value);
  const whose = parts.length >= 6 ? joinText(parts[4] ?? []) : made instanceof Unknown ? made.origin.account : value;
  return typeof whose !== 'string' || whose === account || !/^\d{12}$/.test(whose);
}

export function plainOperator(operator: string): string {
  return operator.replace(/^(?:ForAnyValue|ForAllValues):/i, '').toLowerCase();
}

/** Keys that every request has and whose value only increases. */
export const OF_NOW: ReadonlySet<string> = new Set(['aws:currenttime', 'aws:epochtime']);

export function isOfTime(operator: string): boolean {
  return /^(?:date|numeric)/.test(operator);
}

const FOREIGN_NETWORK = new Unknown('network of the adversary', 'a network of the other account', {
  generated: true,
  without: ':/',
});

/** Keys with the ARN of the resource that a service acts for. Log groups and trails put theirs in the encryption context. */
function namesResource(key: string, caller: ForeignCaller['principal']['kind']): boolean {
  return key === 'aws:sourcearn' || (caller === 'service' && key.startsWith('kms:encryptioncontext:aws:'));
}
