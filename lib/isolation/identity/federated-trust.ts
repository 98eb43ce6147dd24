import type { PlacedPolicy } from '../model/policy-places';
import type { SideResource } from '../model/side';
import type { StatementSource } from '../policy/document/policy-document';
import { describeText, isObject, type Resolved, type Text, textList } from '../template/value';
import { readPlaced } from './read-policy';
import type { SideWithPolicies } from './side-with-policies';

/** A statement with which a role trusts an identity provider. */
export interface FederatedTrust {
  readonly role: SideResource;
  readonly placed: PlacedPolicy;
  readonly source: StatementSource;
  readonly provider: Text;
  readonly kind: 'oidc' | 'saml' | 'cognito' | 'everybody';
  /** The prefix of the condition keys of claims, in lower case: the issuer's host and path, or `saml`. */
  readonly issuer: string;
  /** Patterns of each claim that is asked for, by its name in lower case. */
  readonly claims: ReadonlyMap<string, readonly Claim[]>;
  /** Whether the conditions could be read. */
  readonly isReadable: boolean;
}

/** One alternative of a claim. */
export interface Claim {
  readonly value: Text;
  /** Whether `*` and `?` are wildcards in it. */
  readonly like: boolean;
}

const COGNITO = 'cognito-identity.amazonaws.com';

/** Every trust of a side's roles in OIDC, SAML and Cognito. */
export function federatedTrusts({ policies }: SideWithPolicies): FederatedTrust[] {
  return policies.flatMap((placed) => {
    if (placed.kind !== 'trust') return [];
    return readPlaced(placed).statements.flatMap((source) => {
      if (source.effect === 'Deny' || !source.principal) return [];
      return providersOf(source.principal.value).map((provider) => trustIn(provider, source, placed));
    });
  });
}

function providersOf(principal: Resolved): Text[] {
  return isObject(principal) && principal['Federated'] !== undefined ? textList(principal['Federated']) : [];
}

function trustIn(provider: Text, source: StatementSource, placed: PlacedPolicy): FederatedTrust {
  const shown = describeText(provider);
  const issuer = issuerOf(shown);
  const { claims, isReadable } = claimsIn(source.condition, issuer);
  const kind = shown === '*' ? 'everybody' : issuer === 'saml' ? 'saml' : issuer === COGNITO ? 'cognito' : 'oidc';
  return { role: placed.holder, placed, source, provider, kind, issuer, claims, isReadable };
}

function issuerOf(provider: string): string {
  if (provider.includes(':saml-provider/')) return 'saml';
  const [, host = provider] = /:oidc-provider\/(.+)$/.exec(provider) ?? [];
  return host.toLowerCase();
}

const EQUALS = /^(?:for(?:any|all)values?:)?string(equals|equalsignorecase|like)(?:ifexists)?$/;

function claimsIn(condition: Resolved | undefined, issuer: string): Pick<FederatedTrust, 'claims' | 'isReadable'> {
  const claims = new Map<string, Claim[]>();
  if (condition === undefined) return { claims, isReadable: true };
  if (!isObject(condition)) return { claims, isReadable: false };
  let isReadable = true;
  for (const [operator, block] of Object.entries(condition)) {
    if (!isObject(block)) {
      isReadable = false;
      continue;
    }
    const [, how] = EQUALS.exec(operator.toLowerCase()) ?? [];
    for (const [written, values] of Object.entries(block)) {
      const key = written.toLowerCase();
      if (how === undefined || !key.startsWith(`${issuer}:`)) continue;
      const name = key.slice(issuer.length + 1);
      // Two conditions on one claim must both hold, so either one is enough. The first is kept.
      if (!claims.has(name))
        claims.set(
          name,
          textList(values).map((value) => ({ value, like: how === 'like' })),
        );
    }
  }
  return { claims, isReadable };
}
