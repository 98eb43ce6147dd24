import type { Case } from '../edits/case';
import { addFragment } from '../edits/fragments';
import { type Mutable, type Site, section } from '../edits/site';
import { root } from '../statements/statement';
import { of } from './channels/channel';
import { indirect } from './names/indirect';

function role(site: Site, Statement: Mutable): void {
  addFragment(
    site,
    { AddedRole: of('AWS::IAM::Role', { AssumeRolePolicyDocument: '<hole>' }) },
    { Version: '2012-10-17', Statement },
  );
}

/** As the stock bootstrap template trusts other accounts: a statement that is there when a parameter has a value. */
export const bootstrapCases: readonly Case[] = [
  indirect(
    'trusted-accounts',
    'conditional-statement',
    'AWS::IAM::Role',
    ['AddedRole'],
    (site, party) => {
      section(site, 'Parameters')['AddedTrusted'] = {
        Type: 'CommaDelimitedList',
        Default: party === site.own ? '' : party.account,
      };
      section(site, 'Conditions')['AddedHasTrusted'] = {
        'Fn::Not': [{ 'Fn::Equals': ['', { 'Fn::Join': ['', { Ref: 'AddedTrusted' }] }] }],
      };
      role(site, [
        { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: { Ref: 'AWS::AccountId' } } },
        {
          'Fn::If': [
            'AddedHasTrusted',
            { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: { Ref: 'AddedTrusted' } } },
            { Ref: 'AWS::NoValue' },
          ],
        },
      ]);
    },
    { group: 'bootstrap', flow: 'inward' },
  ),
  indirect(
    'trusted-accounts',
    'conditional-principals',
    'AWS::IAM::Role',
    ['AddedRole'],
    (site, party) => {
      section(site, 'Conditions')['AddedAlways'] = { 'Fn::Equals': ['yes', 'yes'] };
      role(site, [
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::If': ['AddedAlways', [root(site.own), root(party)], { Ref: 'AWS::NoValue' }] } },
        },
      ]);
    },
    { group: 'bootstrap', flow: 'inward' },
  ),
  indirect(
    'lookup-role',
    'named',
    'AWS::IAM::Role',
    ['AddedRole'],
    (site, party) => {
      addFragment(
        site,
        {
          AddedRole: of('AWS::IAM::Role', {
            RoleName: 'cdk-added-lookup-role-{own}-eu-west-1',

            AssumeRolePolicyDocument: '<hole>',
          }),
        },
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:TagSession'], Principal: { AWS: party.account } },
          ],
        },
      );
    },
    { group: 'bootstrap', flow: 'inward' },
  ),
  indirect(
    'staging-key',
    'condition',
    'AWS::KMS::Key',
    ['AddedKey'],
    (site, party) => {
      addFragment(
        site,
        { AddedKey: of('AWS::KMS::Key', { KeyPolicy: '<hole>' }) },
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'kms:*', Principal: { AWS: { Ref: 'AWS::AccountId' } }, Resource: '*' },
            {
              Effect: 'Allow',
              Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
              Principal: { AWS: '*' },
              Resource: '*',
              Condition: {
                StringEquals: { 'kms:CallerAccount': party.account, 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'] },
              },
            },
          ],
        },
      );
    },
    { group: 'bootstrap', flow: 'inward' },
  ),
  indirect(
    'deploy-role',
    'pipeline-of-theirs',
    'AWS::IAM::Role',
    ['AddedRole'],
    (site, party) => {
      role(site, [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: {
            AWS: { 'Fn::Sub': [`arn:\${AWS::Partition}:iam::\${Tools}:role/pipeline`, { Tools: party.account }] },
          },
        },
      ]);
    },
    { group: 'bootstrap', flow: 'inward' },
  ),
];
