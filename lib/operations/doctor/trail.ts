import { GetTrailStatusCommand, TrailNotFoundException } from '@aws-sdk/client-cloudtrail';
import { trailArn } from '../../contract/arns';
import { stackName } from '../../contract/stacks';
import { type Check, lacking, notChecked, ok } from './check';
import { findStack } from './find-stack';

/** Where there is a detection stack, its trail records: it may have been stopped, which the stack does not notice. */
export const trail: Check = {
  id: 'trail',
  actions: ['cloudformation:DescribeStacks', 'cloudtrail:GetTrailStatus'],
  inspect: async (account) => {
    const { environment, cloudtrail, local } = account;
    const { name } = environment;
    const Name = trailArn(environment);
    if (local) return [notChecked(Name, 'the emulator has no CloudTrail')];
    if (!(await findStack(account, stackName(name, 'detection'))))
      return [notChecked(Name, 'there is no detection stack')];
    try {
      const { IsLogging, LatestDeliveryError } = await cloudtrail.send(new GetTrailStatusCommand({ Name }));
      if (!IsLogging) return [lacking(Name, 'stopped', `aws cloudtrail start-logging --name ${Name}`)];
      return [
        LatestDeliveryError
          ? lacking(Name, `cannot deliver: ${LatestDeliveryError}`, `npx airlock diff ${name} shows what was changed`)
          : ok(Name, 'recording'),
      ];
    } catch (error) {
      if (!(error instanceof TrailNotFoundException)) throw error;
      return [lacking(Name, 'missing', `npx airlock deploy ${name}`)];
    }
  },
};
