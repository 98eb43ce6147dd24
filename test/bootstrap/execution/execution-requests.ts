import type { DeployedBootstrap, PolicyRequest } from '../deployed-bootstrap';

/**
 * A request as CloudFormation makes it for the environment's own stacks: for an action, one resource of each kind that it is about, and
 * the context keys that AWS sends with it.
 */
export function requestsFor(
  action: string,
  { names, environment }: Pick<DeployedBootstrap, 'names' | 'environment'>,
): PolicyRequest[] {
  const { prefix, region, account } = names;
  const own = (service: string, rest: string) => names.arn(service, rest);
  const at = (resources: readonly string[], context: PolicyRequest['context'] = {}): PolicyRequest[] =>
    resources.map((resource) => ({ action, resource, context }));
  const boundary = { 'iam:PermissionsBoundary': names.policyArn(`${prefix}-runtime-boundary`) };
  const api = (path: string) => `arn:aws:apigateway:${region}::/${path}`;
  const table: readonly [RegExp, () => PolicyRequest[]][] = [
    [/^iam:PassRole$/, () => at([names.iam(`role/${prefix}-api`)], { 'iam:PassedToService': 'lambda.amazonaws.com' })],
    [/^iam:/, () => at([names.iam(`role/${prefix}-api`)], boundary)],
    [
      /^lambda:AddPermission$/,
      () => at([own('lambda', `function:${prefix}-api`)], { 'lambda:Principal': 'apigateway.amazonaws.com' }),
    ],
    [
      /^lambda:CreateEventSourceMapping$/,
      () => at(['*'], { 'lambda:FunctionArn': own('lambda', `function:${prefix}-archive`) }),
    ],
    [
      /^lambda:.*EventSourceMapping$/,
      () =>
        at([own('lambda', 'event-source-mapping:1')], {
          'lambda:FunctionArn': own('lambda', `function:${prefix}-archive`),
        }),
    ],
    [/^lambda:/, () => at([own('lambda', `function:${prefix}-api`), own('lambda', `function:${prefix}-api:1`)])],
    [/^dynamodb:/, () => at([own('dynamodb', `table/${prefix}-ledger`)])],
    [/^secretsmanager:/, () => at([own('secretsmanager', `secret:airlock/${environment.name}/psp/paypal-AbCdEf`)])],
    [/^s3:GetObject/, () => at([`arn:aws:s3:::cdk-${environment.qualifier}-assets-${account}-${region}/code.zip`])],
    [/^s3:/, () => at([`arn:aws:s3:::${prefix}-trail-${account}`])],
    [/^sqs:/, () => at([own('sqs', `${prefix}-archive-failed`)])],
    [/^kms:CreateKey$/, () => at(['*'], { 'aws:RequestTag/airlock:environment': environment.name })],
    [/^kms:ListAliases$/, () => at(['*'])],
    [/^kms:.*Alias$/, () => at([own('kms', `alias/${prefix}`), own('kms', 'key/1')])],
    [/^kms:(Create|Revoke)Grant$/, () => at([own('kms', 'key/1')], { 'kms:GrantIsForAWSResource': 'true' })],
    [
      /^kms:(Decrypt|Encrypt|GenerateDataKey)$/,
      () => at([own('kms', 'key/1')], { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` }),
    ],
    [/^kms:/, () => at([own('kms', 'key/1')])],
    [/^apigateway:SetWebACL$/, () => at([api('restapis/a1/stages/gateway')])],
    [
      /^apigateway:/,
      () =>
        at([
          api('account'),
          api('restapis'),
          api('restapis/a1/resources/b2/methods/GET'),
          api('domainnames/gateway.example/basepathmappings'),
        ]),
    ],
    [
      /^wafv2:.*(Associat|ForResource)/,
      () => at([own('wafv2', `regional/webacl/${prefix}/1`), api('restapis/a1/stages/gateway')]),
    ],
    [/^wafv2:/, () => at([own('wafv2', `regional/webacl/${prefix}/1`)])],
    [
      /^sns:Subscribe$/,
      () => at([own('sns', `${prefix}-alarms`)], { 'sns:Protocol': 'email', 'sns:Endpoint': 'a@b.example' }),
    ],
    [/^sns:(Unsubscribe|.*SubscriptionAttributes)$/, () => at(['*'])],
    [/^sns:/, () => at([own('sns', `${prefix}-alarms`)])],
    [/^cloudwatch:.*Dashboards?$/, () => at([`arn:aws:cloudwatch::${account}:dashboard/${prefix}`])],
    [/^cloudwatch:DescribeAlarms$/, () => at(['*'])],
    [/^cloudwatch:/, () => at([own('cloudwatch', `alarm:${prefix}-failures`)])],
    [/^logs:Describe(LogGroups|IndexPolicies|ResourcePolicies)$/, () => at(['*'])],
    [
      /^logs:/,
      () =>
        at([
          own('logs', `log-group:/airlock/${environment.name}/api`),
          own('logs', `log-group:/airlock/${environment.name}/api:*`),
        ]),
    ],
    [/^cloudtrail:DescribeTrails$/, () => at(['*'])],
    [/^cloudtrail:/, () => at([own('cloudtrail', `trail/${prefix}`)])],
  ];
  const found = table.find(([form]) => form.test(action));
  if (!found) throw new Error(`no request for ${action}`);
  return found[1]();
}
