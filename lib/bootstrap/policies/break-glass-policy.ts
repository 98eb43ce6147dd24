import { apiGatewayArn, logGroupArn } from '../../contract/arns';
import type { Names } from '../names';
import { KEY_OF_TABLES } from './data-access-actions';
import { allow, type PolicyDocument, policyOf } from './policy-document';

/**
 * For an emergency that no command covers: everything in the services that hold and monitor this environment's data, on its own names.
 * Each use raises an alarm; the permissions boundary of people applies as to every person.
 */
export function breakGlassPolicy(names: Names): PolicyDocument {
  const { prefix, region } = names;
  const own = (service: string, kind: string) => names.arn(service, `${kind}${prefix}-*`);
  const key = names.arn('kms', 'key/*');
  const throughDynamoDb = { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` };
  return policyOf(
    allow(
      'Resources',
      ['cloudformation:*', 'cloudwatch:*', 'dynamodb:*', 'lambda:*', 'logs:*', 'secretsmanager:*', 'sqs:*'],
      [
        own('cloudformation', 'stack/'),
        own('cloudwatch', 'alarm:'),
        own('dynamodb', 'table/'),
        own('lambda', 'function:'),
        logGroupArn(names, '*'),
        names.secrets,
        own('sqs', ''),
      ],
    ),
    allow('Key', ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'], key),
    allow('KeyOfTables', KEY_OF_TABLES, key, { StringEquals: throughDynamoDb }),
    // A restored table uses its key by a grant, which DynamoDB creates with the permissions of the caller.
    allow('GrantToTable', ['kms:CreateGrant'], key, {
      StringEquals: throughDynamoDb,
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
    }),
    // This role cannot delete or disable a key; it can cancel that when an administrator did it by mistake.
    allow('KeepKey', ['kms:CancelKeyDeletion', 'kms:EnableKey'], key),
    allow('EndEventSources', ['lambda:DeleteEventSourceMapping'], '*', {
      ArnLike: { 'lambda:FunctionArn': own('lambda', 'function:') },
    }),
    allow('Api', ['apigateway:GET', 'apigateway:PATCH'], apiGatewayArn(names, 'restapis/*')),
    allow('Archive', ['s3:GetObject', 's3:GetObjectVersion', 's3:ListBucket', 's3:ListBucketVersions'], names.buckets),
    allow(
      'Look',
      [
        'cloudtrail:LookupEvents',
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricData',
        'dynamodb:ListBackups',
        'lambda:ListEventSourceMappings',
        'logs:DescribeLogGroups',
        // What a query found is asked for by its id, not by its log groups.
        'logs:GetQueryResults',
        'logs:StopQuery',
      ],
      '*',
    ),
  );
}
