import type { JsonObject } from '../../../../lib/isolation/template/json';
import type { Case } from '../../edits/case';
import { of } from '../channels/channel';
import { asCase, type Pair, pair } from '../two-forms';

const PERMISSION = { FunctionName: 'added-{env}', Action: 'lambda:InvokeFunction' };
const LAYER = { LayerVersionArn: 'arn:aws:lambda:eu-west-1:{own}:layer:added:1', Action: 'lambda:GetLayerVersion' };
const permission = (name: string, open: JsonObject, closed?: JsonObject) =>
  pair(
    'permissions-of-functions',
    'AWS::Lambda::Permission',
    name,
    { ...PERMISSION, ...open },
    closed && { ...PERMISSION, ...closed },
  );

const PERMISSIONS: readonly Pair[] = [
  permission('everybody', { Principal: '*' }, { Principal: '{own}' }),
  permission('everybody-of-the-organization', { Principal: '*', PrincipalOrgID: 'o-a1b2c3d4e5' }),
  permission(
    'account-of-the-organization',
    { Principal: 'arn:aws:iam::{other}:root', PrincipalOrgID: 'o-a1b2c3d4e5' },
    { Principal: 'arn:aws:iam::{own}:root', PrincipalOrgID: 'o-a1b2c3d4e5' },
  ),
  ...['sns', 's3', 'events', 'apigateway', 'logs', 'secretsmanager', 'config', 'cognito-idp', 'iot', 'ses'].map(
    (service) =>
      permission(
        `${service}-without-source`,
        { Principal: `${service}.amazonaws.com` },
        { Principal: `${service}.amazonaws.com`, SourceAccount: '{own}' },
      ),
  ),
  // The ARN of a bucket has no account: it says nothing of who owns it.
  permission(
    'bucket-of-theirs',
    { Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::{other-bucket}' },
    { Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::{store}', SourceAccount: '{own}' },
  ),
  permission(
    'source-account-by-join',
    { Principal: 's3.amazonaws.com', SourceAccount: { 'Fn::Join': ['', ['{other-first}', '{other-last}']] } },
    { Principal: 's3.amazonaws.com', SourceAccount: { Ref: 'AWS::AccountId' } },
  ),
  permission(
    'address-for-everybody',
    { Action: 'lambda:InvokeFunctionUrl', Principal: '*', FunctionUrlAuthType: 'NONE' },
    { Action: 'lambda:InvokeFunctionUrl', Principal: '{own}', FunctionUrlAuthType: 'AWS_IAM' },
  ),
  permission('address-for-all-identities', {
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: 'AWS_IAM',
  }),
  pair(
    'permissions-of-functions',
    'AWS::Lambda::Url',
    'without-authentication',
    { TargetFunctionArn: 'added-{env}', AuthType: 'NONE' },
    { TargetFunctionArn: 'added-{env}', AuthType: 'AWS_IAM' },
    {
      beside: {
        AddedUrlPermission: of('AWS::Lambda::Permission', {
          FunctionName: 'added-{env}',
          Action: 'lambda:InvokeFunctionUrl',
          Principal: '{url-principal}',
          FunctionUrlAuthType: '{url-authentication}',
        }),
      },
    },
  ),
  pair(
    'permissions-of-functions',
    'AWS::Lambda::LayerVersionPermission',
    'everybody',
    { ...LAYER, Principal: '*' },
    { ...LAYER, Principal: '{own}' },
  ),
  pair('permissions-of-functions', 'AWS::Lambda::LayerVersionPermission', 'organization', {
    ...LAYER,
    Principal: '*',
    OrganizationId: 'o-a1b2c3d4e5',
  }),
];

export const functionPermissionCases: readonly Case[] = PERMISSIONS.map(asCase);
