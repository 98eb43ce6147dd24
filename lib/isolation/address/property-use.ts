import type { PropertyKind } from '../tables/kinds/property-kind';
import type { Spelling } from './address';
import { canBeOfOtherAccount, isPolicyTarget } from './cross-account-properties';
import { takesGeneratedId } from './generated-ids';
import { isPublicSwitch } from './public-switches';
import { type AddressRuleId, ruleOfProperty } from './rule-of-property';

/** How the value of a property is to be read. */
export interface PropertyUse {
  readonly rule: AddressRuleId;
  /** Free text and settings: a word there is no address by itself, so only what clearly belongs to the other side counts. */
  readonly lenient: boolean;
  /** Whether it is a variable, argument or parameter, where a host or bucket is meant to be used; code and other text are not. */
  readonly setting: boolean;
  /** Whether the service accepts a resource of another account here, so that an unknown owner cannot be decided. */
  readonly foreign: boolean;
  /** Whether it names the target of a policy, which is always in the own account. */
  readonly guarded: boolean;
  /** Whether a word there is an id, also one of an unknown form. */
  readonly generatedId: boolean;
  readonly spelling: Spelling | undefined;
}

const LENIENT = new Set<PropertyKind | undefined>(['json', 'environment', 'secretText', 'flag', 'region', undefined]);

/** @param key type and path without positions */
export function propertyUse(key: string, kind: PropertyKind | undefined): PropertyUse {
  const lenient = LENIENT.has(kind) && !DEFINITIONS.test(key);
  const spelling = spellingOf(key, kind);
  const rule = ruleOf(key, kind);
  const guarded = isPolicyTarget(key);
  const generatedId = !lenient && !guarded && takesGeneratedId(key);
  const foreign = generatedId || (!lenient && !guarded && canBeOfOtherAccount(key, kind, spelling));
  const setting = lenient && !TEXTS.test(key);
  return { rule, lenient, spelling, guarded, setting, foreign, generatedId };
}

/** Code, commands, documents and other text that may mention a host. */
const TEXTS =
  /\.(?:\w+\.)*(?:ZipFile|InlineCode|BuildSpec|UserData|FunctionCode|\w*(?:Body|Definition|Template|Document|Script|Schema|Query|QueryString|Commands?|Message|Description|Content|Pattern))(?:\.|$)/;

/** Definitions that are all addresses: what an API calls, what a state machine does. */
const DEFINITIONS =
  /^AWS::(?:ApiGateway::RestApi\.Body|ApiGatewayV2::Api\.Body|StepFunctions::StateMachine\.Definition(?:String|Substitutions)?|Serverless::(?:Api|HttpApi)\.DefinitionBody)\b/;

const KEYS =
  /(?:kms|cmk|(?:master|encryption|customermanaged|data|managed)key)\w*$|^(?:AWS::\w+::\w+\.)?(?:\w+\.)*(?:Key(?:Arn|ARN|Id|Identifier)|EncryptionKey\.Id|KeyARN)$/i;

function ruleOf(key: string, kind: PropertyKind | undefined): AddressRuleId {
  if (isPublicSwitch(key)) return 'public-switches';
  if (kind === 'role') return 'foreign-roles';
  const [, last = ''] = /\.([^.]+(?:\.Id)?)$/.exec(key) ?? [];
  if (kind === 'arn' && KEYS.test(last)) return 'foreign-keys';
  if (kind === 'environment' && !/^AWS::ECS::TaskDefinition\.ProxyConfiguration/.test(key)) return 'foreign-settings';
  return kind === 'code' ? 'foreign-code' : ruleOfProperty(key, kind);
}

const BUCKET =
  /(?:Bucket|BucketName|BucketArn|BucketARN|Bucket(?:Name)?s|ArtifactStore\.Location|StagingLocation)$|^AWS::CodeBuild::Project\.(?:(?:Secondary)?(?:Artifacts|Sources?)|Cache)\.Location$/;

function spellingOf(key: string, kind: PropertyKind | undefined): Spelling | undefined {
  if (kind === 'principal') return 'principal';
  if (kind === 'account') return 'account';
  if (kind === 'host') return 'host';
  if (BUCKET.test(key)) return 'bucket';
  return /\.(?:HostedZoneName|DomainName|Domain)$|^AWS::Route53::RecordSet(?:Group)?\.(?:RecordSets\.)?Name$/.test(key)
    ? 'host'
    : undefined;
}
