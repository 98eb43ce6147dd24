import type { Observation } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import type { Side } from '../../model/side';
import { type SideText, textsOfSide } from '../../model/walk-texts';
import { awsOwner } from '../../tables/aws-owned';

/** No secret, parameter or key of a third account is used by both sides, since its value would work in both. */
export const sharedSecrets: Rule = {
  id: 'shared-secrets',
  channel: 'configuration',
  title: 'both sides use one secret of a third account',
  help: 'ARNs of secrets, parameters and keys of accounts that are neither side are compared, wherever they stand, dynamic references and policies among them. Give each side a secret of its own.',
  *check({ own, other }) {
    const sides = [own.account, other.account];
    const theirs = new Set(textsOfSide(other).flatMap((found) => secretsIn(found, sides)));
    const seen = new Set<string>();
    for (const found of textsOfSide(own)) {
      for (const secret of secretsIn(found, sides)) {
        const { subject, path } = found;
        const here = `${subject.stack}/${subject.logicalId}`;
        if (seen.has(`${here} ${secret}`)) continue;
        seen.add(`${here} ${secret}`);
        const place = { subject, path, statement: secret };
        if (theirs.has(secret)) yield { ...place, ...shared(secret, other, here) };
        else yield { ...place, decision: 'closed', reason: `${other.name} does not use it` };
      }
    }
  },
};

function shared(secret: string, other: Side, here: string): Omit<Observation, 'subject'> {
  return {
    decision: 'open',
    direction: 'out',
    severity: 'high',
    reason: `${other.name} uses ${secret} too: what it holds is good on both sides`,
    hops: [other.name, secret, here],
    fix: 'use a secret of its own on each side, kept in its own account',
  };
}

/** ARNs of secrets, parameters and keys, each with its account. */
const SECRETS = [
  /\barn:[\w-]+:secretsmanager:[\w-]*:(\d{12}):secret:[\w/+=.@-]+/g,
  /\barn:[\w-]+:ssm:[\w-]*:(\d{12}):parameter\/[\w./-]+/g,
  /\barn:[\w-]+:kms:[\w-]*:(\d{12}):(?:key|alias)\/[\w/-]+/g,
];

function secretsIn({ text, denied }: SideText, sides: readonly string[]): string[] {
  if (denied || !text.includes('arn:')) return [];
  return SECRETS.flatMap((pattern) => Array.from(text.matchAll(pattern))).flatMap(([arn, account = '']) =>
    // The last six characters in the ARN of a secret are not part of its name.
    sides.includes(account) || awsOwner(account) !== undefined
      ? []
      : [arn.replace(/(:secret:.+)-[A-Za-z0-9]{6}$/, '$1')],
  );
}
