import { resourceNamed } from '../model/policy-places';
import type { Side, SideResource } from '../model/side';
import { oncePer } from '../once-per';
import { hostNamesOf } from '../tables/host-names';
import { literals } from '../template/literals';
import { asText, isList, textParts, Unknown } from '../template/value';
import { knownPart } from './address';
import { textsWithin } from './free-form';
import { literalIds, resourcesNamed } from './literal-ids';
import { type Leaf, leavesOf } from './property-leaves';

/** What a side's templates call by a name that the whole world shares, and the ids that are written into them. */
interface KnownThings {
  readonly buckets: ReadonlySet<string>;
  /** Hosts that it answers under, in lower case. */
  readonly hosts: ReadonlySet<string>;
  /** Domains of which it owns every host: hosted zones. */
  readonly zones: ReadonlySet<string>;
  /** Those of them that answer the public internet, not only private networks. */
  readonly inPublic: ReadonlySet<string>;
  /** Literal ids and hosts that AWS generates: `tgw-0123456789abcdef0`, `abc123.execute-api.eu-west-1.amazonaws.com`. */
  readonly ids: ReadonlySet<string>;
  /** Accounts that the side lets in or connects to. */
  readonly accounts: ReadonlySet<string>;
  /** The resources that its settings clearly name, each in one spelling. */
  readonly inSettings: ReadonlySet<string>;
}

export const namesOfSide = oncePer(readThings);

function readThings(side: Side): KnownThings {
  const [buckets, hosts, zones, inPublic] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  const [ids, accounts] = [new Set<string>(), new Set<string>()];
  const custom = side.environment?.domain?.name;
  const take = (into: Set<string>, host: string, isPublic: boolean) => {
    into.add(hostName(host, side));
    if (isPublic) inPublic.add(hostName(host, side));
  };
  if (custom) take(hosts, custom, true);
  for (const resource of side.resources) {
    const { type, properties, reference } = resource;
    const isPublic = !isPrivate(resource, side);
    if (/^AWS::S3(?:Express)?::(?:Directory)?Bucket$/.test(type) && typeof reference === 'string')
      buckets.add(reference);
    for (const { path, use } of hostNamesOf(type)) {
      // The right to send mail for a domain does not mean to answer under it.
      if (use === 'mail') continue;
      for (const host of literals(properties, path)) take(use === 'zone' ? zones : hosts, host, isPublic);
    }
  }
  for (const leaf of leavesOf(side)) readLeaf(leaf, ids, accounts);
  return { buckets, hosts, zones, inPublic, ids, accounts, inSettings: new Set(leavesOf(side).flatMap(settingsIn)) };
}

/** Whether it answers only networks of its own: a zone for networks, a record in such a zone, a domain of a private API or of Lattice. */
export function isPrivate(resource: SideResource, side: Side): boolean {
  const { type, properties } = resource;
  if (type === 'AWS::VpcLattice::Service') return true;
  if (type === 'AWS::Route53::HostedZone') return isList(properties['VPCs']) && properties['VPCs'].length > 0;
  if (type === 'AWS::ApiGateway::DomainNameV2')
    return literals(properties, 'EndpointConfiguration.Types').includes('PRIVATE');
  if (!/^AWS::Route53::RecordSet(?:Group)?$/.test(type)) return false;
  const zones = zonesOf(resource, side);
  return zones.length > 0 && zones.every((zone) => isPrivate(zone, side));
}

/** The zones of this side that a record can be in, by id or by name. */
function zonesOf({ stack, properties }: SideResource, side: Side): SideResource[] {
  const id = asText(properties['HostedZoneId'] ?? null);
  const [part] = id === undefined ? [] : textParts(id);
  const made = part instanceof Unknown ? side.find(stack, part.origin.logicalId ?? '') : undefined;
  const byId = id === undefined ? undefined : (resourceNamed(id, side) ?? made);
  if (id !== undefined) return byId?.type === 'AWS::Route53::HostedZone' ? [byId] : [];
  const [name] = literals(properties, 'HostedZoneName');
  return side
    .ofType('AWS::Route53::HostedZone')
    .filter((zone) => literals(zone.properties, 'Name').some((each) => sameHost(each, name)));
}

function sameHost(one: string, other = ''): boolean {
  return one.replace(/\.$/, '').toLowerCase() === other.replace(/\.$/, '').toLowerCase();
}

function settingsIn({ use, value }: Leaf): string[] {
  if (!use.setting) return [];
  return [...textsWithin(value)].flatMap((text) => resourcesNamed(knownPart(text)));
}

function readLeaf({ key, use: { rule, generatedId }, value }: Leaf, ids: Set<string>, accounts: Set<string>): void {
  const text = asText(value);
  if (typeof text !== 'string') return;
  for (const id of key.includes('AliasTarget') ? [] : literalIds(text)) ids.add(id);
  if (generatedId) ids.add(text);
  if (rule !== 'shared-outside' && rule !== 'network-links') return;
  for (const [account] of text.matchAll(/(?<!\d)\d{12}(?!\d)/g)) accounts.add(account);
}

/** Without the final dot; a Cognito domain without dots is below its service's. */
function hostName(host: string, { region }: Pick<Side, 'region'>): string {
  const name = host.replace(/\.$/, '').toLowerCase();
  return name.includes('.') ? name : `${name}.auth.${region}.amazoncognito.com`;
}
