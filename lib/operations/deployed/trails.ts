import { CloudTrailClient, DescribeTrailsCommand, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { type Reader, resource } from './reader';

/** Every trail: where it writes, with which key and role, and whether it does. */
export const trails: Reader = {
  types: ['AWS::CloudTrail::Trail'],
  actions: ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
  read: async ({ client: clientOf, ask }) => {
    const client = clientOf(CloudTrailClient);
    const listed = await ask({ what: 'trails' }, () =>
      client.send(new DescribeTrailsCommand({ includeShadowTrails: false })),
    );
    const resources: DeployedResource[] = [];
    for (const trail of listed?.trailList ?? []) {
      const { Name = '', TrailARN = '' } = trail;
      const status = await ask({ what: `trail ${Name}` }, () =>
        client.send(new GetTrailStatusCommand({ Name: TrailARN })),
      );
      resources.push(
        resource('AWS::CloudTrail::Trail', Name, {
          TrailName: Name,
          S3BucketName: trail.S3BucketName,
          SnsTopicName: trail.SnsTopicName,
          CloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn,
          CloudWatchLogsRoleArn: trail.CloudWatchLogsRoleArn,
          KMSKeyId: trail.KmsKeyId,
          EnableLogFileValidation: trail.LogFileValidationEnabled,
          IsMultiRegionTrail: trail.IsMultiRegionTrail,
          IncludeGlobalServiceEvents: trail.IncludeGlobalServiceEvents,
          IsLogging: status?.IsLogging,
        }),
      );
    }
    return { resources };
  },
};
