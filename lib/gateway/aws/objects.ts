import { createHash } from 'node:crypto';
import { Deadline } from '../deadline';
import type { Objects } from '../ports/objects';
import { AwsClient } from './aws-client';
import { AwsError } from './aws-error';

/** A bucket of this account as the function's role. Keys are of letters, digits and `-._~/`, which need no escaping anywhere. */
export class RoleObjects implements Objects {
  private readonly client: AwsClient;

  constructor(
    private readonly bucket: string,
    deadline = new Deadline(),
  ) {
    this.client = new AwsClient({
      service: 's3',
      timeoutMilliseconds: 5_000,
      attempts: 4,
      escapesPathTwice: false,
      deadline,
    });
  }

  async putNew(key: string, text: string): Promise<boolean> {
    try {
      await this.client.send({
        method: 'PUT',
        path: this.path(key),
        headers: {
          'content-type': 'application/json',
          'if-none-match': '*',
          // A bucket under object lock takes nothing without a checksum.
          'x-amz-checksum-sha256': createHash('sha256').update(text).digest('base64'),
        },
        body: text,
      });
      return true;
    } catch (error) {
      if (error instanceof AwsError && error.$metadata.httpStatusCode === 412) return false;
      throw error;
    }
  }

  async get(key: string): Promise<string> {
    const { body } = await this.client.send({ method: 'GET', path: this.path(key), headers: {}, body: '' });
    return body.toString('utf8');
  }

  private path(key: string): string {
    return `/${this.bucket}/${key}`;
  }
}
