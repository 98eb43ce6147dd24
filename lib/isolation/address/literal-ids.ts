import { isResourceHost, mayNameResourceHost } from '../tables/aws-hosts';
import { USER_POOL_ID } from '../tables/id-forms';

/** Ids that AWS generates for networks, images, volumes and similar. `sn` and `svc` are of VPC Lattice. */
const NUMBERED =
  /\b(?:vpc|subnet|tgw|tgw-attach|tgw-rtb|tgw-mcast-domain|pcx|vpce|vpce-svc|sg|eni|i|vol|snap|ami|fs|fsap|rtb|igw|eigw|nat|eipalloc|acl|pl|lt|cgw|vgw|vpn|cvpn-endpoint|rslvr-rr|rslvr-in|rslvr-out|rslvr-fdr|rslvr-frg|core-network|global-network|attachment|lag|dxcon|dxvif|sn|svc|rcfg|rgw|ipam|ipam-pool|ipam-scope|lgw|lgw-rtb|cagw|vai|vae)-[0-9a-f]{8,17}\b/g;

/** User pools of Cognito. */
const USER_POOL = new RegExp(`\\b(${USER_POOL_ID})\\b`, 'g');
/** Zones of Route 53, and user pools. */
const OTHERS: readonly RegExp[] = [/^(?:\/hostedzone\/)?(Z[A-Z0-9]{10,32})$/g, USER_POOL];

export function isUserPool(id: string): boolean {
  return id.search(USER_POOL) === 0;
}

const HOST = /(?<![\w@.-])(?:[\w-]+\.)+(?:com|cn|net|aws)(?![\w-])/gi;

function resourceHosts(text: string): string[] {
  if (!mayNameResourceHost(text)) return [];
  return Array.from(text.matchAll(HOST), ([host]) => host.toLowerCase()).filter((host) => isResourceHost(host));
}

/** Whether an id can be one that AWS publishes to all accounts. The same one on both sides is then no connection. */
export function isPublic(id: string): boolean {
  return /^(?:ami|pl|snap)-/.test(id);
}

/** Literal ids and resource hosts that a text names. */
export function literalIds(text: string): string[] {
  if (text.length < 8 || !/[-_.]|^\/?[hZ]/.test(text)) return [];
  return [...numberedIds(text), ...resourceHosts(text)];
}

export function numberedIds(text: string): string[] {
  const numbered = Array.from(text.matchAll(NUMBERED), ([id]) => id);
  return [...numbered, ...OTHERS.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, id = '']) => id))];
}

/** The resources that a setting clearly names: generated hosts, buckets by their URL or ARN, user pools. */
export function resourcesNamed(text: string): string[] {
  const buckets = Array.from(text.matchAll(BUCKETS), ([, inUrl, inHost, inArn]) => `s3://${inUrl ?? inHost ?? inArn}`);
  return [...resourceHosts(text), ...buckets, ...Array.from(text.matchAll(USER_POOL), ([, id = '']) => id)];
}

const BUCKETS =
  /\bs3[an]?:\/\/([^/\s"']+)|\b([a-z0-9][a-z0-9.-]{2,62})\.s3[.-][\w.-]*amazonaws\.com|\barn:[\w-]+:s3:::([^/\s"'*]+)/g;
