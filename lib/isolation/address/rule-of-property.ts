import type { PropertyKind } from '../tables/kinds/property-kind';

/** What a rule looks at. Every property that can carry an address is looked at by exactly one of them. */
export type AddressRuleId =
  | 'event-destinations'
  | 'log-destinations'
  | 'network-links'
  | 'shared-outside'
  | 'copies-elsewhere'
  | 'api-parts'
  | 'host-names'
  | 'foreign-code'
  | 'foreign-roles'
  | 'foreign-keys'
  | 'foreign-settings'
  | 'public-switches';

/** Code, images and templates by the names of the properties that take them. */
export const CODE = /\.(?:ImageId|AMI|AmiId|Layers|ImageIds|CodeUri|ContentUri|DefinitionUri|TemplateURL|TemplateUrl)$/;

type Route = readonly [rule: AddressRuleId, types: RegExp];

/** Properties that belong elsewhere than the rest of their type. Keys are type and path without positions. */
const PROPERTIES: readonly Route[] = [
  ['foreign-code', CODE],
  [
    'foreign-code',
    /^AWS::(?:StepFunctions::StateMachine|ApiGateway(?:V2)?::\w+)\.(?:DefinitionS3Location|BodyS3Location)/,
  ],
  ['foreign-code', /^AWS::CloudFormation::(?:CustomResource|Macro)\.|^Custom::\w+\.ServiceToken$/],
  [
    'copies-elsewhere',
    /\.(?:\w+\.)*(?:ReplicationConfiguration|ReplicationSpecification|ReplicaRegions|CopyActions|CrossRegionCopy\w*|Replicas?)\./,
  ],
  [
    'copies-elsewhere',
    /\.(?:\w+\.)*(?:\w*SnapshotId(?:entifier)?|Source(?:DB|Db|Cluster|Table)\w+|SnapshotArns?|Import\w*Source\w*|RestoreFrom\w*)(?:\.|$)/,
  ],
  [
    'event-destinations',
    /\.(?:\w+\.)*(?:NotificationConfiguration|DeadLetter\w*|DestinationConfig|OnFailure|OnSuccess|KinesisStreamSpecification|RedrivePolicy|RedriveAllowPolicy|Notification(?:Topic)?A(?:rn|RN)s?|TriggerConfigurations|EventBridge\w*)(?:\.|$)/,
  ],
  [
    'log-destinations',
    /\.(?:\w+\.)*(?:AccessLogSettings?|Logging\w*|Log(?:ging)?Config\w*|LogDestination\w*|AccessLog\w*|InventoryConfigurations|AnalyticsConfigurations|\w*LogGroupArns?|QueryLoggingConfig|LoadBalancerAttributes|Tracing\w*)(?:\.|$)/,
  ],
  [
    'api-parts',
    /\.(?:\w+\.)*(?:AuthenticateCognitoConfig|AuthenticateOidcConfig|UserPool\w*|OpenIDConnectConfig|Auth)(?:\.|$)/,
  ],
];

const TYPES: readonly Route[] = [
  ['log-destinations', /^AWS::EC2::FlowLog\.|^AWS::(?:S3::StorageLens|ServiceCatalogAppRegistry)/],
  [
    'host-names',
    /^AWS::(?:Route53|ServiceDiscovery|CertificateManager)::|^AWS::(?:ApiGateway|ApiGatewayV2|AppSync)::DomainName|^AWS::Cognito::UserPoolDomain\.|^AWS::CloudFront::\w+\.DistributionConfig\.(?:Aliases|CNAMEs)$/,
  ],
  [
    'event-destinations',
    /^AWS::(?:Events|EventsV2|Pipes|Scheduler|SNS|SQS|StepFunctions|Kinesis|MSK|AmazonMQ|IoT\w*|AppFlow|AppIntegrations|SES|EventSchemas|Pinpoint\w*|SMSVOICE|KafkaConnect|Chatbot|Notifications\w*|CodeStarNotifications|KinesisAnalytics\w*|SSMIncidents|SSMContacts)::|^AWS::Lambda::(?:EventInvokeConfig|EventSourceMapping)\./,
  ],
  [
    'log-destinations',
    /^AWS::(?:Logs|CloudWatch|Oam|XRay|Synthetics|CloudTrail|Config|KinesisFirehose|RUM|APS|Grafana|ApplicationInsights|ApplicationSignals|InternetMonitor|DevOpsGuru|ObservabilityAdmin|SecurityLake|AuditManager|CUR|BCMDataExports|NetworkFlowMonitor|NetworkMonitor)::/,
  ],
  [
    'copies-elsewhere',
    /^AWS::(?:Backup|BackupGateway|DataSync|DMS|DLM|DRS|MGN|ElastiCache|EFS|FSx|DynamoDB|DSQL|DataExchange|DataPipeline|StorageGateway|Rbin|CodeCommit)::|^AWS::MSK::Replicator\.|^AWS::EC2::(?:Volume|Snapshot)|^AWS::KMS::ReplicaKey\.|^AWS::S3::MultiRegionAccessPoint/,
  ],
  [
    'network-links',
    /^AWS::(?:EC2|VpcLattice|Route53Resolver|Route53Profiles|Route53GlobalResolver|NetworkManager|NetworkFirewall|DirectConnect|ElasticLoadBalancing|ElasticLoadBalancingV2|GlobalAccelerator|RTBFabric|Interconnect|RDS|Neptune|NeptuneGraph|DocDB|DocDBElastic|MemoryDB|DAX|Redshift\w*|OpenSearch\w*|Elasticsearch|AppMesh|Transfer|WorkSpaces\w*|Lightsail|RefactorSpaces|Outposts|ODB|ManagedBlockchain|AutoScaling)::/,
  ],
  [
    'shared-outside',
    /^AWS::(?:RAM|ServiceCatalog|Organizations|GuardDuty|SecurityHub|Macie|Detective|InspectorV2|Inspector|LicenseManager|ResourceExplorer2|LakeFormation|Glue|Athena|DataZone|QuickSight|CleanRooms\w*|CodeArtifact|FMS|AccessAnalyzer|SSO|IdentityStore|ResourceGroups|AccountAccess|ControlTower|BillingConductor|Invoicing|SSMQuickSetup|ECR|ARCZonalShift)::|^AWS::(?:CloudFormation::(?:StackSet|PublicTypeVersion|ResourceVersion)|ImageBuilder::DistributionConfiguration|SSM::(?:Document|ResourceDataSync|ResourcePolicy|MaintenanceWindow\w*))\./,
  ],
  [
    'api-parts',
    /^AWS::(?:ApiGateway|ApiGatewayV2|AppSync|Cognito|CloudFront|VerifiedPermissions|RolesAnywhere|Amplify|AppRunner|Bedrock\w*|Connect|Lex)::|^AWS::IAM::(?:OIDCProvider|SAMLProvider)\./,
  ],
  [
    'foreign-code',
    /^AWS::(?:CodePipeline|CodeBuild|CodeDeploy|CodeConnections|CodeStarConnections|Batch|SageMaker|ImageBuilder|EMR\w*|Greengrass\w*|ElasticBeanstalk|Proton|ServerlessRepo|Signer)::/,
  ],
];

/** The rule that looks at a property, first by its own name, then by its type, then by what it carries. */
export function ruleOfProperty(key: string, kind: PropertyKind | undefined): AddressRuleId {
  const own = PROPERTIES.find(([, pattern]) => pattern.test(key)) ?? TYPES.find(([, pattern]) => pattern.test(key));
  if (own) return own[0];
  if (kind === 'principal' || kind === 'account') return 'shared-outside';
  if (/\.(?:Vpc\w*|VPC\w*|Subnets?\w*|SecurityGroups?\w*|NetworkConfiguration)(?:\.|$)/.test(key))
    return 'network-links';
  return 'foreign-settings';
}
