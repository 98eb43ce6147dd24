import { CloudFormationServiceException, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import type { InspectedAccount } from './inspected-account';

/** A stack of the account, or undefined while there is none of this name. */
export async function findStack({ cloudformation }: InspectedAccount, name: string): Promise<Stack | undefined> {
  try {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: name }));
    return Stacks[0];
  } catch (error) {
    if (error instanceof CloudFormationServiceException && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

export function outputOf(stack: Stack | undefined, key: string): string | undefined {
  return stack?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
}

/** Whether the last change of the stack went through. */
export function isSettled({ StackStatus }: Stack): boolean {
  return /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(StackStatus ?? '');
}
