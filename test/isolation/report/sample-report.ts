import { ENVIRONMENTS, type EnvironmentName } from '../../../lib/environment/modes';
import type { AuditReport, MatrixRow } from '../../../lib/isolation/findings/audit-report';
import type { Channel } from '../../../lib/isolation/findings/finding';
import { ACCOUNTS, QUESTIONS, RESOURCES, type SampleResource } from './sample-resources';

const REASONS: Readonly<Partial<Record<Channel, string>>> = {
  identity: 'the trust policy names principals of its own account only',
  resource: 'a deny for every principal outside the account applies, whatever else is allowed',
  service: 'the service is let in for its own account only (aws:SourceAccount)',
  events: 'source and destination are in the same account',
  observability: 'the destination is in the same account, and no link shares it',
  network: 'the function is in no network, and there is no peering, endpoint service or gateway',
  sharing: 'no layer, image or snapshot is taken from or given to another account',
  replication: 'no replica, copy or backup has a destination outside the account',
  dns: 'the host belongs to this side alone',
  api: 'the API authorises and integrates in its own account only',
  configuration: 'no value names an account, host or ARN of the other side',
  code: 'the bundle names no account, host or key of the other side',
  names: 'nothing is exported, and the name is used on one side only',
};

/** The project's own two assemblies as the auditor should see them: about 600 questions, all closed, one finding acknowledged. */
export function isolatedReport(): AuditReport {
  const matrix = ENVIRONMENTS.flatMap((environment) =>
    RESOURCES.flatMap((resource) => resource.channels.flatMap((channel) => questions(environment, resource, channel))),
  );
  return {
    verdict: 'isolated',
    assemblies: {
      sandbox: { account: ACCOUNTS.sandbox, region: 'eu-west-1', digest: `sha256:${'3f9ac1d27b'.repeat(6)}a1b2` },
      live: { account: ACCOUNTS.live, region: 'eu-west-1', digest: `sha256:${'b8047e6c5d'.repeat(6)}c3d4` },
    },
    findings: [],
    unverified: [],
    acknowledged: [
      {
        finding: {
          rule: 'shared-dashboard',
          severity: 'low',
          direction: 'live→sandbox',
          environment: 'live',
          stack: 'airlock-live-observability',
          logicalId: 'Dashboard9E4231ED',
          resourceType: 'AWS::CloudWatch::Dashboard',
          message: 'the dashboard shows a metric of sandbox beside live’s',
          path: ['dashboard of live', 'metric AWS/ApiGateway 5XXError', 'account 111111111111'],
          statement: 'DashboardBody.widgets.4.properties.accountId: 111111111111',
          fix: 'remove accountId from the widget',
        },
        reason: 'compared during the move to the new provider; counts of errors only, no customer data',
        owner: 'payments',
        approver: 'security',
        expires: '2026-12-05',
        daysLeft: 14,
      },
    ],
    parity: [
      ...['Threshold', 'Period', 'EvaluationPeriods', 'AlarmDescription', 'TreatMissingData'].map((property) => ({
        stack: 'observability',
        logicalId: 'PaymentFailuresD523329B',
        resourceType: 'AWS::CloudWatch::Alarm',
        property: `Properties.${property}`,
        sandbox: '5',
        live: '2',
        declared: true,
        liveWeaker: false,
        declaredBy: ['alarms.paymentFailureRate'],
      })),
      {
        stack: 'gateway',
        logicalId: 'ApimockcheckouttokenGET3DBE8E09',
        resourceType: 'AWS::ApiGateway::Method',
        property: '',
        sandbox: '{"Type":"AWS::ApiGateway::Method","Properties":{"HttpMethod":"GET","AuthorizationType":"NONE"}}',
        live: null,
        declared: false,
        liveWeaker: false,
        declaredBy: [],
      },
    ],
    matrix,
    counts: {
      total: 4186,
      checked: 1723,
      notAChannel: 2463,
      unverified: 0,
      resources: 214,
      statements: 388,
      decisions: 11_742,
    },
    outOfScope: ['the bootstrap of sandbox: no template was given', 'the bootstrap of live: no template was given'],
    defaults: [],
    bestPractices: ENVIRONMENTS.map((environment) => ({
      environment,
      stack: `airlock-${environment}-gateway`,
      logicalId: 'ApiFunctionRole6F1D2C3B',
      rule: 'AwsSolutions-IAM5',
      reason: 'the wildcard is the version suffix of a secret’s ARN',
    })),
  };
}

function questions(
  environment: EnvironmentName,
  { stack, logicalId, type }: SampleResource,
  channel: Channel,
): MatrixRow[] {
  const other = environment === 'live' ? 'sandbox' : 'live';
  const place = { environment, stack: `airlock-${environment}-${stack}`, logicalId };
  const actions = channel === 'resource' ? ['read', 'write', 'manage'] : [''];
  return (QUESTIONS[channel] ?? []).flatMap((from) =>
    actions.map((action) => ({
      ...place,
      rule: `foreign-${channel}${action ? `-${action}` : ''}`,
      from: from.replace('OTHER', `${other} (${ACCOUNTS[other]})`),
      to: environment,
      channel,
      resource: `${place.stack}/${logicalId}`,
      resourceType: type,
      decision: 'closed' as const,
      reason: REASONS[channel] ?? '',
      statement: statement(channel, environment, action),
    })),
  );
}

function statement(channel: Channel, environment: EnvironmentName, action: string): string | null {
  const account = ACCOUNTS[environment];
  if (channel === 'resource') {
    return JSON.stringify({
      Sid: 'DenyOtherAccounts',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: action === 'read' ? '*' : ['*'],
      Resource: '*',
      Condition: {
        StringNotEquals: { 'aws:PrincipalAccount': account },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
        Null: { 'aws:SourceAccount': 'true' },
      },
    });
  }
  if (channel === 'service' || channel === 'identity') {
    return JSON.stringify({
      Effect: 'Allow',
      Principal: { Service: 'lambda.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    });
  }
  return null;
}
