import {
  CloudFormationClient,
  paginateDescribeStacks,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import type { DeployedStack } from '../../isolation/deployed/deployed-account';
import { collected, type Reader } from './reader';

/** What the stacks' resources are called in the account. */
export const stacks: Reader = {
  types: [],
  actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
  read: async ({ client: clientOf, ask }) => {
    const client = clientOf(CloudFormationClient);
    const listed = await ask({ what: 'stacks' }, () =>
      collected(paginateDescribeStacks({ client }, {}), ({ Stacks }) => Stacks),
    );
    const found: DeployedStack[] = [];
    for (const { StackName: name = '' } of listed ?? []) {
      const parts = await ask({ what: `resources of the stack ${name}` }, () =>
        collected(
          paginateListStackResources({ client }, { StackName: name }),
          ({ StackResourceSummaries }) => StackResourceSummaries,
        ),
      );
      const named = (parts ?? []).map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [
        LogicalResourceId,
        PhysicalResourceId,
      ]);
      found.push({ name, resources: Object.fromEntries(named) });
    }
    return { stacks: found };
  },
};
