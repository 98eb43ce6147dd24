import { readFileSync } from 'node:fs';
import { tableFile } from './table-files';

/**
 * What AWS uses one of its own accounts for. It excuses that purpose and no other: a layer of such an account is
 * harmless, a role that trusts it is not.
 * @returns `Elastic Load Balancing access logs`; two purposes are joined with `, `; undefined for any other account
 */
export function awsOwner(account: string): string | undefined {
  owners ??= read();
  return owners.get(account);
}

/**
 * ARNs in which AWS itself stands where an account or a name would: managed policies, public parameters, public
 * documents, transforms, and the users of CloudFront's origin access identities.
 * Source: aws-samples/data-perimeter-policy-examples, "service-owned resources"; Systems Manager User Guide, "public
 * parameters".
 * @returns what it is, or undefined
 */
export function awsOwnedArn(arn: string): string | undefined {
  return OWNED.find(([, pattern]) => pattern.test(arn))?.[0];
}

const OWNED: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['AWS managed policy', /^arn:aws[\w-]*:iam::aws:policy\/[^*?$]+$/],
  ['CloudFront origin access identity', /^arn:aws[\w-]*:iam::cloudfront:user\/CloudFront Origin Access Identity \w+$/],
  ['public parameter', /^arn:aws[\w-]*:ssm:[\w-]+::parameter\/aws\/(?!reference\/)[^*?$]+$/],
  ['public document', /^arn:aws[\w-]*:ssm:[\w-]+::(document|automation-definition)\/AWS[^*?$]+$/],
  ['transform of CloudFormation', /^arn:aws[\w-]*:cloudformation:[\w-]+:aws:transform\/[^*?$]+$/],
];

let owners: ReadonlyMap<string, string> | undefined;

function read(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const purposes: Record<string, string> = JSON.parse(readFileSync(tableFile('aws-owned'), 'utf8'));
  for (const [purpose, accounts] of Object.entries(purposes)) {
    for (const account of accounts.split(' ')) {
      const known = found.get(account);
      found.set(account, known ? `${known}, ${purpose}` : purpose);
    }
  }
  return found;
}
