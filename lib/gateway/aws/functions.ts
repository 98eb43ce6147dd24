import { Deadline } from '../deadline';
import { AwsClient } from './aws-client';

export interface Invocation {
  /** Why the function failed, in Lambda's words; undefined when it answered. */
  readonly failed: string | undefined;
  /** The function's answer, JSON. */
  readonly payload: string;
}

export interface Functions {
  /** @param name `name:alias` */
  invoke(name: string, payload: unknown): Promise<Invocation>;
}

/** Lambda as the function's role. */
export class RoleFunctions implements Functions {
  private readonly client: AwsClient;

  constructor(deadline = new Deadline()) {
    // A try is longer than the function that is called may take, and two are within what the caller has.
    this.client = new AwsClient({
      service: 'lambda',
      timeoutMilliseconds: 9_000,
      attempts: 2,
      deadline,
    });
  }

  async invoke(name: string, payload: unknown): Promise<Invocation> {
    const { headers, body } = await this.client.send({
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return { failed: headers['x-amz-function-error'], payload: body.toString('utf8') };
  }
}
