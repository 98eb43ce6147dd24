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

/** Whose tokens a resource takes as proof of identity, and the audience that they must have. */
export interface TokenSource {
  /** Issuer, discovery document or user pool, in one spelling. */
  readonly issuer: string;
  /** Audiences and clients that it asks for; any token of the issuer will do where there is none. */
  readonly audiences: readonly Text[];
}

/** Names, without case and pauses, under which types say who issues tokens. */
const ISSUER =
  /^(?:oidc)?(?:issuer|issuerurl|discoveryurl|jwksuri|jwksurl|jwksendpoint)$|^(?:providerarns|providername|userpoolarns?|authorizeruserpoolarn)$/;

/** The same, for the audience of a token. */
const AUDIENCE = /^(?:(?:allowed|userpool)?(?:audiences?|clients?|clientids?)|appclientids?|applicationids?)$/;

/** With these a resource signs in elsewhere, or vouches for others in a trust, which is asked for itself. */
const NOT_A_DOOR =
  /^AWS::(?:IAM|Events|AppFlow|Glue|QuickSight|DataZone)::|CredentialProvider$|Connection$|ConnectorProfile$/;

/** Every place of a resource that takes tokens, found by the names of its properties. */
export function tokenSources({ type, properties }: SideResource): TokenSource[] {
  return type === '' || NOT_A_DOOR.test(type) ? [] : sourcesIn(properties);
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

/** A URL, an ARN or a host with a path, without what only spells it differently; undefined for a bare name. */
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
