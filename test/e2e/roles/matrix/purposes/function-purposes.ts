import type { AccountResources } from '../account-resources';
import { type Need, need, placesOf } from '../needed-actions';

/** Of the roles that functions and services of the stacks run with. */
export function functionPurposes(resources: AccountResources): [role: string, needs: Need[]][] {
  const { names, prefix, table, secret, bucket, fn, logs, archive } = placesOf(resources);
  return [
    // Answers requests: reads apps and their signing secrets, keeps payments and guards, asks the provider.
    [
      `${prefix}-api`,
      [
        need('dynamodb:BatchGetItem dynamodb:GetItem', table('apps')),
        need('dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem', table('records')),
        need('dynamodb:Query', `${table('records')}/index/by-app`),
        need('dynamodb:Query', `${table('records')}/index/by-reference`),
        need(
          'dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem',
          table('guards'),
        ),
        need('secretsmanager:GetSecretValue', secret('apps')),
        need('lambda:InvokeFunction', fn('provider:current')),
        need('logs:CreateLogStream logs:PutLogEvents', `${logs('api')}:*`),
      ],
    ],
    // Alone holds what PSPs accept.
    [
      `${prefix}-provider`,
      [
        need('secretsmanager:GetSecretValue', secret('psp')),
        need('logs:CreateLogStream logs:PutLogEvents', `${logs('provider')}:*`),
      ],
    ],
    // Copies the ledger's stream into the archive, and puts aside what it could not copy.
    [
      `${prefix}-archive`,
      [
        need('dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator', `${table('ledger')}/stream/*`),
        need('s3:GetObject s3:PutObject', bucket(`${archive}/*`)),
        need('sqs:SendMessage', names.arn('sqs', `${prefix}-archive-dead-letters`)),
        need('logs:CreateLogStream logs:PutLogEvents', `${logs('archive')}:*`),
      ],
    ],
    // API Gateway writes access logs, and insists on looking at its own.
    [
      `${prefix}-api-gateway-logs`,
      [
        need(
          'logs:CreateLogStream logs:DescribeLogGroups logs:DescribeLogStreams logs:FilterLogEvents logs:GetLogEvents logs:PutLogEvents',
          names.arn('logs', 'log-group:*'),
        ),
      ],
    ],
    // CloudTrail writes streams of its own names, none of which is asked.
    [`${prefix}-trail`, []],
  ];
}
