import { Refusal } from '../contract/refusal';
import { ENVIRONMENTS, type EnvironmentName } from '../environment/modes';

/** Where requests go, and the authority that their signatures name. */
export interface Destination {
  /** Origin and, on an execute-api host, the stage; without a slash at the end. */
  readonly baseUrl: string;
  readonly authority: string;
}

/** What is known of one environment's gateway. */
export interface KnownGateway {
  /** Default URL for a key of this environment; undefined when the environment file names no host. */
  readonly url?: string;
  /** All authorities that are this environment's and not the other's. */
  readonly authorities: readonly string[];
}
export type KnownGateways = Readonly<Record<EnvironmentName, KnownGateway>>;

/**
 * The gateway of a key's environment. A URL that is given must not be the other environment's (GW7, BG4).
 * @param source of the URL, for sentences
 * @throws Refusal
 */
export function destination(
  environment: EnvironmentName,
  known: KnownGateways,
  url?: string,
  source = 'PAYMENT_GATEWAY_URL',
): Destination {
  const given = url?.trim();
  const chosen = given || known[environment].url;
  if (!chosen) {
    throw misconfigured(
      `environments/${environment}.yaml names no domain, so the ${environment} gateway's host is not known`,
      `set ${source} to the gateway URL that the deployment printed`,
    );
  }
  const parsed = parse(chosen, given ? source : `the host of environments/${environment}.yaml`);
  const authority = parsed.host.toLowerCase();
  const names = [authority, parsed.hostname.toLowerCase().replace(/\.$/, '')];
  for (const other of given ? ENVIRONMENTS : []) {
    if (other !== environment && known[other].authorities.some((name) => names.includes(name))) {
      throw misconfigured(
        `${source} is the ${other} gateway (${authority}), and the keys are of ${environment}`,
        `remove ${source}, since the host follows from the key; or use the ${other} app's triple`,
      );
    }
  }
  return { baseUrl: `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`, authority };
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function parse(text: string, source: string): URL {
  const printed = text.replace(/\/\/[^/]*@/, '//…@');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw misconfigured(`${source} is not a URL: ${printed}`, 'give it as https://host');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw misconfigured(`${source} is more than a host: ${printed.replace(/[?#].*/, '…')}`, 'give https://host');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw misconfigured(`${source} is plain http: ${printed}`, 'use https; plain http is for localhost only');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw misconfigured(`${source} is neither http nor https: ${printed}`, 'give it as https://host');
  }
  return url;
}

function misconfigured(message: string, fix: string): Refusal {
  return new Refusal(message, fix, 'usage');
}
