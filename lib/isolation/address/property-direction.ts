import type { PropertyKind } from '../tables/kinds/property-kind';
import type { JudgedProperty } from './judged-properties';
import { type AddressRuleId, CODE } from './rule-of-property';
import { decidesWhoCalls, handsOverSignIns } from './sign-in-properties';

type Way = 'in' | 'out';

/** Properties with a direction of their own. Keys are type and path without positions; the first that fits decides. */
const WAYS: readonly (readonly [way: Way, properties: RegExp])[] = [
  // Properties that let a caller in although they hold no principal.
  ['in', /\.RedriveAllowPolicy\b|\.EventPattern$|^AWS::SNS::Subscription\.TopicArn$/],
  ['in', /\.SourceSecurityGroup\w+$|^AWS::Redshift::EndpointAuthorization\./],
  // What this side calls, writes to or hands out.
  ['out', /^AWS::Cognito::\w+\.(?:EmailConfiguration|SmsConfiguration)\b/],
  ['out', /^AWS::CloudFormation::(?:CustomResource|Macro)\.|^Custom::|\.ServiceToken$/],
  ['out', /\.TargetAccountIds$|^AWS::Organizations::Policy\.TargetIds$/],
  // Code and commands in the template itself belong to this side.
  ['out', /\.(?:ZipFile|BuildSpec|UserData|FunctionCode)\b/],
];

/** What else than code by its name is loaded from elsewhere and runs here. */
const LOADED =
  /\.(?:ModelDataUrl|ParentImage)$|\.(?:DefinitionS3Location|BodyS3Location|ArtifactStores?|SourceBundle|(?:Secondary)?Sources?)\b/;

/** Rules whose principals are those with which something is shared. */
const SHARES = new Set<AddressRuleId>(['shared-outside', 'network-links', 'copies-elsewhere', 'foreign-code']);

/** Whose principal or service reaches into which account when a property names the other side's thing. */
export function propertyDirection({ key, kind, use }: Pick<JudgedProperty, 'key' | 'kind' | 'use'>): Way {
  if (use.rule === 'public-switches' || use.rule === 'foreign-keys') return 'in';
  if (use.rule === 'foreign-roles') return 'out';
  if (handsOverSignIns(key)) return 'out';
  const own = WAYS.find(([, properties]) => properties.test(key));
  if (own) return own[0];
  if (kind === 'principal' && SHARES.has(use.rule)) return 'in';
  if (use.rule === 'api-parts') return decidesWhoCalls(key) ? 'in' : 'out';
  return use.rule === 'foreign-code' && isLoaded(key, kind) ? 'in' : 'out';
}

function isLoaded(key: string, kind: PropertyKind | undefined): boolean {
  return kind === 'code' || CODE.test(key) || LOADED.test(key);
}
