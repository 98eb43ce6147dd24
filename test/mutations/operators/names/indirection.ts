import type { Case } from '../../edits/case';
import { addFragment } from '../../edits/fragments';
import { type Mutable, type Party, type Site, section } from '../../edits/site';
import { SPELLINGS } from '../../edits/spellings';
import { of } from '../channels/channel';
import { indirect } from './indirect';

const queueOf = ({ account }: Party) => `arn:aws:sqs:eu-west-1:${account}:jobs`;
const spelledAs = (spelling: string, text: string, token: string, site: Site, beside: string): Mutable =>
  SPELLINGS[spelling]?.({ text, token }, site, beside) ?? null;

/** Outputs and exports: read by people, pipelines and other stacks. */
const outputs = ['literal', 'sub', 'join', 'mapping', 'parameter', 'if-true', 'select', 'join-halves'].flatMap(
  (spelling) => [
    indirect(
      'output',
      spelling,
      'Output',
      ['', 'AddedOutput'],
      (site, party) => {
        section(site, 'Outputs')['AddedOutput'] = {
          Value: spelledAs(spelling, queueOf(party), party.account, site, queueOf(site.own)),
        };
      },
      { group: 'exports', flow: 'either' },
    ),
    indirect(
      'export',
      spelling,
      'Output',
      ['', 'AddedOutput'],
      (site, party) => {
        const text = `https://${party.host}/v1`;
        section(site, 'Outputs')['AddedOutput'] = {
          Value: spelledAs(spelling, text, party.host, site, `https://${site.own.host}/v1`),
          Export: { Name: `added-${site.own.environment}-gateway` },
        };
      },
      { group: 'exports', flow: 'either' },
    ),
  ],
);

const exportName = indirect(
  'export-name',
  'literal',
  'Output',
  ['', 'AddedOutput'],
  (site, party) => {
    section(site, 'Outputs')['AddedOutput'] = {
      Value: 'x',
      Export: { Name: `added-${site.own.environment}-${party.account}` },
    };
  },
  { group: 'exports', flow: 'either' },
);

const SETTING = 'AWS::SSM::Parameter';

function setting(site: Site, value: Mutable): void {
  addFragment(
    site,
    { AddedSetting: of(SETTING, { Name: '/added/{env}/setting', Type: 'String', Value: '<hole>' }) },
    value,
  );
}

/** Values that CloudFormation looks up when it deploys. */
const lookups = [
  indirect(
    'stack-output-through-a-role',
    'literal',
    SETTING,
    ['AddedSetting'],
    (site, party) => {
      setting(site, {
        'Fn::GetStackOutput': {
          StackName: 'orders',
          OutputName: 'Endpoint',
          Region: 'eu-west-1',
          RoleArn: `arn:aws:iam::${party.account}:role/reader`,
        },
      });
    },
    { twin: false },
  ),
  indirect(
    'dynamic-reference',
    'literal',
    'AWS::Lambda::Function',
    ['AddedFunction'],
    (site, party) => {
      const fragment = {
        AddedFunction: of('AWS::Lambda::Function', {
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Role: 'arn:aws:iam::{own}:role/added-{env}',
          Code: { S3Bucket: '{store}', S3Key: 'code.zip' },
          Environment: { Variables: { TOKEN: '<hole>' } },
        }),
      };
      const secret = `arn:aws:secretsmanager:eu-west-1:${party.account}:secret:orders-AbCdEf`;
      addFragment(site, fragment, `{{resolve:secretsmanager:${secret}:SecretString:token}}`);
    },
    { twin: false },
  ),
  indirect('dynamic-reference', 'in-a-sub', 'AWS::DMS::Endpoint', ['AddedEndpoint'], (site, party) => {
    addFragment(
      site,
      {
        AddedEndpoint: of('AWS::DMS::Endpoint', {
          EndpointType: 'source',
          EngineName: 'postgres',
          ServerName: 'database.{site}',
          Port: 5432,
          DatabaseName: 'orders',
          Username: 'owner',
          Password: '<hole>',
        }),
      },
      {
        'Fn::Sub': `{{resolve:secretsmanager:arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:${party.account}:secret:orders-AbCdEf:SecretString:password}}`,
      },
    );
  }),
];

/** Parts of a template that hold no properties. */
const elsewhere = [
  indirect(
    'metadata',
    'literal',
    'AWS::SNS::Topic',
    ['AddedTopic'],
    (site, party) => {
      addFragment(
        site,
        { AddedTopic: { Type: 'AWS::SNS::Topic', Metadata: { Owner: { PartnerAccount: '<hole>' } } } },
        party.account,
      );
    },
    { flow: 'either' },
  ),
  indirect('metadata-of-an-instance', 'literal', 'AWS::EC2::Instance', ['AddedInstance'], (site, party) => {
    addFragment(
      site,
      {
        AddedInstance: {
          ...of('AWS::EC2::Instance', {
            ImageId: '{image}',
            InstanceType: 't4g.small',
            SubnetId: '{subnet}',
          }),
          Metadata: {
            'AWS::CloudFormation::Init': {
              config: { files: { '/etc/app.conf': { content: '<hole>', mode: '000400' } } },
            },
          },
        },
      },
      `gateway=https://${party.host}/v1\n`,
    );
  }),
  indirect(
    'tag',
    'literal',
    'AWS::SNS::Topic',
    ['AddedTopic'],
    (site, party) => {
      addFragment(
        site,
        { AddedTopic: of('AWS::SNS::Topic', { Tags: [{ Key: 'partner', Value: '<hole>' }] }) },
        party.account,
      );
    },
    { flow: 'either' },
  ),
  indirect(
    'mapping-nobody-uses',
    'literal',
    'Mapping',
    ['', 'AddedPartners'],
    (site, party) => {
      section(site, 'Mappings')['AddedPartners'] = { Warehouse: { Account: party.account } };
    },
    { flow: 'either' },
  ),
  indirect(
    'parameter-nobody-uses',
    'literal',
    'Parameter',
    ['', 'AddedPartner'],
    (site, party) => {
      section(site, 'Parameters')['AddedPartner'] = { Type: 'String', Default: `https://${party.host}` };
    },
    { flow: 'either' },
  ),
];

export const indirectionCases: readonly Case[] = [...outputs, exportName, ...lookups, ...elsewhere];
