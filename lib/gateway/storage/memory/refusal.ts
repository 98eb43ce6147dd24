import { AwsError } from '../../aws/aws-error';

/** A call that DynamoDB finds wrong in itself, whatever the tables hold. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', 400, { message });
}

/** A call that DynamoDB refuses for what the tables hold. */
export function refused(name: string, message: string, members: Readonly<Record<string, unknown>> = {}): AwsError {
  return new AwsError(name, 400, { message, ...members });
}
