import { logGroupArn } from '../../contract/arns';
import type { Names } from '../names';
import { DATA_READ_ACTIONS, KEY_USE_ACTIONS } from './data-access-actions';
import { allow, deny, type PolicyDocument, policyOf } from './policy-document';

/** Looks at log lines, one by one or by query; not `Unmask`, which shows what a data protection policy hides. */
const READ_LINES = [
  'DescribeLogStreams',
  'DescribeMetricFilters',
  'FilterLogEvents',
  'GetLogEvents',
  'GetLogGroupFields',
  'GetLogRecord',
  'StartLiveTail',
  'StartQuery',
].map((action) => `logs:${action}`);

/**
 * These know no resource, or are asked before it is known: what a query found is asked for by the query's id, which only who made the
 * query has, so that others' queries are not listed.
 */
const LOOK_AROUND = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:DescribeAlarmsForMetric',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:GetMetricWidgetImage',
  'cloudwatch:ListDashboards',
  'cloudwatch:ListMetrics',
  'logs:DescribeLogGroups',
  'logs:GetQueryResults',
  'logs:StopQuery',
];

/**
 * For the person on call: log lines, which hold no secret and nothing that a customer or a provider sent, metrics, alarms and
 * dashboards. Not the trail, which is the record of what people do, on-call among them: that is the auditor's to read.
 */
export function onCallPolicy(names: Names): PolicyDocument {
  const { prefix, region } = names;
  const group = (part: string) => logGroupArn(names, part);
  return policyOf(
    allow('Lines', READ_LINES, group('*')),
    allow('LinesKey', ['kms:Decrypt'], names.arn('kms', 'key/*'), {
      ArnLike: { 'kms:EncryptionContext:aws:logs:arn': group('*') },
    }),
    allow('AlarmHistory', ['cloudwatch:DescribeAlarmHistory'], names.arn('cloudwatch', `alarm:${prefix}-*`)),
    allow('Dashboards', ['cloudwatch:GetDashboard'], names.dashboards),
    allow('Look', LOOK_AROUND, '*'),
    deny('Trail', ['logs:*'], [group('trail'), group('trail:*')]),
    deny('Contents', DATA_READ_ACTIONS),
    deny('KeyOfContents', KEY_USE_ACTIONS, '*', {
      StringNotEquals: { 'kms:ViaService': `logs.${region}.amazonaws.com` },
    }),
  );
}
