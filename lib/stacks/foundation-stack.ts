import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AlarmTopic } from '../constructs/alarm-topic';
import { EnvironmentKey } from '../constructs/environment-key';
import { EnvironmentStack } from '../constructs/environment-stack';
import { onLogKey } from '../constructs/grants';
import { arnOf } from '../contract/arns';
import { nameOf } from '../contract/names';
import type { Environment } from '../environment/schema';

export interface FoundationStackProps {
  readonly environment: Environment;
}

/** What the other stacks need: the key, the alarm topic, and the settings that an account has once. */
export class FoundationStack extends EnvironmentStack {
  /** Encrypts all that the environment keeps. */
  readonly key: EnvironmentKey;
  /** Where every alarm goes. */
  readonly alarmTopic: AlarmTopic;

  constructor(scope: Construct, { environment }: FoundationStackProps) {
    super(scope, 'foundation', { environment, description: 'key, alarm topic, account-wide settings' });
    this.key = new EnvironmentKey(this, 'Key', { environment });
    this.alarmTopic = new AlarmTopic(this, 'AlarmTopic', {
      environment,
      encryptionKey: this.key,
      notify: environment.alarms.notify,
    });
    this.letApiGatewayLog();
  }

  /**
   * API Gateway writes access logs as one role for the whole account and region. Retained with its setting: without it every stage of
   * the account that has an access log would fail.
   */
  private letApiGatewayLog(): void {
    const role = new Role(this, 'ApiGatewayLogRole', {
      roleName: nameOf(this.environmentFile.name, 'api-gateway-logs'),
      description: 'Lets API Gateway write access logs in this account',
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: {
        logs: new PolicyDocument({
          statements: [
            new PolicyStatement({
              effect: Effect.ALLOW,
              // API Gateway refuses a role that lacks one of these.
              actions: [
                'logs:CreateLogGroup',
                'logs:CreateLogStream',
                'logs:DescribeLogStreams',
                'logs:FilterLogEvents',
                'logs:GetLogEvents',
                'logs:PutLogEvents',
              ],
              // Any group of this account and region, since API Gateway tries the role on a group that it names itself.
              resources: [arnOf(this.environmentFile, 'logs', 'log-group:*')],
            }),
            // Knows no resource.
            new PolicyStatement({ effect: Effect.ALLOW, actions: ['logs:DescribeLogGroups'], resources: ['*'] }),
            onLogKey(this.environmentFile, this.key, 'access'),
          ],
        }),
      },
    });
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const settings = new CfnAccount(this, 'ApiGatewayAccount', { cloudWatchRoleArn: role.roleArn });
    settings.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
