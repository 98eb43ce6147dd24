/** Bodies of items, objects, messages and secrets. Log lines are apart: some may read them. */
export const DATA_READ_ACTIONS: readonly string[] = [
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
export const KEY_USE_ACTIONS: readonly string[] = ['kms:Decrypt', 'kms:GenerateDataKey*'];

/**
 * What DynamoDB does with a table's key, with the permissions of the caller who creates or restores the table,
 * beside the actions on data. Source: DynamoDB developer
 * guide, "DynamoDB encryption at rest usage notes", the least that it requires of the principal who selects the key.
 */
export const KEY_OF_TABLES: readonly string[] = [
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];
