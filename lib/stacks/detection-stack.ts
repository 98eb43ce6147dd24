import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { ALARM_PERIOD, EnvironmentAlarm } from '../constructs/environment-alarm';
import { EnvironmentLogGroup } from '../constructs/environment-log-group';
import { EnvironmentStack } from '../constructs/environment-stack';
import { onLogKey } from '../constructs/grants';
import { LockedBucket } from '../constructs/locked-bucket';
import { bucketArn, logGroupArn, trailArn } from '../contract/arns';
import { METRIC_NAMESPACE } from '../contract/metrics';
import { bucketName, nameOf } from '../contract/names';
import type { Environment } from '../environment/schema';
import { detections } from './alarms/cloudtrail-alarms';

export interface DetectionStackProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
  /** Where alarms go; its policy and its key must let CloudWatch publish. */
  readonly alarmTopic: ITopic;
}

/** The CloudTrail trail of the account in a locked bucket, and alarms on calls that should not be made. */
export class DetectionStack extends EnvironmentStack {
  constructor(scope: Construct, { environment, encryptionKey, alarmTopic }: DetectionStackProps) {
    super(scope, 'detection', { environment, description: 'trail and alarms on what nobody should do' });
    const log = new EnvironmentLogGroup(this, 'TrailLog', { environment, part: 'trail', encryptionKey });
    this.trail(log, encryptionKey);
    const metricNamespace = `${METRIC_NAMESPACE}/${environment.name}`;
    for (const { part, metric: metricName, meaning, patterns } of detections(environment)) {
      for (const [at, pattern] of patterns.entries()) {
        const number = at === 0 ? '' : String(at + 1);
        new MetricFilter(this, `${metricName}Filter${number}`, {
          filterName: nameOf(environment.name, `${part}${number && `-${number}`}`),
          logGroup: log,
          filterPattern: FilterPattern.literal(pattern),
          metricNamespace,
          metricName,
          metricValue: '1',
        });
      }
      new EnvironmentAlarm(this, metricName, {
        environment,
        part,
        meaning,
        metric: new Metric({ namespace: metricNamespace, metricName, statistic: Stats.SUM, period: ALARM_PERIOD }),
        threshold: 1,
        topic: alarmTopic,
      });
    }
  }

  private trail(log: LogGroup, encryptionKey: IKey): void {
    const { environmentFile: environment } = this;
    const { policy } = this.trailBucket();
    const role = new Role(this, 'TrailRole', {
      roleName: nameOf(environment.name, 'trail'),
      description: 'Lets CloudTrail write its events to the log that alarms read',
      // Without aws:SourceArn, which CloudTrail's guide rules out for this role. No account can hand a role to a trail of another.
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
      inlinePolicies: {
        log: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'TrailLog',
              effect: Effect.ALLOW,
              actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              // CloudTrail's own naming of its streams.
              resources: [`${logGroupArn(environment, 'trail')}:log-stream:${this.account}_CloudTrail_${this.region}*`],
            }),
            onLogKey(environment, encryptionKey, 'trail'),
          ],
        }),
      },
    });
    const trail = new CfnTrail(this, 'Trail', {
      trailName: nameOf(environment.name),
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: this.trailBucketName,
      kmsKeyId: encryptionKey.keyArn,
      cloudWatchLogsLogGroupArn: log.logGroupArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: [
        {
          name: 'Everything that is managed, reads included',
          fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }],
        },
        {
          name: 'Every touch of the archived ledger',
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
            {
              field: 'resources.ARN',
              startsWith: [`${bucketArn(environment, bucketName(environment, 'ledger-archive'))}/`],
            },
          ],
        },
      ],
    });
    if (policy) trail.node.addDependency(policy);
    // No deployment may stop it, and so none can delete it.
    trail.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }

  private get trailBucketName(): string {
    return bucketName(this.environmentFile, 'trail');
  }

  /** Locked for as long as log lines are kept, and emptied after that. The trail encrypts its events itself, with the environment's key. */
  private trailBucket(): LockedBucket {
    const { data, logs, account } = this.environmentFile;
    const bucket = new LockedBucket(this, 'TrailBucket', {
      bucketName: this.trailBucketName,
      lockDays: logs.retentionDays,
      compliance: data.archiveComplianceLock,
      expiresAfterDays: logs.retentionDays + 1,
    });
    const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
    const ownTrail = { 'aws:SourceArn': trailArn(this.environmentFile) };
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailLooksAtTheBucket',
        effect: Effect.ALLOW,
        principals: [cloudTrail],
        actions: ['s3:GetBucketAcl'],
        resources: [bucket.bucketArn],
        conditions: { StringEquals: ownTrail },
      }),
    );
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TrailWrites',
        effect: Effect.ALLOW,
        principals: [cloudTrail],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`AWSLogs/${account}/*`)],
        conditions: { StringEquals: { ...ownTrail, 's3:x-amz-acl': 'bucket-owner-full-control' } },
      }),
    );
    return bucket;
  }
}
