/** A property that lets every principal in, and the values with which it does. */
interface PublicSwitch {
  readonly property: RegExp;
  readonly opens: RegExp;
  /** Whether only another layer, such as a password or a policy, still stands between. */
  readonly guarded: boolean;
  readonly effect: string;
}

/** Source: CloudFormation template reference of each type. Keys are type and path without positions. */
const SWITCHES: readonly PublicSwitch[] = [
  {
    property: /^AWS::(?:Lambda::Url\.AuthType|Serverless::Function\.FunctionUrlConfig\.AuthType)$/,
    opens: /^NONE$/,
    guarded: false,
    effect: 'anybody may call the function, without a signature',
  },
  {
    property: /^AWS::S3::Bucket\.AccessControl$/,
    opens: /^(?:PublicRead|PublicReadWrite|AuthenticatedRead)$/,
    guarded: false,
    effect: 'every AWS account may read the bucket',
  },
  {
    property: /^AWS::BedrockAgentCore::Gateway\.AuthorizerType$/,
    opens: /^(?:NONE|AUTHENTICATE_ONLY)$/,
    guarded: false,
    effect: 'anybody may call the gateway’s tools',
  },
  {
    property: /^AWS::VpcLattice::\w+\.(?:ResourceConfiguration)?AuthType$/,
    opens: /^NONE$/,
    guarded: true,
    effect: 'whoever reaches it by a network may call it, without a signature',
  },
  {
    property: /^AWS::MSK::\w+\.(?:\w+\.)*Unauthenticated\.Enabled$/,
    opens: /^true$/i,
    guarded: true,
    effect: 'whoever reaches it by a network may read and write, without signing in',
  },
  {
    property: /^AWS::(?:Elasticsearch|OpenSearchService)::Domain\.AdvancedSecurityOptions\.AnonymousAuthEnabled$/,
    opens: /^true$/i,
    guarded: true,
    effect: 'whoever reaches it by a network may read, without signing in',
  },
  {
    property: /^AWS::EC2::\w+\.(?:Options\.)?AutoAcceptShared(?:Attachments|Associations)$/,
    opens: /^enable$/i,
    guarded: true,
    effect: 'every account with which it is shared connects to it without being asked',
  },
  {
    property: /^AWS::LakeFormation::DataLakeSettings\.Allow(?:ExternalDataFiltering|FullTableExternalDataAccess)$/,
    opens: /^true$/i,
    guarded: true,
    effect: 'engines of other accounts may read the tables that are granted',
  },
  {
    property: /^AWS::Lightsail::Bucket\.AccessRules\.(?:AllowPublicOverrides|GetObject)$/,
    opens: /^(?:true|public)$/i,
    guarded: false,
    effect: 'everybody may read the bucket, or what is made public in it',
  },
  {
    property: /\.PubliclyAccessible$|\.PublicConnectivity$|^AWS::MSK::\w+\.(?:\w+\.)*PublicAccess\.Type$/,
    opens: /^(?:true|SERVICE_PROVIDED_EIPS)$/i,
    guarded: true,
    effect: 'it has an address that every network reaches',
  },
  {
    property: /^AWS::Cognito::IdentityPool\.AllowUnauthenticatedIdentities$/,
    opens: /^true$/i,
    guarded: false,
    effect: 'anybody gets credentials of this account without signing in',
  },
  {
    property: /^AWS::CodeBuild::Project\.Visibility$/,
    opens: /^PUBLIC_READ$/,
    guarded: false,
    effect: 'everybody may read the builds, their logs and artifacts',
  },
  {
    property: /^AWS::CodePipeline::Webhook\.Authentication$/,
    opens: /^UNAUTHENTICATED$/,
    guarded: true,
    effect: 'whoever knows its address starts the pipeline',
  },
  {
    property: /^AWS::AccessAnalyzer::Analyzer\.Type$/,
    opens: /^ORGANIZATION/,
    guarded: false,
    effect: 'it reads the policies and the use of the accounts of the whole organisation',
  },
  {
    property: /^AWS::Grafana::Workspace\.AccountAccessType$/,
    opens: /^ORGANIZATION$/,
    guarded: false,
    effect: 'it reads the accounts of the whole organisation',
  },
  {
    property: /^AWS::CloudTrail::(?:Trail\.IsOrganizationTrail|EventDataStore\.OrganizationEnabled)$/,
    opens: /^true$/i,
    guarded: false,
    effect: 'it records the accounts of the whole organisation',
  },
  {
    property: /^AWS::(?:CloudWatch::MetricStream|InternetMonitor::Monitor)\.IncludeLinkedAccounts(?:Metrics)?$/,
    opens: /^true$/i,
    guarded: false,
    effect: 'it takes in what accounts that are linked with this one measure',
  },
  {
    property: /^AWS::(?:ResilienceHubV2::\w+\.SharingEnabled|Detective::Graph\.AutoEnableMembers)$/,
    opens: /^true$/i,
    guarded: false,
    effect: 'it is shared with, or takes in, the accounts of the organisation',
  },
  {
    property: /^AWS::(?:EC2::SnapshotBlockPublicAccess|EC2::AMIBlockPublicAccess)\.State$/,
    opens: /^unblocked$/i,
    guarded: true,
    effect: 'snapshots could be shared with everybody',
  },
  {
    property: /^AWS::ImageBuilder::DistributionConfiguration\.(?:\w+\.)*UserGroups$/,
    opens: /^all$/,
    guarded: false,
    effect: 'every AWS account may start the image, and read what is in it',
  },
];

/** Blocks that stand before policies and ACLs: without one only those are let in that a policy or an ACL lets in. */
const BLOCKS = /^AWS::S3(?:Express|Outposts|ObjectLambda)?::\w+\.(?:\w+\.)*PublicAccessBlock(?:Configuration)?\.\w+$/;

/** Why a switch opens nothing by itself, where that is so. */
export function askedElsewhere(key: string): string | undefined {
  return BLOCKS.test(key) ? 'it lets nobody in by itself: policies and ACLs are asked by themselves' : undefined;
}

export function isPublicSwitch(key: string): boolean {
  return publicSwitch(key) !== undefined || BLOCKS.test(key);
}

export function publicSwitch(key: string): PublicSwitch | undefined {
  return SWITCHES.find(({ property }) => property.test(key));
}
