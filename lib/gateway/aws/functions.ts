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
  /** Longer than the function that is called may take, and both tries within what the caller has. */
  private readonly client = new AwsClient({ service: 'lambda', timeoutMilliseconds: 13_000, attempts: 2 });

  async invoke(name: string, payload: unknown): Promise<Invocation> {
    const { headers, body } = await this.client.send({
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
    });
    return { failed: headers['x-amz-function-error'], payload: body.toString('utf8') };
  }
}
