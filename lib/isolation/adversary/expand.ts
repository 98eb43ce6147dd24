import { actionsMatching } from '../tables/actions';
import type { ExpandActions } from './adversary';
import { instanceOf } from './instances';

/** Finds all actions that a pattern stands for in the table of actions, or one example of the pattern when the table has none. Remembers them. */
export function actionsExpander(): ExpandActions {
  const known = new Map<string, readonly string[]>();
  return (pattern) => {
    const found = known.get(pattern) ?? expanded(pattern);
    known.set(pattern, found);
    return found;
  };
}

/** A resource policy only matters to its own service, so `*` is tried with a few actions of each service that has resource policies. */
function expanded(pattern: string): readonly string[] {
  if (pattern === '*' || pattern === '*:*') return EVERYTHING;
  const actions = actionsMatching(pattern);
  return actions.length > 0 ? actions : [instanceOf(pattern)];
}

const EVERYTHING = [
  's3:GetObject',
  's3:PutObject',
  's3:PutBucketPolicy',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sns:Publish',
  'sns:Subscribe',
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'secretsmanager:GetSecretValue',
  'secretsmanager:PutSecretValue',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'lambda:InvokeFunction',
  'lambda:UpdateFunctionCode',
  'events:PutEvents',
  'ecr:BatchGetImage',
  'kinesis:PutRecord',
  'execute-api:Invoke',
  'es:ESHttpGet',
  'backup:CopyIntoBackupVault',
  'elasticfilesystem:ClientMount',
  'logs:PutSubscriptionFilter',
];
