/**
 * What a host name is to the resource that names it: `host`, it answers under it; `zone`, and under every host below it;
 * `certificate` and `mail`, it proves that the name is its owner's.
 */
interface HostName {
  readonly path: string;
  readonly use: 'host' | 'zone' | 'certificate' | 'mail';
}

const host = (...paths: string[]) => paths.map((path): HostName => ({ path, use: 'host' }));

/** Where a resource takes a host name for itself, by type. Picked by hand. Source: CloudFormation template reference of each type. */
const HOST_NAMES: Readonly<Record<string, readonly HostName[]>> = {
  'AWS::Amplify::Domain': [{ path: 'DomainName', use: 'zone' }],
  'AWS::ApiGateway::DomainName': host('DomainName'),
  'AWS::ApiGateway::DomainNameV2': host('DomainName'),
  'AWS::ApiGatewayV2::DomainName': host('DomainName'),
  'AWS::AppSync::DomainName': host('DomainName'),
  'AWS::CertificateManager::Certificate': [
    { path: 'DomainName', use: 'certificate' },
    { path: 'SubjectAlternativeNames', use: 'certificate' },
  ],
  'AWS::CloudFront::Distribution': host('DistributionConfig.Aliases', 'DistributionConfig.CNAMEs'),
  'AWS::CloudFront::DistributionTenant': host('Domains.Domain'),
  'AWS::Cognito::UserPoolDomain': host('Domain'),
  'AWS::Route53::HostedZone': [{ path: 'Name', use: 'zone' }],
  'AWS::Route53::RecordSet': host('Name'),
  'AWS::Route53::RecordSetGroup': host('RecordSets.Name'),
  'AWS::SES::EmailIdentity': [{ path: 'EmailIdentity', use: 'mail' }],
  'AWS::ServiceDiscovery::PublicDnsNamespace': [{ path: 'Name', use: 'zone' }],
  'AWS::VpcLattice::Service': host('CustomDomainName'),
};

/** The properties of a type that hold host names of its own. */
export function hostNamesOf(type: string): readonly HostName[] {
  return HOST_NAMES[type] ?? [];
}

/** @param key type and path without positions */
export function isOwnHostName(key: string): boolean {
  const [type = '', ...path] = key.split('.');
  return hostNamesOf(type).some((name) => name.path === path.join('.'));
}
