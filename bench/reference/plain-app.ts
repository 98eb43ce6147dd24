/**
 * The other side of the synth figure: the resources of sandbox written straight down in plain aws-cdk-lib, without
 * environment files, constructs of our own or checks, and with the handlers bundled by one plain esbuild call. The bench
 * holds the two to the same number of resources of each type, so a resource that the stacks gain has to be added here.
 */
import { join } from 'node:path';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { buildSync } from 'esbuild';

const FUNCTIONS = ['api', 'provider'];
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

const foundation = stack('foundation');
const key = new Key(foundation, 'Key', { alias: 'alias/plain-sandbox', enableKeyRotation: true });
key.addToResourcePolicy(
  new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('logs.eu-west-1.amazonaws.com')],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
  }),
);
const topic = new Topic(foundation, 'Alarms', { masterKey: key, enforceSSL: true });
topic.addSubscription(new EmailSubscription('sandbox-alarms@airlock.example'));
const logRole = new iam.Role(foundation, 'ApiGatewayLogRole', {
  assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
  inlinePolicies: {
    logs: new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ actions: ['logs:*'], resources: ['*'] })],
    }),
  },
});
new apigateway.CfnAccount(foundation, 'Account', { cloudWatchRoleArn: logRole.roleArn });

const secrets = stack('secrets');
for (const psp of ['polar', 'nicepay', 'paypal']) {
  new CfnSecret(secrets, psp, { name: `plain/sandbox/psp/${psp}`, kmsKeyId: key.keyArn });
}

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
tables[1]?.addGlobalSecondaryIndex({
  indexName: 'by-app',
  partitionKey: { name: 'appIndex', type: dynamodb.AttributeType.STRING },
  sortKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
});

const gateway = stack('gateway');
const logGroup = (name: string) =>
  new LogGroup(gateway, `${name}Log`, {
    logGroupName: `/plain/sandbox/${name}`,
    retention: RetentionDays.ONE_MONTH,
    encryptionKey: key,
  });
const aliases = FUNCTIONS.map((name) => {
  const role = new iam.Role(gateway, `${name}Role`, {
    roleName: `plain-sandbox-${name}`,
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      runtime: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [`arn:aws:logs:eu-west-1:111111111111:log-group:/plain/sandbox/${name}:*`],
          }),
          new iam.PolicyStatement({
            actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
            resources: ['apps', 'records', 'guards'].map(
              (table) => `arn:aws:dynamodb:eu-west-1:111111111111:table/plain-sandbox-${table}`,
            ),
          }),
          new iam.PolicyStatement({
            actions: ['secretsmanager:GetSecretValue'],
            resources: ['arn:aws:secretsmanager:eu-west-1:111111111111:secret:plain/sandbox/*'],
          }),
          new iam.PolicyStatement({ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [key.keyArn] }),
        ],
      }),
    },
  });
  const code = new lambda.Function(gateway, `${name}Function`, {
    functionName: `plain-sandbox-${name}`,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    code: lambda.Code.fromAsset(join(handlers, name)),
    handler: 'index.handler',
    role,
    logGroup: logGroup(name),
    memorySize: 1024,
    timeout: Duration.seconds(28),
    environment: { AIRLOCK_ENVIRONMENT: 'sandbox' },
    currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
  });
  return new lambda.Alias(gateway, `${name}Alias`, {
    aliasName: 'current',
    version: code.currentVersion as lambda.IVersion,
  });
});

const api = new apigateway.RestApi(gateway, 'Api', {
  restApiName: 'plain-sandbox',
  endpointTypes: [apigateway.EndpointType.REGIONAL],
  binaryMediaTypes: ['*/*'],
  cloudWatchRole: false,
  deployOptions: {
    stageName: 'gateway',
    accessLogDestination: new apigateway.LogGroupLogDestination(logGroup('access')),
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
  uri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${aliases[0]?.functionArn}/invocations`,
});
for (const route of [
  'GET /health',
  'GET /info',
  'GET /mock/checkout/{token}',
  'POST /mock/checkout/{token}',
  'GET /v1/payments',
  'POST /v1/payments',
  'GET /v1/payments/{id}',
  'POST /v1/payments/{id}/cancel',
  'POST /v1/test/payments/{id}/pay',
  'POST /v1/test/payments/{id}/fail',
  'POST /v1/test/payments/{id}/expire',
]) {
  const [method = '', path = ''] = route.split(' ');
  api.root.resourceForPath(path).addMethod(method, integration);
}
new lambda.CfnPermission(gateway, 'ApiMayInvoke', {
  action: 'lambda:InvokeFunction',
  functionName: aliases[0]?.functionArn ?? '',
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
const alarms = [
  'server-errors',
  'latency',
  'api-errors',
  'api-throttles',
  'provider-errors',
  'provider-throttles',
  'payment-failures',
  'cross-environment-attempts',
].map((name) => {
  const alarm = new cloudwatch.Alarm(observability, name, {
    alarmName: `plain-sandbox-${name}`,
    metric: metric(name),
    threshold: 10,
    evaluationPeriods: 1,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  return alarm;
});
new cloudwatch.Dashboard(observability, 'Dashboard', {
  dashboardName: 'plain-sandbox',
  widgets: [
    [new cloudwatch.AlarmStatusWidget({ alarms })],
    ...['Requests', 'Latency', 'Payments', 'Refused', 'Errors', 'Duration'].map((title) => [
      new cloudwatch.GraphWidget({ title, left: [metric(title)] }),
    ]),
  ],
});
