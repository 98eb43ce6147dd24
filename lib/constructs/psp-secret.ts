import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { EnvironmentName } from '../environment/modes';
import type { Psp } from '../environment/providers';
import { pspSecretName } from './names';

export interface PspSecretProps {
  readonly environment: EnvironmentName;
  readonly psp: Psp;
  readonly encryptionKey: IKey;
}

/**
 * The place for a PSP's credentials, made empty: a value never passes through CloudFormation, and a generated one would look like a
 * loaded credential. Kept when its stack goes.
 */
export class PspSecret extends Construct {
  constructor(scope: Construct, id: string, { environment, psp, encryptionKey }: PspSecretProps) {
    super(scope, id);
    const secret = new CfnSecret(this, 'Secret', {
      name: pspSecretName(environment, psp),
      description: `Credentials of ${psp} for ${environment}; put there by an operator, read by the provider function only`,
      kmsKeyId: encryptionKey.keyArn,
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
