import type { StatementSource } from '../policy/policy-document';
import { arnParts } from '../policy/principal';
import { ABSENT, type ContextValue } from '../policy/request-keys';
import { isObject, joinText, type Text, Unknown } from '../template/value';
import { ADVERSARY, type Adversary, type Caller, canBe, textsOf } from './adversary';
import { instanceOf, instances } from './instances';

/** Context keys of one request, without those that follow from who calls and what is called. */
export type Context = Readonly<Record<string, ContextValue>>;

/** Contexts tried for one caller and action before the question counts as not decided. */
const MOST_CONTEXTS = 5_000;

/**
 * Every context that the adversary can bring about and that tells the cases of the statements' conditions apart.
 * @returns undefined when there are too many
 */
export function contexts(
  adversary: Adversary,
  caller: Caller,
  statements: readonly StatementSource[],
): Context[] | undefined {
  let all: Context[] = [{}];
  for (const [key, values] of keyChoices(adversary, caller, statements)) {
    if (all.length * values.length > MOST_CONTEXTS) return undefined;
    all = all.flatMap((context) => values.map((value) => ({ ...context, [key]: value })));
  }
  return all;
}

function keyChoices(
  adversary: Adversary,
  caller: Caller,
  statements: readonly StatementSource[],
): Map<string, ContextValue[]> {
  const choices = new Map<string, ContextValue[]>();
  for (const { condition } of statements) {
    if (condition === undefined || !isObject(condition)) continue;
    for (const [operator, block] of Object.entries(condition)) {
      for (const [written, values] of Object.entries(isObject(block) ? block : {})) {
        const key = written.toLowerCase();
        if (FROM_CALLER.has(key)) continue;
        const known = choices.get(key) ?? [];
        const made = choicesFor(key, operator, textsOf(values), adversary, caller);
        choices.set(key, [...known, ...made.filter((choice) => !known.some((other) => same(other, choice)))]);
      }
    }
  }
  return choices;
}

/** Keys that AWS derives from who calls and what is called. */
const FROM_CALLER = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:username',
  'aws:resourceaccount',
  's3:resourceaccount',
  'kms:calleraccount',
]);

/** Keys that only a service's own call carries. */
const FROM_SERVICE = new Set(['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceowner']);

/** Keys that name the network through which a call comes, and how their values begin; the adversary has only its own. */
const FROM_NETWORK: ReadonlyMap<string, string> = new Map([
  ['aws:sourcevpc', 'vpc-'],
  ['aws:sourcevpce', 'vpce-'],
  ['aws:sourcevpcarn', 'arn:'],
  ['aws:vpcsourceip', ''],
]);

/** All other keys are the adversary's to choose: tags, session names, addresses, the organisation it shares with us. */
function choicesFor(
  key: string,
  operator: string,
  values: readonly Text[],
  adversary: Adversary,
  { principal }: Caller,
): ContextValue[] {
  const network = FROM_NETWORK.get(key);
  if (network !== undefined) return [[joinText([network, FOREIGN_NETWORK])], ABSENT];
  if (key === 'aws:userid') return [[joinText([FOREIGN_ID])]];
  if (key === 'aws:securetransport') return [['true'], ['false']];
  if (FROM_SERVICE.has(key) && principal.kind !== 'service') return [ABSENT];
  if (namesResource(key, principal.kind)) return [...sourceArns(values, adversary).map((arn) => [arn]), ABSENT];
  if (FROM_SERVICE.has(key)) return [[adversary.account], ABSENT];
  const plain = operator.replace(/^(?:ForAnyValue|ForAllValues):/i, '').toLowerCase();
  return [...instances(plain, values).map((value) => [value]), ABSENT];
}

const FOREIGN_ID = new Unknown('id of the adversary', 'an id that IAM made for the other account', { generated: true });
const FOREIGN_NETWORK = new Unknown('network of the adversary', 'a network of the other account', {
  generated: true,
  without: ':/',
});

/** Keys that hold the ARN of what a service acts for. Log groups and trails name themselves in the encryption context. */
function namesResource(key: string, caller: Caller['principal']['kind']): boolean {
  return key === 'aws:sourcearn' || (caller === 'service' && key.startsWith('kms:encryptioncontext:aws:'));
}

/** ARNs of the adversary's account, or of buckets that are not known to be ours, which the values match; and one that they need not. */
function sourceArns(values: readonly Text[], adversary: Adversary): Text[] {
  const { partition, region, account } = adversary;
  const matching = values.flatMap((value) => {
    const parts = arnParts(value);
    if (parts.length < 6) return [];
    const [, ...named] = parts;
    const whose = joinText(parts[4] ?? []);
    const rest = joinText(parts[5] ?? []);
    if (typeof whose === 'string' && whose !== '' && !canBe(whose, account)) return [];
    if (whose === '' && adversary.ownsBucket(rest)) return [];
    const owner = whose === '' || typeof whose !== 'string' ? whose : account;
    const filled = named.map((part, index) =>
      index === 3 ? [owner] : part.map((piece) => (typeof piece === 'string' ? instanceOf(piece) : piece)),
    );
    return [joinText(['arn', ...filled.flatMap((part) => [':', ...part])])];
  });
  return [...matching, `arn:${partition}:sns:${region}:${account}:${ADVERSARY}`];
}

function same(left: ContextValue, right: ContextValue): boolean {
  if (left === right) return true;
  return Array.isArray(left) && Array.isArray(right) && left.length === 1 && left[0] === right[0];
}
