import type { JsonObject } from '../../../lib/isolation/template/json';
import type { Case } from '../edits/case';
import type { Fragment } from '../edits/fragments';
import { of, ref } from './channels/channel';
import { asCase, type Pair, pair } from './two-forms';

const PUBLIC_GROUP: Fragment = {
  AddedGroup: of('AWS::EC2::SecurityGroup', {
    GroupDescription: 'added',
    VpcId: '{network}',
    SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '{cidr}' }],
  }),
};
const groups = { 'Fn::GetAtt': ['AddedGroup', 'GroupId'] };
const reachable = (type: string, property: string, base: JsonObject) =>
  pair(
    'flags',
    type,
    property,
    { ...base, [property]: true },
    { ...base, [property]: false },
    { beside: PUBLIC_GROUP },
  );

const DATABASE = {
  Engine: 'postgres',
  DBInstanceClass: 'db.t4g.medium',
  AllocatedStorage: '20',
  MasterUsername: 'owner',
  ManageMasterUserPassword: true,
  StorageEncrypted: true,
  VPCSecurityGroups: [groups],
};
const REDSHIFT = {
  ClusterType: 'single-node',
  NodeType: 'ra3.large',
  DBName: 'added',
  MasterUsername: 'owner',
  ManageMasterPassword: true,
  Encrypted: true,
  VpcSecurityGroupIds: [groups],
};
const BROKER = {
  BrokerName: 'added-{env}',
  EngineType: 'RABBITMQ',
  EngineVersion: '3.13',
  HostInstanceType: 'mq.m5.large',
  DeploymentMode: 'SINGLE_INSTANCE',
  AutoMinorVersionUpgrade: true,
  Users: [{ Username: 'owner', Password: '{{resolve:secretsmanager:added-{env}}}' }],
};
const BUS_POLICY = { EventBusName: 'default', StatementId: 'added', Action: 'events:PutEvents' };
const SHARE = { Name: 'added-{env}', ResourceArns: ['arn:aws:ec2:eu-west-1:{own}:subnet/subnet-0{own}abc0'] };
const SERVICE_PERMISSIONS = { ServiceId: 'vpce-svc-0{own}abc0' };

const FLAGS: readonly Pair[] = [
  reachable('AWS::RDS::DBInstance', 'PubliclyAccessible', DATABASE),
  reachable('AWS::Redshift::Cluster', 'PubliclyAccessible', REDSHIFT),
  reachable('AWS::DMS::ReplicationInstance', 'PubliclyAccessible', {
    ReplicationInstanceClass: 'dms.t3.medium',
    VpcSecurityGroupIds: [groups],
  }),
  reachable('AWS::RedshiftServerless::Workgroup', 'PubliclyAccessible', {
    WorkgroupName: 'added-{env}',
    NamespaceName: 'added-{env}',
    SecurityGroupIds: [groups],
  }),
  pair(
    'flags',
    'AWS::AmazonMQ::Broker',
    'PubliclyAccessible',
    { ...BROKER, PubliclyAccessible: true },
    { ...BROKER, PubliclyAccessible: false },
  ),
  pair(
    'flags',
    'AWS::S3::Bucket',
    'AccessControl',
    {
      AccessControl: 'PublicRead',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: false, IgnorePublicAcls: false },
    },
    { AccessControl: 'Private', OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
  ),
  pair(
    'flags',
    'AWS::S3::Bucket',
    'AccessControl-authenticated',
    {
      AccessControl: 'AuthenticatedRead',
      OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: false, IgnorePublicAcls: false },
    },
    { AccessControl: 'BucketOwnerFullControl', OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } },
  ),
  pair(
    'sharing',
    'AWS::Events::EventBusPolicy',
    'everybody',
    { ...BUS_POLICY, Principal: '*' },
    { ...BUS_POLICY, Principal: '{own}' },
  ),
  pair('sharing', 'AWS::Events::EventBusPolicy', 'organization', {
    ...BUS_POLICY,
    Principal: '*',
    Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-a1b2c3d4e5' },
  }),
  pair(
    'sharing',
    'AWS::Events::EventBusPolicy',
    'statement',
    {
      EventBusName: 'default',
      StatementId: 'added',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::{other}:root' },
        Action: 'events:PutEvents',
        Resource: 'arn:aws:events:eu-west-1:{own}:event-bus/default',
      },
    },
    {
      EventBusName: 'default',
      StatementId: 'added',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::{own}:root' },
        Action: 'events:PutEvents',
        Resource: 'arn:aws:events:eu-west-1:{own}:event-bus/default',
      },
    },
  ),
  pair(
    'sharing',
    'AWS::RAM::ResourceShare',
    'organization',
    { ...SHARE, Principals: ['arn:aws:organizations::333333333333:organization/o-a1b2c3d4e5'] },
    { ...SHARE, Principals: ['arn:aws:iam::{own}:role/added-{env}'] },
  ),
  pair('sharing', 'AWS::RAM::ResourceShare', 'unit', {
    ...SHARE,
    Principals: ['arn:aws:organizations::333333333333:ou/o-a1b2c3d4e5/ou-a1b2-c3d4e5f6'],
  }),
  pair(
    'sharing',
    'AWS::EC2::VPCEndpointServicePermissions',
    'everybody',
    { ...SERVICE_PERMISSIONS, AllowedPrincipals: ['*'] },
    { ...SERVICE_PERMISSIONS, AllowedPrincipals: ['arn:aws:iam::{own}:root'] },
  ),
  pair(
    'sharing',
    'AWS::DLM::LifecyclePolicy',
    'shared-with-both',
    {
      Description: 'added',
      State: 'ENABLED',
      ExecutionRoleArn: 'arn:aws:iam::{own}:role/added-{env}',
      PolicyDetails: {
        ResourceTypes: ['VOLUME'],
        TargetTags: [{ Key: 'backup', Value: 'yes' }],
        Schedules: [
          {
            Name: 'daily',
            CreateRule: { Interval: 24, IntervalUnit: 'HOURS' },
            RetainRule: { Count: 7 },
            ShareRules: [{ TargetAccounts: ['{own}', '{other}'] }],
          },
        ],
      },
    },
    {
      Description: 'added',
      State: 'ENABLED',
      ExecutionRoleArn: 'arn:aws:iam::{own}:role/added-{env}',
      PolicyDetails: {
        ResourceTypes: ['VOLUME'],
        TargetTags: [{ Key: 'backup', Value: 'yes' }],
        Schedules: [{ Name: 'daily', CreateRule: { Interval: 24, IntervalUnit: 'HOURS' }, RetainRule: { Count: 7 } }],
      },
    },
  ),
];

const ASSUME = (Resource: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource }],
});
const ROLE_HERE: Fragment = {
  AddedOwnRole: of('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  }),
};
const assume = (name: string, open: string) =>
  pair(
    'permissions',
    'AWS::IAM::Policy',
    name,
    { PolicyName: 'added', Roles: [ref('AddedOwnRole')], PolicyDocument: ASSUME(open) },
    {
      PolicyName: 'added',
      Roles: [ref('AddedOwnRole')],
      PolicyDocument: ASSUME('arn:aws:iam::{own}:role/added-{env}'),
    },
    { beside: ROLE_HERE, flow: 'outward' },
  );
const IDENTITY: readonly Pair[] = [
  assume('assume-any-role-of-that-name', 'arn:aws:iam::*:role/deployer'),
  assume('assume-anything', '*'),
];

export const flagCases: readonly Case[] = [...FLAGS, ...IDENTITY].map(asCase);
