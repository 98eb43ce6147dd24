import type { Names } from './names';
import { allow, type PolicyDocument, policyOf } from './policy';

/**
 * For an emergency that nobody has written a command for: everything in the services that hold this environment's data and show what
 * happens to it, on its own names. Each use raises an alarm; the boundary of people stands over it as over everybody.
 */
export function breakGlassPolicy(names: Names): PolicyDocument {
  const { prefix, partition, environment } = names;
  const own = (service: string, kind: string) => names.arn(service, `${kind}${prefix}-*`);
  return policyOf(
    allow(
      'Resources',
      ['cloudformation:*', 'cloudwatch:*', 'dynamodb:*', 'lambda:*', 'logs:*', 'secretsmanager:*', 'sqs:*'],
      [
        own('cloudformation', 'stack/'),
        own('cloudwatch', 'alarm:'),
        own('dynamodb', 'table/'),
        own('lambda', 'function:'),
        names.arn('logs', `log-group:/airlock/${environment.name}/*`),
        names.arn('secretsmanager', `secret:airlock/${environment.name}/*`),
        own('sqs', ''),
      ],
    ),
    allow('Key', ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], names.arn('kms', 'key/*')),
    allow('EventSources', ['lambda:DeleteEventSourceMapping', 'lambda:ListEventSourceMappings'], '*'),
    allow('Api', ['apigateway:GET', 'apigateway:PATCH'], `arn:${partition}:apigateway:${names.region}::/restapis/*`),
    allow('Archive', ['s3:GetObject', 's3:ListBucket'], [`${names.buckets}`]),
    allow('Look', ['cloudtrail:LookupEvents', 'cloudwatch:GetMetricData', 'logs:DescribeLogGroups'], '*'),
  );
}
