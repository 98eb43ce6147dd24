import type { Case } from '../edits/case';
import { addFragment } from '../edits/fragments';
import { type Mutable, type Site, section } from '../edits/site';
import { of } from './channels/channel';

const TRUST = 'AWS::IAM::Role';

function trusting(site: Site, principal: Mutable): void {
  addFragment(
    site,
    { AddedRole: of(TRUST, { AssumeRolePolicyDocument: '<hole>' }) },
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
    },
  );
}

function undecidable(operator: string, type: string, at: readonly string[], edit: (site: Site) => void): Case {
  return {
    group: 'undecidable',
    operator,
    spelling: 'as-it-is',
    type,
    flow: 'inward',
    at: () => at,
    undecidable: edit,
  };
}

/** What templates alone cannot tell; saying `isolated` would be a guess. */
export const undecidableCases: readonly Case[] = [
  undecidable('principal-from-a-parameter-store', TRUST, ['AddedRole'], (site) => {
    section(site, 'Parameters')['AddedTrusted'] = {
      Type: 'AWS::SSM::Parameter::Value<String>',
      Default: '/shared/trusted-account',
    };
    trusting(site, { Ref: 'AddedTrusted' });
  }),
  undecidable('principal-from-a-parameter-without-default', TRUST, ['AddedRole'], (site) => {
    section(site, 'Parameters')['AddedTrusted'] = { Type: 'String' };
    trusting(site, { 'Fn::Sub': 'arn:aws:iam::${AddedTrusted}:root' });
  }),
  undecidable('principal-from-an-import', TRUST, ['AddedRole'], (site) => {
    trusting(site, { 'Fn::ImportValue': 'platform-trusted-role' });
  }),
  undecidable('principal-from-a-dynamic-reference', TRUST, ['AddedRole'], (site) => {
    trusting(site, '{{resolve:ssm:/shared/trusted-role}}');
  }),
  undecidable('principal-from-a-custom-resource', TRUST, ['AddedRole', 'AddedLookup'], (site) => {
    addFragment(
      site,
      {
        AddedLookup: of('Custom::TrustedRole', { ServiceToken: 'arn:aws:lambda:eu-west-1:{own}:function:added-{env}' }),
      },
      null,
    );
    trusting(site, { 'Fn::GetAtt': ['AddedLookup', 'RoleArn'] });
  }),
  undecidable('principal-by-a-condition-on-what-is-not-known', TRUST, ['AddedRole'], (site) => {
    section(site, 'Parameters')['AddedShare'] = { Type: 'String' };
    section(site, 'Conditions')['AddedShares'] = { 'Fn::Equals': [{ Ref: 'AddedShare' }, 'yes'] };
    const { own, other } = site;
    trusting(site, {
      'Fn::If': ['AddedShares', `arn:aws:iam::${other.account}:root`, `arn:aws:iam::${own.account}:root`],
    });
  }),
  undecidable('policy-from-a-macro', 'AWS::SQS::QueuePolicy', ['AddedPolicy', 'AddedQueue'], (site) => {
    addFragment(
      site,
      {
        AddedQueue: of('AWS::SQS::Queue'),
        AddedPolicy: of('AWS::SQS::QueuePolicy', {
          Queues: [{ Ref: 'AddedQueue' }],
          PolicyDocument: { 'Fn::Transform': { Name: 'PolicyMacro', Parameters: { Kind: 'partner' } } },
        }),
      },
      null,
    );
  }),
  undecidable('nested-stack', 'AWS::CloudFormation::Stack', ['AddedStack'], (site) => {
    addFragment(
      site,
      {
        AddedStack: of('AWS::CloudFormation::Stack', {
          TemplateURL: 'https://{store}.s3.eu-west-1.amazonaws.com/nested.json',
        }),
      },
      null,
    );
  }),
  undecidable('macro-of-the-template', 'Transform', [''], (site) => {
    const template = site.template as { [section: string]: unknown };
    template['Transform'] = ['CompanyMacro'];
  }),
];
