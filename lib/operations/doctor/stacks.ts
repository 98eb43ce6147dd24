import { STACKS, stackName } from '../../contract/stacks';
import { type Check, lacking, ok } from './check';
import { findStack, isSettled } from './find-stack';

/** Every stack is deployed, and its last change went through. */
export const stacks: Check = {
  id: 'stacks',
  actions: ['cloudformation:DescribeStacks'],
  inspect: (account) => {
    const { name } = account.environment;
    return Promise.all(
      STACKS.map(async (part) => {
        const stack = stackName(name, part);
        const found = await findStack(account, stack);
        if (found && isSettled(found)) return ok(stack, `${found.StackStatus}`);
        const fix = found
          ? `see its events (aws cloudformation describe-stack-events --stack-name ${stack}), then npx airlock deploy ${name}`
          : `npx airlock deploy ${name}`;
        return lacking(stack, found?.StackStatus ?? 'not deployed', fix);
      }),
    );
  },
};
