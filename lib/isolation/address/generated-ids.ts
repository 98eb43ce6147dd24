import { wordsOf } from '../tables/kinds/words';
import { knownTypes, typeFacts } from '../tables/resource-types';

/**
 * Services whose ids are always of the own account. Any other service, also a new one, may share resources with other accounts.
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
  // The principals that may use an endpoint service of this account.
  /^AWS::EC2\.VPCEndpoint(?:ServicePermissions|ConnectionNotification)\.ServiceId$/,
  // Parts of one network, its instances and volumes.
  /^AWS::EC2\.\w+\.(?:\w+\.)*(?:\w*(?:SecurityGroup|NetworkInterface|NetworkInsights|Volume|NetworkAcl|EncryptionControl|VpnConnection|LaunchTemplate)\w*|(?:Vpc|VPC|Instance|Group|ParentGroup|AccessGroup|DhcpOptions|TrafficMirrorFilter)Ids?|(?:Nat|Internet|EgressOnlyInternet|Vpn|Customer|Carrier|VpnConcentrator)?(?:Gateway)?Id|VpnConcentratorId|RouteTableIds?|\w*PrefixListId)$/,
];

/** Resources for which CloudFormation has no type. Source: guides of Amazon Managed Blockchain and Amazon EC2 Dedicated Hosts. */
const WITHOUT_TYPE = /^AWS::ManagedBlockchain::\w+\.(?:NetworkId|InvitationId)$|^AWS::EC2::\w+\.(?:\w+\.)*HostId$/;

/**
 * Whether a property takes an id that AWS generates, which does not show its owner. The table of types decides: the property is named like
 * a type of the same service whose identifier cannot be chosen.
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
  // A resource's own identifier.
  if (typeFacts(type)?.primaryIdentifier.join() === path.join('.') && thingOf(type).endsWith(thing)) return false;
  return typesWithGeneratedIds(`AWS::${service}::`).some((made) => made === thing || made.endsWith(` ${thing}`));
}

/** Words of types by service, for the services in the table. */
const things = new Map<string, readonly string[]>();

/** The words of those types of a service whose identifiers AWS generates. */
function typesWithGeneratedIds(service: string): readonly string[] {
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
