/**
 * The other side of the synth figure: the resources of sandbox written straight down in plain aws-cdk-lib, without
 * environment files, constructs of our own or checks, and with the handlers bundled by one plain esbuild call. The bench
 * holds the two to the same number of resources of each type, so a resource that the stacks gain has to be added here.
 */
import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, MetricFilter, RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnResourcePolicy, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { buildSync } from 'esbuild';

const FUNCTIONS = ['api', 'provider', 'archive'];
const root = process.cwd();
const handlers = join(root, '.build', 'plain-handlers');
buildSync({
  entryPoints: FUNCTIONS.map((name) => ({ in: join(root, 'lib', 'gateway', 'handlers', name), out: `${name}/index` })),
  outdir: handlers,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
});

const app = new App();
const env = { account: '111111111111', region: 'eu-west-1' };
const stack = (name: string) =>
  new Stack(app, `plain-sandbox-${name}`, { env, tags: { 'airlock:environment': 'sandbox' } });
const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111111111111:${resource}`;
const role = (name: string) => `arn:aws:iam::111111111111:role/plain-sandbox-${name}`;
const allow = (actions: string[], ...resources: string[]) => new iam.PolicyStatement({ actions, resources });
const denyExcept = (roles: string[], action: string, resource: string) =>
  iam.PolicyStatement.fromJson({
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resource,
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': roles.map(role) } },
  });
const inline = (...statements: iam.PolicyStatement[]) => ({ inline: new iam.PolicyDocument({ statements }) });

const foundation = stack('foundation');
const key = new Key(foundation, 'Key', { alias: 'alias/plain-sandbox', enableKeyRotation: true });
const logsMayUseKey = allow(
  ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
  '*',
);
logsMayUseKey.addServicePrincipal('logs.eu-west-1.amazonaws.com');
key.addToResourcePolicy(logsMayUseKey);
const topic = new Topic(foundation, 'Alarms', { masterKey: key, enforceSSL: true });
topic.addSubscription(new EmailSubscription('sandbox-alarms@airlock.example'));
const logRole = new iam.Role(foundation, 'ApiGatewayLogRole', {
  assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
  inlinePolicies: inline(allow(['logs:*'], '*')),
});
new apigateway.CfnAccount(foundation, 'Account', { cloudWatchRoleArn: logRole.roleArn });

const secrets = stack('secrets');
for (const psp of ['polar', 'nicepay', 'paypal']) {
  const secret = new CfnSecret(secrets, psp, { name: `plain/sandbox/psp/${psp}`, kmsKeyId: key.keyArn });
  const resourcePolicy = new iam.PolicyDocument({
    statements: [denyExcept(['provider', 'break-glass'], 'secretsmanager:GetSecretValue', '*')],
  });
  new CfnResourcePolicy(secrets, `${psp}Policy`, { secretId: secret.ref, blockPublicPolicy: true, resourcePolicy });
}

const lockedBucket = (scope: Stack, name: string, props: s3.BucketProps) =>
  new s3.Bucket(scope, name, {
    bucketName: `plain-sandbox-${name}-111111111111`,
    versioned: true,
    objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(30)),
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    ...props,
  });

const data = stack('data');
const tables = ['apps', 'records', 'balances', 'guards', 'ledger'].map(
  (name) =>
    new dynamodb.Table(data, name, {
      tableName: `plain-sandbox-${name}`,
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      ...(name === 'guards' && { timeToLiveAttribute: 'expiresAt' }),
      ...(['records', 'ledger'].includes(name) && { stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES }),
    }),
);
for (const [indexName, name] of [
  ['by-app', 'appIndex'],
  ['by-reference', 'referenceIndex'],
] as const) {
  tables[1]?.addGlobalSecondaryIndex({
    indexName,
    partitionKey: { name, type: dynamodb.AttributeType.STRING },
    sortKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
  });
}

const archive = lockedBucket(data, 'ledger-archive', { encryption: s3.BucketEncryption.KMS, encryptionKey: key });
archive.addToResourcePolicy(denyExcept(['archive'], 's3:PutObject', archive.arnForObjects('*')));
const archiveObjects = 'arn:aws:s3:::plain-sandbox-ledger-archive-111111111111/';

const logGroup = (scope: Stack, name: string) =>
  new LogGroup(scope, `${name}Log`, {
    logGroupName: `/plain/sandbox/${name}`,
    retention: RetentionDays.ONE_MONTH,
    encryptionKey: key,
  });

const gateway = stack('gateway');
const deadLetters = new Queue(gateway, 'ArchiveDeadLetters', {
  queueName: 'plain-sandbox-archive-dead-letters',
  encryption: QueueEncryption.KMS,
  encryptionMasterKey: key,
  retentionPeriod: Duration.days(14),
  enforceSSL: true,
});
const grants: Record<string, iam.PolicyStatement[]> = {
  api: [
    allow(
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
      ...['apps', 'records', 'records/index/by-app', 'records/index/by-reference', 'guards'].map((part) =>
        arn('dynamodb', `table/plain-sandbox-${part}`),
      ),
    ),
    allow(['secretsmanager:GetSecretValue'], arn('secretsmanager', 'secret:plain/sandbox/apps/*')),
    allow(['lambda:InvokeFunction'], arn('lambda', 'function:plain-sandbox-provider:current')),
  ],
  provider: [allow(['secretsmanager:GetSecretValue'], arn('secretsmanager', 'secret:plain/sandbox/psp/*'))],
  archive: [
    allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      arn('dynamodb', 'table/plain-sandbox-ledger/stream/*'),
    ),
    allow(['s3:GetObject', 's3:PutObject'], `${archiveObjects}*`),
    allow(['sqs:SendMessage'], arn('sqs', 'plain-sandbox-archive-dead-letters')),
  ],
};
const [apiAlias, , archiveAlias] = FUNCTIONS.map((name) => {
  const code = new lambda.Function(gateway, `${name}Function`, {
    functionName: `plain-sandbox-${name}`,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code: lambda.Code.fromAsset(join(handlers, name)),
    handler: 'index.handler',
    role: new iam.Role(gateway, `${name}Role`, {
      roleName: `plain-sandbox-${name}`,
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: inline(
        allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arn('logs', `log-group:/plain/sandbox/${name}:*`)),
        allow(['kms:Decrypt', 'kms:GenerateDataKey'], key.keyArn),
        ...(grants[name] ?? []),
      ),
    }),
    logGroup: logGroup(gateway, name),
    memorySize: 1024,
    timeout: Duration.seconds(28),
    environment: { AIRLOCK_ENVIRONMENT: 'sandbox' },
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
  });
  const version = code.currentVersion as lambda.IVersion;
  return new lambda.Alias(gateway, `${name}Alias`, { aliasName: 'current', version });
});
new lambda.CfnEventSourceMapping(gateway, 'LedgerToArchive', {
  functionName: archiveAlias?.functionArn ?? '',
  eventSourceArn: tables[4]?.tableStreamArn ?? '',
  startingPosition: 'TRIM_HORIZON',
  batchSize: 50,
  bisectBatchOnFunctionError: true,
  functionResponseTypes: ['ReportBatchItemFailures'],
  maximumRecordAgeInSeconds: 43_200,
  maximumRetryAttempts: -1,
  destinationConfig: { onFailure: { destination: deadLetters.queueArn } },
});

const api = new apigateway.RestApi(gateway, 'Api', {
  restApiName: 'plain-sandbox',
  endpointTypes: [apigateway.EndpointType.REGIONAL],
  binaryMediaTypes: ['*/*'],
  cloudWatchRole: false,
  deployOptions: {
    stageName: 'gateway',
    accessLogDestination: new apigateway.LogGroupLogDestination(logGroup(gateway, 'access')),
    accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
    throttlingRateLimit: 50,
    throttlingBurstLimit: 100,
  },
  domainName: {
    domainName: 'plain.sandbox.airlock.example',
    certificate: Certificate.fromCertificateArn(
      gateway,
      'Certificate',
      'arn:aws:acm:eu-west-1:111111111111:certificate/11111111-1111-4111-8111-111111111111',
    ),
    endpointType: apigateway.EndpointType.REGIONAL,
  },
});
const integration = new apigateway.Integration({
  type: apigateway.IntegrationType.AWS_PROXY,
  integrationHttpMethod: 'POST',
  uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${apiAlias?.functionArn}/invocations`,
});
for (const route of `GET /health, GET /info, GET /mock/checkout/{token}, POST /mock/checkout/{token}, GET /v1/payments,
  POST /v1/payments, GET /v1/payments/{id}, POST /v1/payments/{id}/cancel, POST /v1/test/payments/{id}/pay,
  POST /v1/test/payments/{id}/fail, POST /v1/test/payments/{id}/expire`.split(/,\s+/)) {
  const [method = '', path = ''] = route.split(' ');
  api.root.resourceForPath(path).addMethod(method, integration);
}
new lambda.CfnPermission(gateway, 'ApiMayInvoke', {
  action: 'lambda:InvokeFunction',
  functionName: apiAlias?.functionArn ?? '',
  principal: 'apigateway.amazonaws.com',
  sourceArn: api.arnForExecuteApi(),
});
for (const name of `ACCESS_DENIED API_CONFIGURATION_ERROR AUTHORIZER_CONFIGURATION_ERROR AUTHORIZER_FAILURE BAD_REQUEST_BODY
  BAD_REQUEST_PARAMETERS DEFAULT_4XX DEFAULT_5XX EXPIRED_TOKEN INTEGRATION_FAILURE INTEGRATION_TIMEOUT INVALID_API_KEY
  INVALID_SIGNATURE MISSING_AUTHENTICATION_TOKEN QUOTA_EXCEEDED REQUEST_TOO_LARGE RESOURCE_NOT_FOUND THROTTLED
  UNAUTHORIZED UNSUPPORTED_MEDIA_TYPE WAF_FILTERED`.split(/\s+/)) {
  api.addGatewayResponse(name, {
    type: apigateway.ResponseType.of(name),
    responseHeaders: { 'Content-Type': "'application/problem+json'" },
    templates: { 'application/json': JSON.stringify({ type: 'about:blank', request_id: '$context.requestId' }) },
  });
}
const visible = (metricName: string) => ({ metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true });
const acl = new CfnWebACL(gateway, 'Acl', {
  scope: 'REGIONAL',
  defaultAction: { allow: {} },
  visibilityConfig: visible('plain-sandbox'),
  rules: ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet'].map((name, priority) => ({
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
    visibilityConfig: visible(name),
  })),
});
new CfnWebACLAssociation(gateway, 'AclAssociation', {
  resourceArn: api.deploymentStage.stageArn,
  webAclArn: acl.attrArn,
});

const observability = stack('observability');
const metric = (metricName: string) => new cloudwatch.Metric({ namespace: 'Airlock', metricName });
const alarm = (scope: Stack, name: string) => {
  const what = { alarmName: `plain-sandbox-${name}`, metric: metric(name), threshold: 10, evaluationPeriods: 1 };
  const made = new cloudwatch.Alarm(scope, name, what);
  made.addAlarmAction(new SnsAction(topic));
  return made;
};
const alarms = `server-errors latency api-errors api-throttles provider-errors provider-throttles archive-errors
  archive-throttles payment-failures cross-environment-attempts cross-environment-proven ledger-tampered archive-behind
  archive-dead-letters`
  .split(/\s+/)
  .map((name) => alarm(observability, name));
new cloudwatch.Dashboard(observability, 'Dashboard', {
  dashboardName: 'plain-sandbox',
  widgets: [
    [new cloudwatch.AlarmStatusWidget({ alarms })],
    ...['Requests', 'Latency', 'Payments', 'Refused', 'Errors', 'Duration'].map((title) => [
      new cloudwatch.GraphWidget({ title, left: [metric(title)] }),
    ]),
  ],
});

const detection = stack('detection');
const trailArn = arn('cloudtrail', 'trail/plain-sandbox');
const trailBucket = lockedBucket(detection, 'trail', {
  encryption: s3.BucketEncryption.S3_MANAGED,
  lifecycleRules: [{ expiration: Duration.days(31), noncurrentVersionExpiration: Duration.days(1) }],
});
const trailMayWrite = allow(
  ['s3:GetBucketAcl', 's3:PutObject'],
  trailBucket.bucketArn,
  trailBucket.arnForObjects('AWSLogs/111111111111/*'),
);
trailMayWrite.addServicePrincipal('cloudtrail.amazonaws.com');
trailMayWrite.addCondition('StringEquals', { 'aws:SourceArn': trailArn });
trailBucket.addToResourcePolicy(trailMayWrite);
const trailLog = logGroup(detection, 'trail');
const trailRole = new iam.Role(detection, 'TrailRole', {
  roleName: 'plain-sandbox-trail',
  assumedBy: new iam.ServicePrincipal('cloudtrail.amazonaws.com'),
  inlinePolicies: inline(
    allow(
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      arn('logs', 'log-group:/plain/sandbox/trail:log-stream:111111111111_CloudTrail_eu-west-1*'),
    ),
  ),
});
const trail = new CfnTrail(detection, 'Trail', {
  trailName: 'plain-sandbox',
  isLogging: true,
  isMultiRegionTrail: true,
  includeGlobalServiceEvents: true,
  enableLogFileValidation: true,
  s3BucketName: trailBucket.bucketName,
  kmsKeyId: key.keyArn,
  cloudWatchLogsLogGroupArn: trailLog.logGroupArn,
  cloudWatchLogsRoleArn: trailRole.roleArn,
  advancedEventSelectors: [
    { fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },
    {
      fieldSelectors: [
        { field: 'eventCategory', equalTo: ['Data'] },
        { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
        { field: 'resources.ARN', startsWith: [archiveObjects] },
      ],
    },
  ],
});
if (trailBucket.policy) trail.node.addDependency(trailBucket.policy);
const issuer = '$.userIdentity.sessionContext.sessionIssuer.arn';
for (const [name, ...patterns] of Object.entries({
  'secret-read-by-others': `$.eventName = "*GetSecretValue" && ${issuer} != "${role('api')}" && ${issuer} != "${role('provider')}"`,
  'secret-read-by-wrong-function': `$.eventName = "*GetSecretValue" && ${issuer} = "${role('api')}" && $.requestParameters.secretId = "*plain/sandbox/psp/*"`,
  'break-glass-used': `$.requestParameters.roleArn = "${role('break-glass')}" || ${issuer} = "${role('break-glass')}"`,
  'boundary-changed': '$.eventName = "*RolePermissionsBoundary" || $.eventName = "*UserPermissionsBoundary"',
  'trust-changed': '$.eventName = "UpdateAssumeRolePolicy" || $.eventName = "CreateUser"',
  'key-policy-changed': '$.eventName = "PutKeyPolicy" || $.eventName = "ScheduleKeyDeletion"',
  'secret-policy-changed': [
    '$.eventName = "PutResourcePolicy" && $.userIdentity.type != "AssumedRole"',
    '$.eventName = "DeleteResourcePolicy"',
  ],
  'trail-changed': '$.eventName = "StopLogging" || $.eventName = "DeleteTrail" || $.eventName = "UpdateTrail"',
})) {
  for (const [at, pattern] of patterns.flat().entries()) {
    new MetricFilter(detection, `${name}Filter${at}`, {
      logGroup: trailLog,
      filterPattern: FilterPattern.literal(`{ ${pattern} }`),
      metricNamespace: 'Airlock',
      metricName: name,
    });
  }
  alarm(detection, name);
}
