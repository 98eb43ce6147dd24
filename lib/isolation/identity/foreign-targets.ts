import { accountsNamed } from '../address/account-owner';
import { ownerOf } from '../address/owner-of';
import { canBe } from '../adversary/adversary';
import type { Audited } from '../model/rule';
import type { StatementSource } from '../policy/document/policy-document';
import { arnParts } from '../policy/request/principal';
import { describeText, joinText, type Text, textList } from '../template/value';

/** A part of a statement's `Resource` that can mean the other account. */
export interface ForeignTarget {
  /** `named`: the other account by number, or a resource of it. `any`: a pattern that its resources match. `unsure`: the owner is not known. */
  readonly kind: 'named' | 'any' | 'unsure';
  readonly pattern: Text;
  /** For `named` and `unsure`: how it was found. */
  readonly why: string;
}

/** The parts of a statement's `Resource` that are, or can be, something of the other account. */
export function foreignTargets({ resource }: StatementSource, audited: Audited): ForeignTarget[] {
  if (!resource || resource.negated) return [{ kind: 'any', pattern: '*', why: 'every resource but some' }];
  return textList(resource.value).flatMap((text) => targetOf(text, audited) ?? []);
}

function targetOf(text: Text, audited: Audited): ForeignTarget | undefined {
  const { other } = audited;
  const any = { kind: 'any', pattern: text, why: 'a pattern for any account' } as const;
  if (text === '*') return any;
  const parts = arnParts(text);
  const [account, service] = [joinText(parts[4] ?? []), joinText(parts[2] ?? [])];
  if (parts.length < 6 || typeof account !== 'string') {
    // An ARN that ends early is completed by `*`.
    if (typeof text === 'string' && parts.length < 6) return /^\*|^arn:|[*?]/.test(text) ? any : undefined;
    return byOwner(text, audited);
  }
  if (account === other.account) return { kind: 'named', pattern: text, why: `account ${account}` };
  if (/^\d{12}$/.test(account) || account === 'aws') return undefined;
  if (account === '') return byName(text, typeof service === 'string' ? service : '*', audited);
  return canBe(withoutVariables(account), other.account) ? any : undefined;
}

/** Among ARNs without an account, only buckets, images, snapshots and zones can be of another account. */
function byName(text: Text, service: string, audited: Audited): ForeignTarget | undefined {
  if (
    WITHOUT_ACCOUNT.some((each) => canBe(service, each)) &&
    /[*?]|\$\{/.test(describeText(joinText(arnParts(text)[5] ?? [])))
  ) {
    return { kind: 'any', pattern: text, why: 'a pattern for things of any account' };
  }
  if (!canBe(service, 's3')) return undefined;
  const bucket = describeText(joinText(arnParts(text)[5] ?? [])).split('/')[0] ?? '';
  if (!/[*?]|\$\{/.test(bucket)) return byOwner(text, audited);
  if (accountsNamed(bucket, audited).some(({ owner }) => owner === 'own')) return undefined;
  return { kind: 'any', pattern: text, why: 'a pattern for buckets of any account' };
}

const WITHOUT_ACCOUNT = ['ec2', 'route53'];

function byOwner(text: Text, audited: Audited): ForeignTarget | undefined {
  const { owner, why } = ownerOf(text, audited);
  if (owner === 'other') return { kind: 'named', pattern: text, why };
  return owner === 'unknown' ? { kind: 'unsure', pattern: text, why } : undefined;
}

/** Policy variables can stand for anything; the evaluation decides. */
export function withoutVariables(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, '*');
}
