import {
  CloudWatchLogsClient,
  DescribeAccountPoliciesCommand,
  DescribeResourcePoliciesCommand,
  DescribeSubscriptionFiltersCommand,
  paginateDescribeDestinations,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { collected, parsedPolicy, type Reader, resource } from './reader';

/** Every log group with its key and its subscription filters, log destinations, and the resource policies of the service. */
export const logs: Reader = {
  types: [
    'AWS::Logs::AccountPolicy',
    'AWS::Logs::Destination',
    'AWS::Logs::LogGroup',
    'AWS::Logs::ResourcePolicy',
    'AWS::Logs::SubscriptionFilter',
  ],
  actions: [
    'logs:DescribeAccountPolicies',
    'logs:DescribeDestinations',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:DescribeSubscriptionFilters',
  ],
  read: async ({ client: clientOf, ask }) => {
    const client = clientOf(CloudWatchLogsClient);
    const groups = await ask({ what: 'log groups' }, () =>
      collected(paginateDescribeLogGroups({ client }, {}), ({ logGroups }) => logGroups),
    );
    const resources: DeployedResource[] = [];
    for (const { logGroupName = '', kmsKeyId } of groups ?? []) {
      resources.push(resource('AWS::Logs::LogGroup', logGroupName, { LogGroupName: logGroupName, KmsKeyId: kmsKeyId }));
      const filters = await ask({ what: `subscriptions of the log group ${logGroupName}` }, () =>
        // A log group has two at most.
        client.send(new DescribeSubscriptionFiltersCommand({ logGroupName })),
      );
      for (const { filterName = '', destinationArn = '', roleArn } of filters?.subscriptionFilters ?? []) {
        resources.push(
          resource('AWS::Logs::SubscriptionFilter', `${logGroupName} ${filterName}`, {
            LogGroupName: logGroupName,
            FilterName: filterName,
            DestinationArn: destinationArn,
            RoleArn: roleArn,
          }),
        );
      }
    }
    const destinations = await ask({ what: 'log destinations' }, () =>
      collected(paginateDescribeDestinations({ client }, {}), ({ destinations: found }) => found),
    );
    for (const { destinationName = '', targetArn, roleArn, accessPolicy } of destinations ?? []) {
      resources.push(
        resource('AWS::Logs::Destination', destinationName, {
          DestinationName: destinationName,
          TargetArn: targetArn,
          RoleArn: roleArn,
          DestinationPolicy: accessPolicy,
        }),
      );
    }
    const policies = await ask({ what: 'policies of the log service' }, () =>
      // An account has ten at most.
      client.send(new DescribeResourcePoliciesCommand({})),
    );
    for (const { policyName = '', policyDocument } of policies?.resourcePolicies ?? []) {
      resources.push(
        resource('AWS::Logs::ResourcePolicy', policyName, {
          PolicyName: policyName,
          PolicyDocument: JSON.stringify(parsedPolicy(policyDocument) ?? {}),
        }),
      );
    }
    const all = await ask({ what: 'subscription of all log groups at once' }, () =>
      client.send(new DescribeAccountPoliciesCommand({ policyType: 'SUBSCRIPTION_FILTER_POLICY' })),
    );
    for (const { policyName = '', policyDocument = '', policyType = '' } of all?.accountPolicies ?? []) {
      resources.push(
        resource('AWS::Logs::AccountPolicy', policyName, {
          PolicyName: policyName,
          PolicyType: policyType,
          PolicyDocument: policyDocument,
        }),
      );
    }
    return { resources };
  },
};
