import type { GatewayMetric } from '../../contract/metrics';
import { SETTINGS, type Setting } from '../../contract/settings';
import { stackName } from '../../contract/stacks';
import { TAGS } from '../../contract/tags';
import { providerStates } from '../../environment/providers';
import type { Environment } from '../../environment/schema';

/** A place in the templates whose value follows from a setting of the environment files. */
export interface SettingUse {
  /** Such as `logs.retentionDays`. */
  readonly setting: string;
  readonly type: RegExp;
  /** Path below the properties, with the name of what has one in place of its position: `Tags.cost-center.Value`. */
  readonly property: RegExp;
  /**
   * What is there in an environment; undefined when nothing is.
   * @param found groups of `property`
   * @param actual what the template has there
   */
  readonly value: (environment: Environment, found: readonly string[], actual: unknown) => unknown;
}

/** A part of a text that follows from a setting. */
export interface SettingPhrase {
  readonly setting: string;
  readonly phrase: (environment: Environment) => string | undefined;
}

const BUCKET = /^AWS::S3::Bucket$/;
const LOCK_DAYS = /^ObjectLockConfiguration\.Rule\.DefaultRetention\.Days$/;
const ALARM = /^AWS::CloudWatch::Alarm$/;
const TABLE = /^AWS::DynamoDB::Table$/;
const STAGE = /^AWS::ApiGateway::Stage$/;
const FUNCTION = /^AWS::Lambda::Function$/;
const ANY = /^/;
/** The host that API Gateway gives to the API of the same stack. */
const GIVEN_HOST = new RegExp(
  `^\\{[^,\\s]*/${stackName('live', 'gateway').replace('live', '\\{environment\\}')}/Api[0-9A-F]{8}\\.id\\}\\.execute-api\\.\\{region\\}\\.[a-z.]+$`,
);

/** What the stacks make of each setting. A test changes every setting, and finds the place that is not here. */
export const SETTING_USES: readonly SettingUse[] = [
  use('logs.retentionDays', /^AWS::Logs::LogGroup$/, /^RetentionInDays$/, ({ logs }) => logs.retentionDays),
  // The trail's bucket is locked for as long as log lines are kept, and emptied a day later.
  use('logs.retentionDays', BUCKET, LOCK_DAYS, ({ logs }) => logs.retentionDays),
  use('logs.retentionDays', BUCKET, /\.ExpirationInDays$/, ({ logs }) => logs.retentionDays + 1),
  use('data.archiveRetentionDays', BUCKET, LOCK_DAYS, ({ data }) => data.archiveRetentionDays),
  use('data.archiveComplianceLock', BUCKET, /\.DefaultRetention\.Mode$/, ({ data }) =>
    data.archiveComplianceLock ? 'COMPLIANCE' : 'GOVERNANCE',
  ),
  use('data.pointInTimeRecoveryDays', TABLE, /\.RecoveryPeriodInDays$/, ({ data }) => data.pointInTimeRecoveryDays),
  use('data.deletionProtection', TABLE, /^DeletionProtectionEnabled$/, ({ data }) => data.deletionProtection),
  use('throttle.rate', STAGE, /\.ThrottlingRateLimit$/, ({ throttle }) => throttle.rate),
  use('throttle.burst', STAGE, /\.ThrottlingBurstLimit$/, ({ throttle }) => throttle.burst),
  use('appThrottle.rate', FUNCTION, variable('appRate'), ({ appThrottle }) => String(appThrottle.rate)),
  use('appThrottle.burst', FUNCTION, variable('appBurst'), ({ appThrottle }) => String(appThrottle.burst)),
  use('waf.requestsPerIp', /^AWS::WAFv2::WebACL$/, /\.RateBasedStatement\.Limit$/, ({ waf }) => waf.requestsPerIp),
  ...(['provider', 'archive'] as const).map((name) =>
    use(`concurrency.${name}`, FUNCTION, /^ReservedConcurrentExecutions$/, ({ concurrency }) => concurrency[name]),
  ),
  use('alarms.paymentFailureRate', FUNCTION, variable('paymentFailureRate'), ({ alarms }) =>
    String(alarms.paymentFailureRate),
  ),
  ...(['paymentFailures', 'serverErrors', 'latencyP99Ms', 'crossEnvironmentAttempts', 'liveFallbacks'] as const).map(
    (name) => use(`alarms.${name}`, ALARM, /^Threshold$/, ({ alarms }) => alarms[name]),
  ),
  use('modes', ANY, new RegExp(`^Tags\\.${TAGS.mode}\\.Value$`), ({ modes }) => modes.join(' ')),
  use('modes', /^AWS::CloudWatch::Dashboard$/, /\.metrics\.\d+$/, ({ modes }, _, actual) =>
    modes.includes('live') && isFallbackMetric(actual) ? actual : undefined,
  ),
  use('tags', ANY, /^Tags\.([^.]+)\.Value$/, ({ tags }, [key = '']) => tags[key]),
  use('tags', ANY, /^Tags\.([^.]+)$/, ({ tags }, _, actual) => ownTag(tags, actual)),
  use('liveFallback', FUNCTION, variable('liveFallback'), ({ liveFallback }) => liveFallback),
  use('providers', FUNCTION, variable('providers', '\\.([^.]+)'), provider),
  use('providers', FUNCTION, variable('providers', '\\.([^.]+)\\.([^.]+)'), (environment, found) =>
    Object.entries(provider(environment, found) ?? {})
      .filter(([name]) => name === found[1])
      .map(([, value]) => value)
      .at(0),
  ),
  use('domain', /^AWS::ApiGateway::DomainName$/, /^RegionalCertificateArn$/, ({ domain }) => domain?.certificateArn),
  use('domain', FUNCTION, variable('hosts'), ({ domain }, _, actual) =>
    domain ? domain.name : GIVEN_HOST.test(String(actual)) ? actual : undefined,
  ),
  use('domain', /^AWS::ApiGateway::RestApi$/, /^DisableExecuteApiEndpoint$/, ({ domain }) => domain !== undefined),
];

/** In descriptions and on the dashboard. */
export const TEXTS = /^(?:AlarmDescription|Description|DashboardBody\..*\.markdown)$/;

export const SETTING_PHRASES: readonly SettingPhrase[] = [
  { setting: 'modes', phrase: ({ modes }) => `mode ${modes.join(', ')}` },
  { setting: 'alarms.paymentFailureRate', phrase: ({ alarms }) => ` ${alarms.paymentFailureRate} %` },
  { setting: 'alarms.paymentFailures', phrase: ({ alarms }) => ` ${alarms.paymentFailures} payments` },
  { setting: 'alarms.latencyP99Ms', phrase: ({ alarms }) => ` ${alarms.latencyP99Ms} ms` },
  { setting: 'contact', phrase: ({ contact }) => `Owned by ${contact.team}, ${contact.email}` },
];

function use(setting: string, type: RegExp, property: RegExp, value: SettingUse['value']): SettingUse {
  return { setting, type, property, value };
}

/** @param below the path in a setting that is JSON */
function variable(setting: Setting, below = ''): RegExp {
  return new RegExp(`^Environment\\.Variables\\.${SETTINGS[setting]}${below}$`);
}

function provider(environment: Environment, [name = '']: readonly string[]): object | undefined {
  const neutral = (mode: string) => (mode === environment.name ? '{environment}' : mode);
  return providerStates(environment).find((line) => `${line.provider} ${neutral(line.mode)}` === name);
}

function isFallbackMetric(metric: unknown): boolean {
  return Array.isArray(metric) && metric[1] === ('LiveFallback' satisfies GatewayMetric);
}

function ownTag(tags: Environment['tags'], tag: unknown): unknown {
  const { Key } = Object(tag) as { readonly Key?: string };
  return Key !== undefined && Object.hasOwn(tags, Key) ? { Key, Value: tags[Key] } : undefined;
}
