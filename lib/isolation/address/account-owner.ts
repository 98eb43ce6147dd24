import type { Audited } from '../model/rule';
import { awsOwner } from '../tables/aws-owned';
import type { Address } from './address';

/** @param account twelve digits */
export function accountOwner(account: string, { own, other }: Audited): Address {
  if (account === own.account) return { owner: 'own', account, why: `account ${account}` };
  if (account === other.account) return { owner: 'other', account, why: `account ${account}` };
  const purpose = awsOwner(account);
  if (purpose !== undefined) return { owner: 'aws', account, why: `account ${account} of AWS, for ${purpose}` };
  return { owner: 'third', account, why: `account ${account}, of neither side` };
}

/** The numbers of both accounts in a text, also in groups of four digits as the console shows them. */
export function accountsNamed(text: string, audited: Audited): Address[] {
  if (!/\d{4}/.test(text)) return [];
  const found = new Set(Array.from(text.matchAll(NUMBER), ([number]) => number.replace(/[- ]/g, '')));
  return [...found]
    .filter((account) => account === audited.own.account || account === audited.other.account)
    .map((account) => accountOwner(account, audited));
}

const NUMBER = /(?<!\d)\d{4}([- ]?)\d{4}\1\d{4}(?!\d)/g;
