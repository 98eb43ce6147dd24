import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { arnOf } from '../contract/arns';
import { alarmTopicName, type Location, nameOf } from '../contract/names';
import { sealPolicyStatements } from './seal-statements';

/** All that a topic's policy can speak of; SNS refuses `sns:*` there. */
const TOPIC_ACTIONS = [
  'sns:AddPermission',
  'sns:DeleteTopic',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'sns:Publish',
  'sns:RemovePermission',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
];

export interface AlarmTopicProps {
  readonly environment: Location;
  /** Must allow CloudWatch to encrypt with it, as EnvironmentKey does; otherwise alarms fail without a sign. */
  readonly encryptionKey: IKey;
  /** Email addresses that every alarm is sent to; each has to confirm once. */
  readonly notify: readonly string[];
}

/**
 * The encrypted topic through which an environment's alarms reach people; only this environment's alarms can publish to it.
 *
 * @example
 * ```ts
 * new AlarmTopic(stack, 'Alarms', { environment, encryptionKey, notify: ['on-call@airlock.example'] });
 * const [subscription] = resourcesOf('AWS::SNS::Subscription');
 * console.log(subscription?.Properties.Endpoint); // on-call@airlock.example
 * ```
 */
export class AlarmTopic extends Topic {
  constructor(scope: Stack, id: string, { environment, encryptionKey, notify }: AlarmTopicProps) {
    super(scope, id, {
      topicName: alarmTopicName(environment.name),
      displayName: `Airlock ${environment.name} alarms`,
      masterKey: encryptionKey,
    });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisEnvironment',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': scope.account },
          ArnLike: { 'aws:SourceArn': arnOf(environment, 'cloudwatch', `alarm:${nameOf(environment.name, '*')}`) },
        },
      }),
    );
    for (const statement of sealPolicyStatements({
      account: scope.account,
      actions: TOPIC_ACTIONS,
      resources: this.topicArn,
    })) {
      this.addToResourcePolicy(statement);
    }
    for (const address of notify) this.addSubscription(new EmailSubscription(address));
  }
}
