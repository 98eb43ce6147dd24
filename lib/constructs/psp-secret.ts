import { RemovalPolicy, type Stack } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnResourcePolicy, CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { roleArn } from '../contract/arns';
import { nameOf, secretName } from '../contract/names';
import type { Psp } from '../contract/providers';
import { peopleRoleName } from '../contract/roles';
import type { Environment } from '../environment/schema';
import { sealStatements } from '../environment/seal';

export interface PspSecretProps {
  readonly environment: Environment;
  readonly psp: Psp;
  readonly encryptionKey: IKey;
}

/**
 * The place for a PSP's credentials, made empty: a value never passes through CloudFormation, and a generated one would look like a
 * loaded credential. Its policy denies other accounts everything, and reading the value to all but `provider` and break-glass, whose use
 * raises an alarm.
 * Kept when its stack goes.
 *
 * @example
 * ```ts
 * new PspSecret(stack, 'paypal', { environment, psp: 'paypal', encryptionKey });
 * const [secret] = resourcesOf('AWS::SecretsManager::Secret');
 * console.log(secret?.Properties.Name, secret?.Properties.SecretString); // airlock/sandbox/psp/paypal undefined
 * ```
 */
export class PspSecret extends Construct {
  constructor(scope: Stack, id: string, { environment, psp, encryptionKey }: PspSecretProps) {
    super(scope, id);
    const { name, account, modes } = environment;
    const secret = new CfnSecret(this, 'Secret', {
      name: secretName(name, 'psp', psp),
      description: `Credentials of ${psp} for ${name} (mode ${modes.join(', ')}); put there by an operator, read by the provider function only`,
      kmsKeyId: encryptionKey.keyArn,
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const readers = [nameOf(name, 'provider'), peopleRoleName(name, 'breakGlass')].map((role) =>
      roleArn(environment, role),
    );
    const policy = new CfnResourcePolicy(this, 'Policy', {
      secretId: secret.ref,
      blockPublicPolicy: true,
      resourcePolicy: {
        Version: '2012-10-17',
        Statement: [
          ...sealStatements({ account, actions: 'secretsmanager:*', resources: '*' }),
          {
            Sid: 'DenyOtherReaders',
            Effect: 'Deny',
            Principal: '*',
            Action: 'secretsmanager:GetSecretValue',
            Resource: '*',
            Condition: { ArnNotEquals: { 'aws:PrincipalArn': readers } },
          },
        ],
      },
    });
    policy.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
