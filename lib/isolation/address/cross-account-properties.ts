import { isPermission } from '../model/permissions';
import { isOwnHostName } from '../tables/host-names';
import type { PropertyKind } from '../tables/kinds/property-kind';
import type { Spelling } from './address';

/**
 * Properties in which a bare name or id may be of a resource that another account owns or shares.
 * Source: AWS RAM user guide, "Shareable AWS resources", and the CloudFormation reference of each type.
 */
const FOREIGN_NAMES: readonly RegExp[] = [
  /\.(?:Peer)?TransitGatewayId$/,
  /\.Subnets?(?:Ids?|Mappings\.SubnetId)?$/,
  /\.VPCZoneIdentifier$/,
  /\.ImageIds?$/,
  /\.(?:Cluster)?SnapshotId(?:entifier)?$/,
  /^AWS::EC2::VPCEndpoint\.ServiceName$/,
  /\.VpcPeeringConnectionId$/,
  /\.(?:ResolverRuleId|FirewallRuleGroupId|ResolverQueryLogConfigId|ProfileId)$/,
  /\.(?:CoreNetworkId|GlobalNetworkId|DirectConnectGatewayId|AttachmentId|PeerAttachmentId)$/,
  /\.(?:ServiceNetworkIdentifier|ServiceIdentifier|ResourceConfigurationId(?:entifier)?)$/,
  /\.UserPoolId$/,
  /\.OwnerAccount\w*$/,
  /^AWS::FSx::\w+\.(?:\w+\.)?(?:DataRepository|Import|Export)Path$/,
];

/** Types and properties that can only name something of the own account. */
const OWN_ONLY: readonly RegExp[] = [
  /\.(?:\w*Certificate(?!\w*Bucket)\w*|ManagedPolicyArns?|PermissionsBoundary|PolicyArn|WebACL\w*|TargetGroup\w*|Listener\w*|LoadBalancer\w*|ClusterArn)$/i,
  /\.(?:AlarmName|AutoScalingGroup\w*|TaskDefinition\w*|Targets\.Id|ScalingTargetId|SecretId)$/,
  /^AWS::(?:IAM|Organizations|CloudFormation::(?:Macro|WaitCondition))::/,
  // A resource's own name, and the origins that may call an API from a browser.
  /^AWS::S3(?:Express|Tables|Vectors|Outposts)?::(?:Directory|Table|Vector)?Bucket\.\w*BucketName$/,
  /^AWS::(?:CertificateManager::Certificate|Cognito::UserPoolDomain|SES::EmailIdentity|ServiceDiscovery::\w+)\./,
  /^AWS::CloudFront::Distribution\.DistributionConfig\.\w+\.(?:Id|TargetOriginId)$/,
  /^AWS::Route53::RecordSet(?:Group)?\.(?:RecordSets\.)?HostedZoneName$/,
  /^AWS::ApiGateway::GatewayResponse\./,
  /\.(?:CorsRules|Cors|CorsConfiguration)\.|\.Allow(?:ed)?Origins?$/,
  /\.(?:FilterPolicyScope|\w*Cidr\w*|IpProtocol|PrivateIpAddress|Ipv6Address|RequestParameters|\w+PolicyId)$/,
];

/** Resource policies: no account can attach one to a resource of another account. */
const POLICIES =
  /^AWS::\w+::(?:\w*Bucket|Resource|Auth|Cluster|Registry|Channel|OriginEndpoint|\w*AccessPoint|FileSystem|(?:Queue|Topic)(?:Inline)?|KnowledgeBase|Table)Policy\.(?!CdnAuth)/;

/** Whether a property names the resource that a policy is attached to. */
export function isPolicyTarget(key: string): boolean {
  return POLICIES.test(key);
}

/** Roles that a service assumes by role chaining. Other roles are handed over with iam:PassRole, which only works within an account. */
const FOREIGN_ROLES = /^AWS::CodePipeline::Pipeline\.Stages\.|\.PeerRoleArn$|\.CrossAccountRole\w*$/;

/** Whether a property can name a resource of another account. */
export function canBeOfOtherAccount(
  key: string,
  kind: PropertyKind | undefined,
  spelling: Spelling | undefined,
): boolean {
  const [type = ''] = key.split('.');
  if (isPermission(type) || isOwnHostName(key) || OWN_ONLY.some((pattern) => pattern.test(key))) return false;
  switch (kind) {
    case 'role':
      return FOREIGN_ROLES.test(key);
    case 'name':
      return spelling === 'bucket' || FOREIGN_NAMES.some((pattern) => pattern.test(key));
    default:
      return true;
  }
}
