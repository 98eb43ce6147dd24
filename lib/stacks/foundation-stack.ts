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

/** What the other stacks stand on: the key, the way to people, and the settings that an account has once. */
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
   * API Gateway writes access logs as one role for the whole account and region. Retained with its setting: taking it away would fail
   * every stage of the account that has an access log.
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
              // Any group, since it tries the role on one of its own naming; but of this account and region.
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
