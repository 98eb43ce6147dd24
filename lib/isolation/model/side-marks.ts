import { typeFacts } from '../tables/resource-types';
import { asText, isList, isObject, type Resolved } from '../template/value';
import type { Side } from './side';

/** Hosts and names that belong to one side alone, in lower case. */
export interface SideMarks {
  /** Hosts that it answers under, or calls. */
  readonly hosts: ReadonlySet<string>;
  /** Names that somebody gave its resources. */
  readonly names: ReadonlySet<string>;
}

/** Properties that hold a host name which the resource itself answers under. Source: CloudFormation template reference. */
const HOST_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::DomainName': 'DomainName',
  'AWS::ApiGateway::DomainNameV2': 'DomainName',
  'AWS::ApiGatewayV2::DomainName': 'DomainName',
  'AWS::AppSync::DomainName': 'DomainName',
  'AWS::CertificateManager::Certificate': 'DomainName',
  'AWS::CloudFront::Distribution': 'DistributionConfig.Aliases',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::Route53::HostedZone': 'Name',
  'AWS::Route53::RecordSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
};

/** What tells `one` from `other`: what both have says nothing. */
export function marksOf(one: Side, other: Side): SideMarks {
  return { hosts: without(hostsOf(one), hostsOf(other)), names: without(namesOf(one), namesOf(other)) };
}

function without(all: ReadonlySet<string>, common: ReadonlySet<string>): Set<string> {
  return new Set([...all].filter((item) => !common.has(item)));
}

function hostsOf({ resources, environment }: Side): Set<string> {
  const written = resources.flatMap(({ type, properties }) => {
    const path = HOST_PROPERTIES[type];
    return path === undefined ? [] : textsAt(properties, path.split('.'));
  });
  const declared = environment
    ? [environment.domain?.name ?? '', ...providerHosts(environment.providers)].filter((host) => host !== '')
    : [];
  return new Set([...written, ...declared].map(plainHost).filter((host) => host.includes('.')));
}

function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[/:].*$/, '')
    .replace(/^\*\./, '')
    .replace(/\.$/, '');
}

function providerHosts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === 'host' && typeof item === 'string' ? [item] : providerHosts(item),
  );
}

/** Long enough, and with a pause in it, so that it is no word that anybody could use. */
const DISTINCTIVE = /^(?=.{8,})[\w.+=@/-]*[-/._][\w.+=@/-]*$/;

function namesOf({ resources }: Side): Set<string> {
  const names = resources.flatMap(({ type, properties }) =>
    (typeFacts(type)?.primaryIdentifier ?? []).flatMap((property) => textsAt(properties, property.split('/'))),
  );
  const named = resources.flatMap(({ properties }) =>
    Object.entries(properties).flatMap(([property, value]) =>
      /Name$/.test(property) && typeof value === 'string' ? [value] : [],
    ),
  );
  return new Set(
    [...names, ...named]
      .filter((name) => DISTINCTIVE.test(name) && !name.startsWith('AWS'))
      .map((name) => name.toLowerCase()),
  );
}

function textsAt(value: Resolved | undefined, [first, ...rest]: readonly string[]): string[] {
  if (value === undefined) return [];
  if (isList(value)) return value.flatMap((item) => textsAt(item, first === undefined ? [] : [first, ...rest]));
  if (first !== undefined) return isObject(value) ? textsAt(value[first], rest) : [];
  const text = asText(value);
  return typeof text === 'string' ? [text] : [];
}

/** Finds the first of many texts in another, each as a whole: not inside a longer name or host. */
export function finder(marks: ReadonlySet<string>): (text: string) => string | undefined {
  if (marks.size === 0) return () => undefined;
  const alternatives = [...marks]
    .sort((a, b) => b.length - a.length)
    .map((mark) => mark.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  const pattern = new RegExp(`(?<![a-z0-9_-])(?:${alternatives.join('|')})(?![a-z0-9_-]|\\.[a-z0-9])`);
  return (text) => pattern.exec(text.toLowerCase())?.[0];
}
