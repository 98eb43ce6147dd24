import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { EnvironmentStack } from '../constructs/environment-stack';
import { PspSecret } from '../constructs/psp-secret';
import { PSPS } from '../contract/providers';
import type { Environment } from '../environment/schema';

export interface SecretsStackProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
}

/** The empty places for PSP credentials. App secrets are made one by one, with the app. */
export class SecretsStack extends EnvironmentStack {
  constructor(scope: Construct, { environment, encryptionKey }: SecretsStackProps) {
    super(scope, 'secrets', { environment, description: 'places for payment provider credentials' });
    for (const psp of PSPS) new PspSecret(this, psp, { environment, psp, encryptionKey });
  }
}
