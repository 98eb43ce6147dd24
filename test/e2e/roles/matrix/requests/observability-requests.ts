import type { AccountResources } from '../account-resources';
import { jsonCall, queryCall } from '../http-call';
import { change, type RequestedAction } from '../requested-action';

const GROUP_READS = {
  DescribeLogStreams: {},
  DescribeSubscriptionFilters: {},
  FilterLogEvents: { limit: 1 },
  StartQuery: { startTime: 0, endTime: 1, queryString: 'limit 1' },
};

const GROUP_CHANGES = {
  CreateLogStream: { logStreamName: 'matrix' },
  DeleteLogGroup: {},
  DeleteRetentionPolicy: {},
  PutMetricFilter: { filterName: 'matrix', filterPattern: '', metricTransformations: [] },
  PutRetentionPolicy: { retentionInDays: 1 },
  PutSubscriptionFilter: {
    filterName: 'matrix',
    filterPattern: '',
    destinationArn: 'arn:aws:lambda:eu-west-1:333333333333:function:matrix',
  },
};

const OF_STREAM = ['CreateLogStream', 'GetLogEvents', 'PutLogEvents'];

export function logRequests({ names, logGroups, account: owner }: AccountResources): RequestedAction[] {
  const call = (operation: string, group: string, members: object): RequestedAction => {
    const arn = names.arn('logs', `log-group:${group}`);
    return {
      action: `logs:${operation}`,
      resource: OF_STREAM.includes(operation) ? `${arn}:log-stream:matrix` : `${arn}:*`,
      owner,
      seenAs: { resource: arn, because: 'log group without its end' },
      call: jsonCall('logs', operation, { logGroupName: group, ...members }),
    };
  };
  const absent = `/airlock/${names.environment.name}/absent`;
  const absentStream = { logStreamName: 'absent' };
  return [
    ...logGroups.flatMap((group) => [
      ...Object.entries(GROUP_READS).map(([operation, members]) => call(operation, group, members)),
      call('GetLogEvents', group, absentStream),
      // To a stream that does not exist.
      call('PutLogEvents', group, { ...absentStream, logEvents: [{ timestamp: 1, message: 'matrix' }] }),
      ...Object.entries(GROUP_CHANGES).map(([operation, members]) =>
        change((name) => call(operation, name, members), group, absent),
      ),
    ]),
    {
      action: 'logs:DescribeLogGroups',
      resource: names.arn('logs', 'log-group:*'),
      owner,
      seenAs: { resource: '*', because: 'lists' },
      call: jsonCall('logs', 'DescribeLogGroups', { limit: 1 }),
    },
    {
      action: 'logs:PutResourcePolicy',
      resource: '*',
      owner,
      // Without a name and a document.
      call: jsonCall('logs', 'PutResourcePolicy', {}),
    },
  ];
}

const ALARM_LISTS = ['DeleteAlarms', 'DescribeAlarms', 'DisableAlarmActions'];

export function alarmRequests({ names, alarms, account: owner }: AccountResources): RequestedAction[] {
  const unseen = { resource: '*', because: 'other member' } as const;
  const call = (operation: string, resource: string, members: Readonly<Record<string, string>>): RequestedAction => ({
    action: `cloudwatch:${operation}`,
    resource,
    owner,
    call: queryCall('monitoring', operation, members),
  });
  const onAlarm = (operation: string, alarm: string, members: Readonly<Record<string, string>>) =>
    call(operation, names.arn('cloudwatch', `alarm:${alarm}`), members);
  const dashboard = `arn:${names.partition}:cloudwatch::${owner}:dashboard/${names.prefix}`;
  return [
    ...alarms.flatMap((alarm) => [
      // A period that is no number.
      onAlarm('PutMetricAlarm', alarm, { AlarmName: alarm, Period: 'matrix' }),
      change(
        (name) => onAlarm('SetAlarmState', name, { AlarmName: name, StateValue: 'OK', StateReason: '-' }),
        alarm,
        `${names.prefix}-absent`,
      ),
      ...ALARM_LISTS.map((operation) => ({
        ...onAlarm(operation, alarm, { 'AlarmNames.member.1': alarm }),
        seenAs: unseen,
      })),
    ]),
    ...['GetDashboard', 'PutDashboard', 'DeleteDashboards'].map((operation) => ({
      ...call(operation, dashboard, { DashboardName: 'matrix', 'DashboardNames.member.1': 'matrix' }),
      seenAs: unseen,
    })),
    ...['GetMetricData', 'ListMetrics', 'PutMetricData'].map((operation) => call(operation, '*', {})),
  ];
}

const TRAIL_CHANGES = ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'];

/** The trail is not emulated: its name is asked. */
export function trailRequests({ names, account: owner }: AccountResources): RequestedAction[] {
  const trail = names.arn('cloudtrail', `trail/${names.prefix}`);
  const call = (operation: string, resource: string, members: object): RequestedAction => ({
    action: `cloudtrail:${operation}`,
    resource,
    owner,
    call: jsonCall('cloudtrail', operation, { ...members }),
  });
  return [
    ...TRAIL_CHANGES.map((operation) => call(operation, trail, { Name: trail })),
    call('GetTrailStatus', trail, { Name: trail }),
    call('LookupEvents', '*', { MaxResults: 1 }),
    call('DescribeTrails', '*', {}),
  ];
}

/** What the account has besides, or joins it with others. */
export function accountRequests({ names, account: owner }: AccountResources): RequestedAction[] {
  const version = names.versionParameter;
  const parameter = names.arn('ssm', `parameter${version}`);
  const firewall = names.arn('wafv2', `regional/webacl/${names.prefix}/matrix`);
  const certificate = names.arn('acm', 'certificate/11111111-1111-4111-8111-111111111111');
  const call = (service: string, operation: string, resource: string, members: object): RequestedAction => ({
    action: `${service}:${operation}`,
    resource,
    owner,
    call: jsonCall(service, operation, { ...members }),
  });
  return [
    call('ssm', 'GetParameter', parameter, { Name: version }),
    call('ssm', 'PutParameter', parameter, { Name: version, Value: '', Type: 'matrix', Overwrite: true }),
    call('ssm', 'DeleteParameter', parameter, { Name: version }),
    call('ssm', 'DescribeParameters', '*', {}),
    call('wafv2', 'DisassociateWebACL', firewall, { ARN: firewall, ResourceArn: 'matrix' }),
    call('wafv2', 'PutPermissionPolicy', firewall, { ARN: firewall }),
    call('wafv2', 'ListWebACLs', '*', { Scope: 'REGIONAL' }),
    call('acm', 'DescribeCertificate', certificate, { CertificateArn: certificate }),
    call('acm', 'ExportCertificate', certificate, { CertificateArn: certificate }),
    call('organizations', 'ListAccounts', '*', {}),
    call('organizations', 'LeaveOrganization', '*', {}),
    ...['CreateVpcPeeringConnection', 'ModifyImageAttribute', 'DescribeInstances'].map(
      (operation): RequestedAction => ({
        action: `ec2:${operation}`,
        resource: '*',
        owner,
        call: queryCall('ec2', operation, {}),
      }),
    ),
  ];
}
