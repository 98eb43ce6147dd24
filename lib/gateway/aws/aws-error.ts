/**
 * An AWS service refused a call. Has the members that the service's answer has, such as `CancellationReasons`, and is
 * told apart by `name` alone, so that it reads like an error of the SDK.
 */
export class AwsError extends Error {
  /** As the SDK's retry rules read it. */
  readonly $metadata: { readonly httpStatusCode: number };

  /** @param name the service's code, for example `ConditionalCheckFailedException` */
  constructor(
    override readonly name: string,
    status: number,
    members: Readonly<Record<string, unknown>>,
  ) {
    super(String(members['message'] ?? members['Message'] ?? `${name}, HTTP ${status}`));
    const { message: _, Message: __, name: ___, ...others } = members;
    Object.assign(this, others);
    this.$metadata = { httpStatusCode: status };
  }
}

/** Whether a service, asked through this client or the SDK, refused with that code. */
export function isRefusal(error: unknown, code: string): error is Error {
  return error instanceof Error && error.name === code;
}
