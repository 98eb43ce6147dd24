import type { SideResource } from '../model/side';
import type { StatementSource } from '../policy/document/policy-document';
import { compilePattern } from '../policy/patterns/pattern';
import { NO_KEYS } from '../policy/request/request-keys';
import { NO } from '../policy/truth';
import { awsOwner } from '../tables/aws-owned';
import { asText, isObject, type PropertyPath, type Text, textList } from '../template/value';
import { readPlaced } from './read-policy';
import type { SideWithPolicies } from './side-with-policies';

/** A principal of a third account that a policy lets in. */
export interface ThirdParty {
  /** What is opened. */
  readonly resource: SideResource;
  /** What holds the policy. */
  readonly holder: SideResource;
  readonly path: PropertyPath;
  readonly source: StatementSource | undefined;
  readonly kind: 'trust' | 'resource';
  /** Twelve digits, or empty for what has no account. */
  readonly account: string;
  /** `role name`, without its path and in lower case; undefined for the whole account. */
  readonly identity: string | undefined;
  readonly written: string;
}

/** Every principal of a third account that the policies of a side let in. */
export function thirdParties(side: SideWithPolicies, sides: readonly string[]): ThirdParty[] {
  const { own, policies } = side;
  const found = policies.flatMap((placed): ThirdParty[] => {
    const { kind, holder, path } = placed;
    if (kind !== 'trust' && kind !== 'resource') return [];
    const resource = placed.attachedTo[0] ?? holder;
    return readPlaced(placed).statements.flatMap((source) => {
      if (source.effect === 'Deny') return [];
      return namedIn(source).flatMap((text) => {
        const party = thirdPartyOf(text, sides);
        return party ? [{ resource, holder, path, source, kind, ...party }] : [];
      });
    });
  });
  const entries = own.ofType('AWS::EKS::AccessEntry').flatMap((holder): ThirdParty[] => {
    const text = asText(holder.properties['PrincipalArn'] ?? null);
    const party = text === undefined ? undefined : thirdPartyOf(text, sides);
    return party
      ? [{ resource: holder, holder, path: ['PrincipalArn'], source: undefined, kind: 'trust', ...party }]
      : [];
  });
  return [...found, ...entries];
}

/** Named principals, and those that a condition names when any principal is let in. */
function namedIn({ principal, condition }: StatementSource): Text[] {
  const value = principal?.negated ? undefined : principal?.value;
  const named = value !== undefined && isObject(value) ? [value['AWS'], value['CanonicalUser']].flatMap(textList) : [];
  const blocks = isObject(condition) ? Object.entries(condition) : [];
  const conditions = blocks.flatMap(([operator, block]) =>
    /^(?:for\w+:)?(?:string|arn)(?:equals|like)/i.test(operator) && isObject(block)
      ? Object.entries(block).flatMap(([key, values]) => (WHO.has(key.toLowerCase()) ? textList(values) : []))
      : [],
  );
  return [...named, ...conditions];
}

const WHO = new Set(['aws:principalaccount', 'aws:principalarn', 'kms:calleraccount']);

/** A principal or role of a third account; undefined for any other principal. */
function thirdPartyOf(
  text: Text,
  sides: readonly string[],
): Pick<ThirdParty, 'account' | 'identity' | 'written'> | undefined {
  if (typeof text !== 'string' || text === '*') return undefined;
  if (/^(?:A(?:ID|RO)A[A-Z0-9]{8,}|[0-9a-f]{64})$/.test(text))
    return { account: '', identity: text.toLowerCase(), written: text };
  const [, , , , accountInArn, resource = 'root'] = text.split(':');
  const account = /^\d{12}$/.test(text) ? text : accountInArn;
  if (account === undefined || !/^\d{12}$/.test(account) || sides.includes(account) || awsOwner(account) !== undefined)
    return undefined;
  const [kind = '', ...path] = resource.toLowerCase().split('/');
  const isWhole = kind === 'root' || path.length === 0 || /[*?]/.test(resource);
  const name = kind === 'assumed-role' ? path[0] : path.at(-1);
  const identity = isWhole ? undefined : `${kind === 'assumed-role' ? 'role' : kind} ${name}`;
  return { account, identity, written: text };
}

/** Whether both can mean the same principal. */
export function canBeSamePrincipal(left: ThirdParty, right: ThirdParty): boolean {
  if (left.account !== right.account) return false;
  return left.identity === undefined || right.identity === undefined || left.identity === right.identity;
}

const STYLE = { shape: 'text', wildcards: true, variables: false, ignoreCase: true } as const;

/** Roles of third accounts that identities of a side may assume by name. A resource that trusts such a role can be reached through it. */
export function assumableThirdPartyRoles({ policies }: SideWithPolicies, sides: readonly string[]): ThirdParty[] {
  return policies.flatMap((placed): ThirdParty[] => {
    const { kind, holder, path } = placed;
    if (kind !== 'identity') return [];
    const resource = placed.attachedTo[0] ?? holder;
    return readPlaced(placed).statements.flatMap((source) => {
      const { effect, action, resource: target } = source;
      if (effect === 'Deny' || !action || action.negated || !target || target.negated) return [];
      const assumes = textList(action.value).some(
        (text) => compilePattern(text, STYLE).match('sts:AssumeRole', NO_KEYS) !== NO,
      );
      return (assumes ? textList(target.value) : []).flatMap((text) => {
        const party = typeof text === 'string' && text.includes(':role/') ? thirdPartyOf(text, sides) : undefined;
        return party ? [{ resource, holder, path, source, kind: 'trust' as const, ...party }] : [];
      });
    });
  });
}
