/** Bodies of items, objects, messages and secrets. Log lines are apart: some may read them. */
export const CONTENTS: readonly string[] = [
  'dynamodb:*GetItem',
  'dynamodb:GetRecords',
  'dynamodb:PartiQL*',
  'dynamodb:Query',
  'dynamodb:Scan',
  'lambda:Invoke*',
  's3:GetObject*',
  'secretsmanager:*GetSecretValue',
  'sqs:ReceiveMessage',
];

/** What opens them, where they are encrypted. */
export const KEY_USE: readonly string[] = ['kms:Decrypt', 'kms:GenerateDataKey*'];
