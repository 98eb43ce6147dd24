import { ArnFormat, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { EnvironmentName } from '../environment/modes';
import { logGroupName, nameOf } from './names';

/** What the account's own roles do to data through a service that encrypts with the key. */
export const DATA_KEY_ACTIONS = [
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export interface EnvironmentKeyProps {
  readonly environment: EnvironmentName;
}

/**
 * The key that encrypts everything an environment keeps. The account's own principals use it as their IAM policies say; two services
 * use it for us: CloudWatch Logs for log groups of this environment, and CloudWatch alarms to publish to the encrypted topic.
 */
export class EnvironmentKey extends Key {
  constructor(scope: Stack, id: string, { environment }: EnvironmentKeyProps) {
    super(scope, id, {
      alias: `alias/${nameOf(environment)}`,
      description: `Encrypts all that Airlock ${environment} keeps`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'AccountDecidesByIam',
            effect: Effect.ALLOW,
            principals: [new AccountRootPrincipal()],
            actions: ['kms:*'],
            resources: ['*'],
          }),
          new PolicyStatement({
            sid: 'LogsOfThisEnvironment',
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal(`logs.${scope.region}.amazonaws.com`)],
            actions: DATA_KEY_ACTIONS,
            resources: ['*'],
            // CloudWatch Logs sends no aws:SourceAccount; the encryption context holds account and group.
            conditions: {
              ArnLike: {
                'kms:EncryptionContext:aws:logs:arn': scope.formatArn({
                  service: 'logs',
                  resource: 'log-group',
                  resourceName: logGroupName(environment, '*'),
                  arnFormat: ArnFormat.COLON_RESOURCE_NAME,
                }),
              },
            },
          }),
          new PolicyStatement({
            sid: 'AlarmsOfThisAccount',
            effect: Effect.ALLOW,
            principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
            actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
            resources: ['*'],
            conditions: { StringEquals: { 'aws:SourceAccount': scope.account } },
          }),
        ],
      }),
    });
  }
}
