import { Deadline } from '../deadline';
import type { Secrets } from '../ports/secrets';
import { AwsClient } from './aws-client';
import { isRefusal } from './aws-error';

/** Secrets Manager as the function's role. */
export class RoleSecrets implements Secrets {
  private readonly client: AwsClient;

  constructor(deadline = new Deadline()) {
    this.client = new AwsClient({
      service: 'secretsmanager',
      timeoutMilliseconds: 2_000,
      attempts: 3,
      deadline,
    });
  }

  async read(name: string, versionId?: string): Promise<string | undefined> {
    try {
      const { body } = await this.client.send({
        path: '/',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
        body: JSON.stringify({ SecretId: name, VersionId: versionId }),
      });
      return JSON.parse(body.toString('utf8')).SecretString;
    } catch (error) {
      if (isRefusal(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  }
}
