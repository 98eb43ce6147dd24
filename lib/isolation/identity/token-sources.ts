import type { SideResource } from '../model/side';
import {
  describeText,
  entriesOf,
  isList,
  isObject,
  type Resolved,
  type Text,
  textList,
  textParts,
} from '../template/value';

/** An issuer whose tokens a resource accepts, and the audiences that the tokens must have. */
export interface TokenSource {
  /** Issuer, discovery document or user pool, in one spelling. */
  readonly issuer: string;
  /** Accepted audiences and clients. Without any, every token of the issuer is accepted. */
  readonly audiences: readonly Text[];
}

/** Names of properties with an issuer, compared in lower case and letters only. */
const ISSUER =
  /^(?:oidc)?(?:issuer|issuerurl|discoveryurl|jwksuri|jwksurl|jwksendpoint)$|^(?:providerarns|providername|userpoolarns?|authorizeruserpoolarn)$/;

/** The same for audiences. */
const AUDIENCE = /^(?:(?:allowed|userpool)?(?:audiences?|clients?|clientids?)|appclientids?|applicationids?)$/;

/** Types that accept no tokens: they sign in elsewhere, or are providers of a trust, which has a rule of its own. */
const ACCEPTS_NO_TOKENS =
  /^AWS::(?:IAM|Events|AppFlow|Glue|QuickSight|DataZone)::|CredentialProvider$|Connection$|ConnectorProfile$/;

/** Every issuer that a resource accepts, found by the names of its properties. */
export function tokenSources({ type, properties }: SideResource): TokenSource[] {
  return type === '' || ACCEPTS_NO_TOKENS.test(type) ? [] : sourcesIn(properties);
}

function sourcesIn(value: Resolved): TokenSource[] {
  const members = entriesOf(value);
  const issuers = isObject(value)
    ? members.flatMap(([name, item]) => (ISSUER.test(plain(name)) ? textList(item) : []))
    : [];
  const logins = members.flatMap(([name, item]) => (name === 'SupportedLoginProviders' ? loginsIn(item) : []));
  const found = issuers.flatMap((issuer) => spelled(issuer) ?? []);
  const below = members.flatMap(([, item]) => sourcesIn(item));
  return [...[...new Set(found)].map((issuer) => ({ issuer, audiences: audiencesIn(value) })), ...logins, ...below];
}

/** By the name of the issuer, each with the app there that people sign in to. */
function loginsIn(value: Resolved): TokenSource[] {
  return entriesOf(value).map(([issuer, app]) => ({ issuer: String(issuer), audiences: textList(app) }));
}

/** Beside the issuer, or in an object beside it. */
function audiencesIn(value: Resolved): Text[] {
  return entriesOf(value).flatMap(([name, item]) =>
    AUDIENCE.test(plain(name)) ? textList(item) : isObject(item) || isList(item) ? audiencesIn(item) : [],
  );
}

function plain(name: string | number): string {
  return String(name)
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
}

/** A URL, an ARN or a host with a path, in one spelling; undefined for a bare name. */
function spelled(issuer: Text): string | undefined {
  const text = describeText(issuer);
  if (
    !textParts(issuer).some(
      (part) => typeof part === 'string' && /^(?:https?:\/\/|arn:)|^[\w-]+(?:\.[\w-]+)+\//.test(part),
    )
  )
    return undefined;
  return text
    .replace(/^https?:\/\//i, '')
    .replace(/\/(?:\.well-known\/.*)?$/, '')
    .toLowerCase();
}
