import type { AuditReport, MatrixRow } from '../../../lib/isolation/findings/audit-report';
import type { Finding, Unverified } from '../../../lib/isolation/findings/finding';
import { isolatedReport } from './sample-report';
import { ACCOUNTS } from './sample-resources';

/** Findings of every severity, in both directions. */
export const FINDINGS: readonly Finding[] = [
  {
    rule: 'foreign-trust',
    severity: 'critical',
    direction: 'sandbox→live',
    environment: 'live',
    stack: 'airlock-live-gateway',
    logicalId: 'ProviderFunctionRole0A9B8C7D',
    resourceType: 'AWS::IAM::Role',
    message: 'any principal of sandbox can become the role that reads live’s provider credentials',
    path: [
      `any principal of sandbox (${ACCOUNTS.sandbox}) with sts:AssumeRole`,
      'sts:AssumeRole → airlock-live-gateway/ProviderFunctionRole0A9B8C7D',
      'secretsmanager:GetSecretValue → airlock-live-secrets/PaypalSecretBDD3FBD9',
      'the PayPal credentials of live',
    ],
    statement: JSON.stringify({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNTS.sandbox}:root` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } },
    }),
    fix: 'take arn:aws:iam::111111111111:root out of AssumeRolePolicyDocument; the role is Lambda’s alone. A condition on the organisation does not separate two accounts of one organisation.',
  },
  {
    rule: 'foreign-key-use',
    severity: 'high',
    direction: 'sandbox→live',
    environment: 'live',
    stack: 'airlock-live-foundation',
    logicalId: 'Key961B73FD',
    resourceType: 'AWS::KMS::Key',
    message: 'the key’s policy lets sandbox decrypt what live has encrypted',
    path: [
      `any principal of sandbox (${ACCOUNTS.sandbox})`,
      'kms:Decrypt, kms:CreateGrant',
      'airlock-live-foundation/Key961B73FD',
    ],
    statement: JSON.stringify({
      Effect: 'Allow',
      Principal: '*',
      Action: ['kms:Decrypt', 'kms:CreateGrant'],
      Resource: '*',
    }),
    fix: 'name live’s own roles in Principal, or add StringEquals aws:PrincipalAccount 222222222222',
  },
  {
    rule: 'confused-deputy',
    severity: 'medium',
    direction: 'live→sandbox',
    environment: 'sandbox',
    stack: 'airlock-sandbox-gateway',
    logicalId: 'ApiInvokeE1F2A3B4',
    resourceType: 'AWS::Lambda::Permission',
    message: 'API Gateway may invoke the function for any account',
    path: [
      'an API of live (222222222222)',
      'apigateway.amazonaws.com',
      'lambda:InvokeFunction → airlock-sandbox-gateway/ApiFunction4A5B6C7D',
    ],
    statement: null,
    fix: 'give the permission a SourceArn of sandbox’s own API',
  },
  {
    rule: 'live-weaker',
    severity: 'low',
    direction: 'sandbox→live',
    environment: 'live',
    stack: 'airlock-live-observability',
    logicalId: 'CrossEnvironmentAttemptsBEE52F3D',
    resourceType: 'AWS::CloudWatch::Alarm',
    message: 'live raises its alarm later than sandbox',
    path: ['an attempt with a sandbox key', 'airlock-live-observability/CrossEnvironmentAttemptsBEE52F3D'],
    statement: 'Properties.Threshold: 20',
    fix: 'lower alarms.crossEnvironmentAttempts in environments/live.yaml to sandbox’s 1',
  },
];

const UNVERIFIED: readonly Unverified[] = [
  ...['ReportsQueuePolicy', 'ReportsTopicPolicy'].map((logicalId) => ({
    environment: 'live' as const,
    stack: 'airlock-live-reports',
    logicalId,
    rule: 'foreign-resource-read',
    reason: 'the policy’s principal is the parameter PartnerAccount, which has no default',
    resourceType: 'AWS::SQS::QueuePolicy',
  })),
  {
    environment: 'sandbox',
    stack: 'airlock-sandbox-reports',
    logicalId: '',
    rule: 'template',
    reason: 'the template is changed by the macro CompanyDefaults before it is deployed',
    resourceType: '',
  },
];

const TITLES: Readonly<Record<string, MatrixRow['channel']>> = {
  'foreign-trust': 'identity',
  'foreign-key-use': 'resource',
  'confused-deputy': 'service',
  'live-weaker': 'parity',
};

/** The same two assemblies after four careless edits, with a stack that cannot be decided. */
export function breachedReport(): AuditReport {
  const report = isolatedReport();
  const weaker = {
    stack: 'observability',
    logicalId: 'CrossEnvironmentAttemptsBEE52F3D',
    resourceType: 'AWS::CloudWatch::Alarm',
    property: 'Properties.Threshold',
    sandbox: '1',
    live: '20',
    declared: false,
    liveWeaker: true,
    declaredBy: [],
  };
  return {
    ...report,
    verdict: 'breached',
    findings: FINDINGS,
    unverified: UNVERIFIED,
    parity: [...report.parity, weaker],
    matrix: [...report.matrix, ...FINDINGS.map(openRow), ...UNVERIFIED.map(undecidedRow)],
    counts: { ...report.counts, notAChannel: report.counts.notAChannel - 3, unverified: 3 },
  };
}

/** Nothing is seen to cross, but not all could be decided. */
export function unverifiedReport(): AuditReport {
  const { findings, ...report } = breachedReport();
  return {
    ...report,
    verdict: 'unverified',
    findings: [],
    matrix: report.matrix.filter(({ decision }) => decision !== 'open'),
  };
}

function openRow({ message, path, direction, severity, fix, ...finding }: Finding): MatrixRow {
  return {
    ...finding,
    from: path[0] ?? '',
    to: finding.environment,
    channel: TITLES[finding.rule] ?? 'resource',
    resource: `${finding.stack}/${finding.logicalId}`,
    decision: 'open',
    reason: message,
  };
}

function undecidedRow(item: Unverified): MatrixRow {
  return {
    ...item,
    from: 'any principal of the other account',
    to: item.environment,
    channel: item.logicalId ? 'resource' : 'input',
    resource: `${item.stack}/${item.logicalId}`,
    decision: 'unverified',
    statement: null,
  };
}
