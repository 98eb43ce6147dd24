import { apiGatewayArn, bucketArn, logGroupArn } from '../../contract/arns';
import { TAGS } from '../../contract/tags';
import type { Names } from '../names';
import type { Condition } from '../policies/policy-document';

/** On what, and under which condition, the execution role has those actions that fit. */
export interface ExecutionScope {
  readonly sid: string;
  readonly actions: RegExp;
  readonly resources: readonly string[];
  readonly condition?: Condition;
  /** Which of the execution policies it is in, from 1. */
  readonly policy: number;
}

/** Services to which a stack's role may be handed. */
const RUN_AS_ROLE = ['apigateway.amazonaws.com', 'cloudtrail.amazonaws.com', 'lambda.amazonaws.com'];

/**
 * Where each action holds: on this environment's names wherever the service lets a policy say so, otherwise on this account. The first
 * that fits counts. AWS chooses the ids of APIs and keys, so a policy can only limit them to the account.
 */
export function executionScopes(names: Names): ExecutionScope[] {
  const { prefix, region } = names;
  const own = (service: string, kind: string) => names.arn(service, `${kind}${prefix}-*`);
  const api = (path: string) => apiGatewayArn(names, path);
  const boundary = { 'iam:PermissionsBoundary': names.policyArn(names.boundary('runtime')) };
  const via = (...services: string[]): Condition => ({
    StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
  });
  const key = [names.arn('kms', 'key/*')];
  const roles = [names.iam(`role/${prefix}-*`)];
  const logs = [logGroupArn(names, '*'), names.arn('logs', `log-group:aws-waf-logs-${prefix}*`)];

  return [
    // 1: who runs what
    {
      sid: 'HandOverRole',
      actions: /^iam:PassRole$/,
      resources: roles,
      policy: 1,
      condition: { StringEquals: { 'iam:PassedToService': RUN_AS_ROLE } },
    },
    {
      sid: 'RolesUnderBoundary',
      actions: /^iam:(CreateRole|PutRolePermissionsBoundary|(Put|Delete)RolePolicy)$/,
      resources: roles,
      condition: { StringEquals: boundary },
      policy: 1,
    },
    { sid: 'Roles', actions: /^iam:/, resources: roles, policy: 1 },
    {
      sid: 'LetServicesInvoke',
      actions: /^lambda:AddPermission$/,
      resources: [own('lambda', 'function:')],
      condition: { StringLike: { 'lambda:Principal': '*.amazonaws.com' } },
      policy: 1,
    },
    {
      sid: 'EventSources',
      actions: /^lambda:(Create|Update|Delete)EventSourceMapping$/,
      resources: ['*'],
      condition: { ArnLike: { 'lambda:FunctionArn': own('lambda', 'function:') } },
      policy: 1,
    },
    { sid: 'ReadEventSources', actions: /^lambda:GetEventSourceMapping$/, resources: ['*'], policy: 1 },
    {
      sid: 'TagFunctionsAndEventSources',
      actions: /^lambda:(ListTags|TagResource|UntagResource)$/,
      resources: [own('lambda', 'function:'), names.arn('lambda', 'event-source-mapping:*')],
      policy: 1,
    },
    { sid: 'Functions', actions: /^lambda:/, resources: [own('lambda', 'function:')], policy: 1 },

    // 2: data
    { sid: 'Tables', actions: /^dynamodb:/, resources: [own('dynamodb', 'table/')], policy: 2 },
    {
      sid: 'Secrets',
      actions: /^secretsmanager:/,
      resources: [names.secrets],
      policy: 2,
    },
    {
      sid: 'Code',
      actions: /^s3:GetObject(Version)?$/,
      resources: [`${bucketArn(names, names.assetsBucket)}/*`],
      policy: 2,
    },
    { sid: 'Buckets', actions: /^s3:/, resources: [names.buckets], policy: 2 },
    { sid: 'Queues', actions: /^sqs:/, resources: [own('sqs', '')], policy: 2 },
    {
      sid: 'NewKeys',
      actions: /^kms:CreateKey$/,
      resources: ['*'],
      condition: { StringEquals: { [`aws:RequestTag/${TAGS.environment}`]: names.name } },
      policy: 2,
    },
    { sid: 'ListKeyNames', actions: /^kms:ListAliases$/, resources: ['*'], policy: 2 },
    { sid: 'KeyNames', actions: /^kms:.*Alias$/, resources: [names.arn('kms', `alias/${prefix}*`), ...key], policy: 2 },
    {
      sid: 'GrantsForServices',
      actions: /^kms:(CreateGrant|RevokeGrant)$/,
      resources: key,
      condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      policy: 2,
    },
    {
      sid: 'KeysThroughServices',
      actions: /^kms:(Decrypt|Encrypt|GenerateDataKey)$/,
      resources: key,
      condition: via('dynamodb', 'logs', 's3', 'secretsmanager'),
      policy: 2,
    },
    { sid: 'Keys', actions: /^kms:/, resources: key, policy: 2 },

    // 3: the way in
    { sid: 'ApiFirewall', actions: /^apigateway:SetWebACL$/, resources: [api('restapis/*/stages/*')], policy: 3 },
    {
      sid: 'Api',
      actions: /^apigateway:/,
      resources: [
        api('account'),
        api('restapis'),
        api('restapis/*'),
        api('domainnames'),
        api('domainnames/*'),
        api('tags/*'),
      ],
      policy: 3,
    },
    {
      sid: 'Firewall',
      actions: /^wafv2:/,
      resources: [
        names.arn('wafv2', `regional/webacl/${prefix}*/*`),
        names.arn('wafv2', 'regional/managedruleset/*/*'),
        api('restapis/*/stages/*'),
      ],
      policy: 3,
    },

    // 4: what is seen and told
    {
      sid: 'SubscribePeople',
      actions: /^sns:Subscribe$/,
      resources: [own('sns', '')],
      condition: { StringEquals: { 'sns:Protocol': 'email' } },
      policy: 4,
    },
    // SNS knows no resource for these three.
    {
      sid: 'Subscriptions',
      actions: /^sns:(Unsubscribe|(Get|Set)SubscriptionAttributes)$/,
      resources: ['*'],
      policy: 4,
    },
    { sid: 'Topics', actions: /^sns:/, resources: [own('sns', '')], policy: 4 },
    // With less than everything it finds no composite alarm. Source: CloudWatch, DescribeAlarms.
    { sid: 'FindAlarms', actions: /^cloudwatch:DescribeAlarms$/, resources: ['*'], policy: 4 },
    {
      sid: 'Alarms',
      actions: /^cloudwatch:(.*Alarms?|ListTagsForResource|(Tag|Untag)Resource)$/,
      resources: [own('cloudwatch', 'alarm:'), names.dashboards],
      policy: 4,
    },
    {
      sid: 'Dashboards',
      actions: /^cloudwatch:/,
      resources: [names.dashboards],
      policy: 4,
    },
    // These know no resource.
    {
      sid: 'FindLogGroups',
      actions: /^logs:Describe(LogGroups|IndexPolicies|ResourcePolicies)$/,
      resources: ['*'],
      policy: 4,
    },
    { sid: 'LogGroups', actions: /^logs:/, resources: [...logs, ...logs.map((group) => `${group}:*`)], policy: 4 },
    { sid: 'FindTrails', actions: /^cloudtrail:DescribeTrails$/, resources: ['*'], policy: 4 },
    { sid: 'Trail', actions: /^cloudtrail:/, resources: [names.arn('cloudtrail', `trail/${prefix}*`)], policy: 4 },
  ];
}
