import { type Difference, isObject } from './differences';
import type { Neutral } from './neutral';

/** Types that only protect or monitor. Live is weaker without one that sandbox has. */
const PROTECTS =
  /^AWS::(?:CloudWatch::(?:Alarm|CompositeAlarm|AnomalyDetector)|Logs::MetricFilter|CloudTrail::Trail|WAFv2::|Config::|GuardDuty::|AccessAnalyzer::|Backup::Backup(?:Plan|Selection)|SecretsManager::RotationSchedule)/;
/** Resource policies. They protect with their denies. */
const STANDS_ON = /Policy$/;

/** Properties that protect when they are true, and when they are false. */
const PROTECTS_WHEN_TRUE =
  /^(?:DeletionProtection(?:Enabled)?|PointInTimeRecoveryEnabled|EnableKeyRotation|BlockPublic(?:Acls|Policy)|IgnorePublicAcls|RestrictPublicBuckets|ObjectLockEnabled|EnableLogFileValidation|IsLogging|IsMultiRegionTrail|IncludeGlobalServiceEvents|Encrypted|StorageEncrypted|ActionsEnabled|SSEEnabled|TracingEnabled|DataTraceProtection|MultiAZ|TerminationProtection|SqsManagedSseEnabled|KmsMasterKeyId)$/;
const PROTECTS_WHEN_FALSE =
  /^(?:PubliclyAccessible|DisableExecuteApiEndpointOff|MapPublicIpOnLaunch|AssignPublicIp|DataTraceEnabled)$/;

/** Numbers that protect more when they are higher, or when they are lower. For alarms the operator decides. */
const MORE_IS_SAFER =
  /(?:Retention(?:In)?(?:Days|Period|PeriodHours)?|RetentionPeriodInDays|BackupRetentionPeriod|RecoveryPeriodInDays|MinimumPasswordLength|Days)$/;
const LESS_IS_SAFER = /^(?:EvaluationPeriods|DatapointsToAlarm|MaxSessionDuration)$/;

/** @returns how live is weaker for the difference, in words; undefined when it is not, or when that cannot be said */
export function liveWeaker({ at, property, sandbox, live }: Difference): string | undefined {
  const name = property.at(-1) ?? '';
  if (property.length === 0) {
    const isMissed = live === undefined && (PROTECTS.test(at.type) || (STANDS_ON.test(at.type) && denies(sandbox)));
    return isMissed ? `live has no such ${at.type}` : undefined;
  }
  const inside = insideStatement(property);
  if (inside) return weakerStatement(inside, sandbox, live);
  if (name === 'PermissionsBoundary' && live === undefined) return 'live has no permissions boundary';
  if (PROTECTS_WHEN_TRUE.test(name) && isOn(sandbox) && !isOn(live)) return `${name} is off in live`;
  if (PROTECTS_WHEN_FALSE.test(name) && !isOn(sandbox) && isOn(live)) return `${name} is on in live`;
  if (/^(?:Deletion|UpdateReplace)Policy$/.test(name) && keeps(sandbox) && !keeps(live))
    return 'live’s is deleted with its stack';
  if (at.type === 'AWS::CloudWatch::Alarm') {
    const weaker = weakerAlarm(name, at.value, sandbox, live);
    if (weaker !== undefined) return weaker;
  }
  const list = property.find((part) => LISTS_OF_WATCHERS.has(part));
  if (list !== undefined && live === undefined) return `live has fewer ${list}`;
  if (typeof sandbox !== 'number') return undefined;
  if (MORE_IS_SAFER.test(name) && (typeof live !== 'number' ? live === undefined : live < sandbox))
    return `${name} is less in live`;
  if (LESS_IS_SAFER.test(name) && typeof live === 'number' && live > sandbox) return `${name} is more in live`;
  return undefined;
}

/** Lists of which more is safer. */
const LISTS_OF_WATCHERS = new Set(['AlarmActions', 'Rules']);

/** The path below a statement of a policy; a firewall's rules have statements of another kind. */
function insideStatement(property: readonly string[]): readonly string[] | undefined {
  const at = property.indexOf('Statement');
  const next = at < 0 ? undefined : property[at + 1];
  if (next === undefined) return undefined;
  if (/^\d+$/.test(next)) return property.slice(at + 2);
  return /^(?:Sid|Effect|Condition|(?:Not)?(?:Action|Principal|Resource))$/.test(next)
    ? property.slice(at + 1)
    : undefined;
}

function weakerAlarm(
  name: string,
  alarm: Neutral,
  sandbox: Neutral | undefined,
  live: Neutral | undefined,
): string | undefined {
  if (name === 'TreatMissingData')
    return live === 'breaching' ? undefined : sandbox === 'breaching' ? 'live takes missing data for good' : undefined;
  if (name !== 'Threshold' || typeof sandbox !== 'number' || typeof live !== 'number') return undefined;
  const properties = isObject(alarm) ? alarm['Properties'] : undefined;
  const operator = isObject(properties) ? String(properties['ComparisonOperator'] ?? '') : '';
  if (operator.startsWith('Greater')) return live > sandbox ? 'the alarm goes off later in live' : undefined;
  if (operator.startsWith('Less')) return live < sandbox ? 'the alarm goes off later in live' : undefined;
  return undefined;
}

/** @param inside the path inside the statement; empty for the statement as a whole */
function weakerStatement(
  inside: readonly string[],
  sandbox: Neutral | undefined,
  live: Neutral | undefined,
): string | undefined {
  if (inside.length === 0) {
    if (isObject(sandbox) && live === undefined && sandbox['Effect'] === 'Deny') return 'live does not deny this';
    if (isObject(live) && sandbox === undefined && live['Effect'] === 'Allow')
      return 'live allows this, and sandbox does not';
    return undefined;
  }
  if (inside[0] === 'Effect') return live === 'Allow' ? 'live allows what sandbox denies' : undefined;
  if (inside[0] === 'Condition' && live === undefined) return 'live has a condition less';
  return undefined;
}

function denies(value: Neutral | undefined): boolean {
  return JSON.stringify(value ?? null).includes('Deny');
}

function isOn(value: Neutral | undefined): boolean {
  return value !== undefined && value !== false && value !== 'false' && value !== null;
}

function keeps(value: Neutral | undefined): boolean {
  return typeof value === 'string' && value.startsWith('Retain');
}
