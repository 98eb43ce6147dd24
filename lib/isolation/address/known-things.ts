import type { Side } from '../model/side';
import { asText, type Resolved } from '../template/value';
import { literalIds } from './literal-ids';
import { type Leaf, leavesOf } from './property-leaves';
import { propertyUse } from './property-use';

/** What a side's templates call by a name that the whole world shares, and the ids that somebody wrote into them. */
interface KnownThings {
  readonly buckets: ReadonlySet<string>;
  /** Hosts that it answers under, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Domains of which it owns every host: hosted zones. */
  readonly zones: ReadonlySet<string>;
  /** Literal ids and hosts of resources that AWS numbers: `tgw-0123456789abcdef0`, `abc123.execute-api.eu-west-1.amazonaws.com`. */
  readonly ids: ReadonlySet<string>;
  /** Accounts that it lets in or connects to. */
  readonly accounts: ReadonlySet<string>;
}

const known = new WeakMap<Side, KnownThings>();

export function thingsOf(side: Side): KnownThings {
  const found = known.get(side) ?? readThings(side);
  known.set(side, found);
  return found;
}

/** Properties with which a resource takes a host name for itself. Source: CloudFormation template reference. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::DomainName': ['DomainName'],
  'AWS::ApiGateway::DomainNameV2': ['DomainName'],
  'AWS::ApiGatewayV2::DomainName': ['DomainName'],
  'AWS::AppSync::DomainName': ['DomainName'],
  'AWS::CloudFront::Distribution': ['DistributionConfig.Aliases', 'DistributionConfig.CNAMEs'],
  'AWS::CloudFront::DistributionTenant': ['Domains.Domain'],
  'AWS::Cognito::UserPoolDomain': ['Domain'],
  'AWS::CertificateManager::Certificate': ['DomainName', 'SubjectAlternativeNames'],
  'AWS::Route53::RecordSet': ['Name'],
  'AWS::Route53::RecordSetGroup': ['RecordSets.Name'],
  'AWS::VpcLattice::Service': ['CustomDomainName'],
};

const ZONES: Readonly<Record<string, string>> = {
  'AWS::Route53::HostedZone': 'Name',
  'AWS::Amplify::Domain': 'DomainName',
  'AWS::ServiceDiscovery::PublicDnsNamespace': 'Name',
};

function readThings(side: Side): KnownThings {
  const [buckets, hosts, zones] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const [ids, accounts] = [new Set<string>(), new Set<string>()];
  const custom = side.environment?.domain?.name;
  if (custom) hosts.add(custom);
  for (const { type, properties, reference } of side.resources) {
    if (/^AWS::S3(?:Express)?::(?:Directory)?Bucket$/.test(type) && typeof reference === 'string')
      buckets.add(reference);
    for (const path of HOSTS[type] ?? [])
      for (const host of literals(properties, path)) hosts.add(hostName(host, side));
    for (const zone of literals(properties, ZONES[type] ?? '')) zones.add(hostName(zone, side));
  }
  for (const leaf of leavesOf(side)) readLeaf(leaf, ids, accounts);
  return { buckets, hosts, zones, ids, accounts };
}

function readLeaf({ key, kind, value }: Leaf, ids: Set<string>, accounts: Set<string>): void {
  const text = asText(value);
  if (typeof text !== 'string') return;
  for (const id of key.includes('AliasTarget') ? [] : literalIds(text)) ids.add(id);
  const { rule } = propertyUse(key, kind);
  if (rule !== 'shared-outside' && rule !== 'network-links') return;
  for (const [account] of text.matchAll(/(?<!\d)\d{12}(?!\d)/g)) accounts.add(account);
}

/** Without the final dot; a Cognito domain without dots is below its service's. */
function hostName(host: string, { region }: Pick<Side, 'region'>): string {
  const name = host.replace(/\.$/, '').toLowerCase();
  return name.includes('.') ? name : `${name}.auth.${region}.amazoncognito.com`;
}

/** Literal texts at a path of names, through lists. */
export function literals(value: Resolved | undefined, path: string): string[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => literals(item, path));
  if (path === '') {
    const text = asText(value);
    return typeof text === 'string' && text !== '' ? [text] : [];
  }
  const [first = '', ...rest] = path.split('.');
  const member = typeof value === 'object' && value !== null ? (value as Record<string, Resolved>)[first] : undefined;
  return literals(member, rest.join('.'));
}
