import { bucketArn, tableArn } from '../../contract/arns';
import { BUCKETS, bucketName } from '../../contract/names';
import type { Names } from '../names';
import { allow, deny, type PolicyDocument, policyOf, type Statement } from '../policies/policy-document';
import { ACCOUNT_SERVICES, CROSS_ACCOUNT_ACTIONS, TRAIL_CHANGES } from './cross-account-actions';
import { denyForeignResourcesUnlessOfAws } from './own-account-only';

const SERVICES = [
  'acm',
  'apigateway',
  'cloudformation',
  'cloudtrail',
  'cloudwatch',
  'dynamodb',
  'events',
  'kms',
  'lambda',
  'logs',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'wafv2',
];

/** IAM's verbs that change something; PassRole is allowed apart. */
const IAM_CHANGES = [
  'Add',
  'Attach',
  'Change',
  'Create',
  'Deactivate',
  'Delete',
  'Detach',
  'Enable',
  'Put',
  'Remove',
  'Reset',
  'Resync',
  'Set',
  'Tag',
  'Untag',
  'Update',
  'Upload',
].map((verb) => `iam:${verb}*`);

const STACK_CHANGES = ['Cancel', 'Continue', 'Create', 'Delete', 'Execute', 'Import', 'Rollback', 'Set', 'Update'].map(
  (verb) => `cloudformation:${verb}*`,
);

const GRANT = 'kms:CreateGrant';

/** One cross-account action stays allowed: break-glass, restoring a table, lets DynamoDB use the table's key. */
function grantsToTables(names: Names): Statement[] {
  return [
    deny('GrantsByBreakGlass', [GRANT], '*', { ArnNotEquals: { 'aws:PrincipalArn': names.roleArn('breakGlass') } }),
    deny('GrantsThroughDynamoDb', [GRANT], '*', {
      StringNotEquals: { 'kms:ViaService': `dynamodb.${names.region}.amazonaws.com` },
    }),
    // Holds for a request that does not say it too.
    deny('GrantsToPrincipals', [GRANT], '*', { StringNotEquals: { 'kms:GrantIsForAWSResource': 'true' } }),
  ];
}

/** The most that people, the pipeline and the CDK's roles can do. None of them can change permissions: only a bootstrap does. */
export function peopleBoundary(names: Names): PolicyDocument {
  const cdkRoles = [names.cdkRoleArn('deploy'), names.cdkRoleArn('file-publishing')];
  const locked = BUCKETS.map((part) => `${bucketArn(names, bucketName(names, part))}*`);
  return policyOf(
    allow('Services', [...SERVICES.map((service) => `${service}:*`), 'iam:Get*', 'iam:List*'], '*'),
    allow('HandOverToCloudFormation', ['iam:PassRole'], names.cdkRoleArn('cfn-exec')),
    allow('CdkRoles', ['sts:AssumeRole'], cdkRoles),
    denyForeignResourcesUnlessOfAws(names),
    { Sid: 'OtherSessions', Effect: 'Deny', Action: ['sts:Assume*', 'sts:TagSession'], NotResource: cdkRoles },
    deny('MoreSessions', ['sts:GetFederationToken', 'sts:GetSessionToken']),
    deny(
      'Channels',
      CROSS_ACCOUNT_ACTIONS.filter((action) => action !== GRANT),
    ),
    ...grantsToTables(names),
    deny('Accounts', [...ACCOUNT_SERVICES, ...IAM_CHANGES, ...TRAIL_CHANGES]),
    deny('Bootstrap', STACK_CHANGES, names.arn('cloudformation', `stack/${names.stack}/*`)),
    deny('SecretValues', ['secretsmanager:*GetSecretValue'], '*', {
      ArnNotEquals: { 'aws:PrincipalArn': names.roleArn('breakGlass') },
    }),
    // The operator seals an app's secrets, and no person can remove a seal.
    deny('SealsStay', ['secretsmanager:DeleteResourcePolicy']),
    deny('SealsByOperator', ['secretsmanager:PutResourcePolicy'], '*', {
      ArnNotEquals: { 'aws:PrincipalArn': names.roleArn('operator') },
    }),
    deny('Locked', ['s3:Delete*', 's3:Put*', 's3:Bypass*'], locked),
    deny(
      'LedgerIsAppendOnly',
      [
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:DeleteTable',
        'dynamodb:PartiQL*',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:UpdateTable',
      ],
      tableArn(names, 'ledger'),
    ),
    deny('BootstrapVersion', ['ssm:Delete*', 'ssm:Label*', 'ssm:Put*', 'ssm:Update*']),
    deny('KeysForever', ['kms:DisableKey*', 'kms:ScheduleKeyDeletion']),
  );
}
