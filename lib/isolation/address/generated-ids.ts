import { knownTypes, typeFacts } from '../tables/resource-types';
import { wordsOf } from '../tables/words';

/**
 * Services that take ids of their own account only. Any other service, new ones among them, may share, invite or join.
 * Reviewed by hand against "Shareable AWS resources" of the RAM user guide and each service's guide on other accounts.
 */
const WITHIN_AN_ACCOUNT: readonly RegExp[] = [
  /^AWS::(?:ACMPCA|Amplify\w*|ApiGateway|ApiGatewayV2|AppConfig|AppStream|AuditManager|B2BI|Backup|Batch|Bedrock\w*|Cases|CloudFormation)\./,
  /^AWS::(?:CloudFront|Cognito|Config|Connect\w*|ControlTower|DMS|Deadline|DevOpsAgent|DocDB\w*|EFS|EMR\w*|ElastiCache|FIS|FMS|FSx)\./,
  /^AWS::(?:FraudDetector|GameLift\w*|Glue|Greengrass\w*|GuardDuty|IAM|IVS\w*|IoT\w*|KMS|Kendra\w*|Lex|M2|Media\w*|NeptuneGraph|NimbleStudio)\./,
  /^AWS::(?:PCS|Panorama|Pinpoint\w*|QBusiness|QuickSight|RDS|Redshift\w*|ResilienceHub\w*|Route53|S3\w*|SCN|SES|SMSVOICE|SSM\w*|SageMaker)\./,
  /^AWS::(?:SecretsManager|SecurityAgent|SecurityHub|Serverless|Shield|StorageGateway|SystemsManagerSAP|Transfer|VerifiedPermissions|WAF\w*)\./,
  /^AWS::(?:Wisdom|Workspaces\w*|WorkSpaces\w*)\./,
  /^AWS::AppSync\.(?!SourceApiAssociation\.)/,
  /^AWS::VpcLattice\.\w+\.(?:\w+\.)*(?:TargetGroup|Listener|ResourceGateway)(?:Id|Identifier)$/,
  // Who may use an own endpoint service.
  /^AWS::EC2\.VPCEndpoint(?:ServicePermissions|ConnectionNotification)\.ServiceId$/,
  // Parts of one network, its machines and disks.
  /^AWS::EC2\.\w+\.(?:\w+\.)*(?:\w*(?:SecurityGroup|NetworkInterface|NetworkInsights|Volume|NetworkAcl|EncryptionControl|VpnConnection|LaunchTemplate)\w*|(?:Vpc|VPC|Instance|Group|ParentGroup|AccessGroup|DhcpOptions|TrafficMirrorFilter)Ids?|(?:Nat|Internet|EgressOnlyInternet|Vpn|Customer|Carrier|VpnConcentrator)?(?:Gateway)?Id|VpnConcentratorId|RouteTableIds?|\w*PrefixListId)$/,
];

/** Things that no type of their service makes. Source: guides of Amazon Managed Blockchain and Amazon EC2 Dedicated Hosts. */
const WITHOUT_TYPE = /^AWS::ManagedBlockchain::\w+\.(?:NetworkId|InvitationId)$|^AWS::EC2::\w+\.(?:\w+\.)*HostId$/;

/**
 * Whether a property names a thing by an id that AWS makes, and that may be another account's: whose it is cannot be read off the id.
 * By the table of types: the property is called like a type of the same service whose identifier nobody can choose.
 * @param key type and path without positions
 */
export function takesGeneratedId(key: string): boolean {
  return WITHOUT_TYPE.test(key) || namesMadeThing(key);
}

function namesMadeThing(key: string): boolean {
  const [type = '', ...path] = key.split('.');
  const [, service = '', kind = ''] = type.split('::');
  const [, words = ''] = /^(.*) (?:ids?|identifiers?)$/.exec(wordsOf(path.at(-1) ?? '')) ?? [];
  if (words === '') return false;
  if (WITHIN_AN_ACCOUNT.some((pattern) => pattern.test(`AWS::${service}.${kind}.${path.join('.')}`))) return false;
  const thing = words.replace(/^(?:peer|source|target|parent|destination) /, '');
  // What a resource itself is called.
  if (typeFacts(type)?.primaryIdentifier.join() === path.join('.') && thingOf(type).endsWith(thing)) return false;
  return madeThings(`AWS::${service}::`).some((made) => made === thing || made.endsWith(` ${thing}`));
}

/** By service, of those that the table has. */
const things = new Map<string, readonly string[]>();

/** The words of the types of a service whose identifiers AWS makes. */
function madeThings(service: string): readonly string[] {
  const known = things.get(service);
  if (known) return known;
  const types = knownTypes().filter((type) => type.startsWith(service));
  const made = types.filter(isMade).map(thingOf);
  if (types.length > 0) things.set(service, made);
  return made;
}

function isMade(type: string): boolean {
  const { primaryIdentifier = [], properties = [] } = typeFacts(type) ?? {};
  return primaryIdentifier.length > 0 && primaryIdentifier.every((name) => !properties.includes(name));
}

function thingOf(type: string): string {
  return wordsOf(type.split('::')[2] ?? '').replace(/ v\d$/, '');
}
