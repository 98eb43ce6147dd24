import { ABSENT, type ContextValue } from '../../../lib/isolation/policy/request/request-keys';
import type { Text } from '../../../lib/isolation/template/value';

/**
 * For each context key the states in which AWS may send it: a connection must be allowed in every combination of them. What is not
 * named here is unknown, so that a policy that rests on a key which AWS is not known to send does not pass.
 */
export type SentKeys = Readonly<Record<string, readonly ContextValue[]>>;

export const sent = (...texts: readonly Text[]): readonly ContextValue[] => [texts];

/** Only a call that a service makes for itself says for which resource it is made. Source: IAM user guide, "aws:SourceAccount". */
const FOR_NOBODY: SentKeys = { 'aws:SourceAccount': [ABSENT], 'aws:SourceArn': [ABSENT] };

/** What a service does inside AWS may not say how it came. */
const FROM_INSIDE: SentKeys = { 'aws:SecureTransport': [ABSENT, ['true']] };

/** A role's own call, over the public endpoint. */
export const BY_ITSELF: SentKeys = { ...FOR_NOBODY, 'aws:SecureTransport': sent('true') };

/** A role's call that another service passes on to KMS, with that service's encryption context. */
export function passedOn(
  service: string,
  region: string,
  encryptionContext: Readonly<Record<string, readonly Text[]>>,
): SentKeys {
  const context = Object.entries(encryptionContext).map(([key, values]): [string, readonly ContextValue[]] => [
    `kms:EncryptionContext:${key}`,
    values.map((value) => [value]),
  ]);
  return {
    ...FOR_NOBODY,
    ...FROM_INSIDE,
    'kms:ViaService': sent(`${service}.${region}.amazonaws.com`),
    'kms:GrantIsForAWSResource': [ABSENT],
    ...Object.fromEntries(context),
  };
}

/** A service's own call that names the resource and the account for which it is made. */
export function forResource(arn: Text, account: string): SentKeys {
  return { ...FROM_INSIDE, 'aws:SourceArn': sent(arn), 'aws:SourceAccount': sent(account) };
}

/** The same by a service that does not always name the account. */
export function perhapsForAccount(account: string, arn?: Text): SentKeys {
  return {
    ...FROM_INSIDE,
    'aws:SourceAccount': [ABSENT, [account]],
    ...(arn !== undefined && { 'aws:SourceArn': sent(arn) }),
  };
}

/**
 * A service that takes on a role that was given to it. None of ours says for what: CloudTrail's guide rules conditions on
 * `aws:SourceArn` and `aws:SourceAccount` out for the role that writes its log, Lambda's and API Gateway's name none.
 */
export const TAKES_ON_ROLE: SentKeys = FROM_INSIDE;

/** Every combination of the states, one context each. */
export function everyCombination(keys: SentKeys): Record<string, ContextValue>[] {
  let contexts: Record<string, ContextValue>[] = [{}];
  for (const [key, states] of Object.entries(keys)) {
    const [first = [], ...others] = states;
    const more = others.flatMap((state) => contexts.map((context) => ({ ...context, [key]: state })));
    for (const context of contexts) context[key] = first;
    contexts = [...contexts, ...more];
  }
  return contexts;
}
