// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of CloudFormation

import { foreignTrust } from '../../../lib/isolation/rules/identity/foreign-trust';
import { foreignResourcePolicy } from '../../../lib/isolation/rules/resources/foreign-resource-policy';
import type { Json, JsonObject } from '../../../lib/isolation/template/json';
import { OWN, ruleTable, type Written } from './rule-table';

const BUCKET = 'arn:aws:s3:::app-reports';

/** A bucket with a policy of one statement, for any principal unless it says otherwise. */
const bucket = (statement: JsonObject, version?: string): Written => ({
  Reports: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'app-reports' } },
  Seen: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Reports' },
      PolicyDocument: {
        Version: version ?? '2012-10-17',
        Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `${BUCKET}/*`, ...statement },
      },
    },
  },
});

/** The same without one of its elements. */
const instead = (element: 'Action' | 'Resource', statement: JsonObject): Written =>
  JSON.parse(JSON.stringify(bucket({ [element]: 'leave out', ...statement })).replace(`"${element}":"leave out",`, ''));

const held = (condition: JsonObject): Written => bucket({ Condition: condition });

const forService = (service: Json, condition?: JsonObject): Written =>
  bucket({ Principal: { Service: service }, ...(condition && { Condition: condition }) });

const trust = (statement: JsonObject): Written => ({
  Seen: {
    Type: 'AWS::IAM::Role',
    Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } } },
  },
});

ruleTable(foreignResourcePolicy, {
  mustCatch: {
    'a folder for each user': bucket({ Resource: `${BUCKET}/home/\${aws:username}/*` }),
    'a folder for each account': bucket({ Resource: `${BUCKET}/AWSLogs/\${aws:PrincipalAccount}/*` }),
    'a folder by a tag of the caller': bucket({ Resource: `${BUCKET}/\${aws:PrincipalTag/team}/*` }),
    'a folder by an id that IAM makes': bucket({ Resource: `${BUCKET}/\${aws:userid}/*` }),
    'a folder by a tag with a default': bucket({ Resource: `${BUCKET}/\${aws:PrincipalTag/team, 'none'}/*` }),
    'a variable that is none in the old version': bucket({ Resource: `${BUCKET}/\${aws:username}/*` }, '2008-10-17'),
    'a folder for each account that a service acts for': bucket({
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `${BUCKET}/AWSLogs/\${aws:SourceAccount}/*`,
    }),
    'a prefix for each user': held({ StringLike: { 's3:prefix': `home/\${aws:username}/*` } }),
    'a prefix for each account': held({ StringLike: { 's3:prefix': `\${aws:PrincipalAccount}/*` } }),
    'a tag that equals another tag': held({
      StringEquals: { 'aws:PrincipalTag/team': `\${aws:PrincipalTag/owner}` },
    }),
    'the organisation of the resource': held({ StringEquals: { 'aws:ResourceOrgID': `\${aws:PrincipalOrgID}` } }),
    'a role of the account that the caller is of': held({
      ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::\${aws:PrincipalAccount}:role/deployer` },
    }),
    'two tests of a key with several values': held({
      'ForAnyValue:StringEquals': { 'aws:TagKeys': 'team' },
      'ForAnyValue:StringLike': { 'aws:TagKeys': 'cost-*' },
    }),
    'federated users': held({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:federated-user/*' } }),
    'a federated user of a name': held({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:federated-user/bob' } }),
    'the type of federated users': held({ StringEquals: { 'aws:PrincipalType': 'FederatedUser' } }),
    'all roles but those of one beginning': held({
      StringEquals: { 'aws:PrincipalType': 'AssumedRole' },
      ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:role/airlock-*', 'arn:aws:iam::*:role/x*'] },
    }),
    'a pattern without a part of it': held({
      StringLike: { 's3:prefix': 'public*' },
      StringNotLike: { 's3:prefix': 'publicx*' },
    }),
    'all addresses but some': held({
      IpAddress: { 'aws:SourceIp': '0.0.0.0/0' },
      NotIpAddress: { 'aws:SourceIp': ['0.0.0.0/8', '198.51.100.0/24'] },
    }),
    'an access point of any account': held({
      ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:*:*:accesspoint/*' },
    }),
    'a day that has come': held({ DateGreaterThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
    'a day that is still to come': held({ DateGreaterThan: { 'aws:CurrentTime': '2999-01-01T00:00:00Z' } }),
    'a year, as text': held({ StringLike: { 'aws:CurrentTime': '2031-*' } }),
    'all objects but some': instead('Resource', { NotResource: [BUCKET, `${BUCKET}/x*`] }),
    'all actions but those that stand for their service': instead('Action', {
      NotAction: ['s3:GetObject', 's3:PutObject', 's3:PutBucketPolicy', ...otherServices()],
    }),
    'every service': forService('*'),
    'every service, in a list': forService(['*']),
    'one service among everybody, by condition': held({
      StringEquals: { 'aws:PrincipalServiceName': 'sns.amazonaws.com' },
    }),
    'a service that acts for what is called so anywhere': forService('sns.amazonaws.com', {
      StringLike: { 'aws:SourceArn': '*:orders' },
    }),
    'a service that acts for an ARN of which only ends are asked': forService('s3.amazonaws.com', {
      StringLike: { 'aws:SourceArn': 'arn:*orders' },
    }),
    'a service that acts for a topic of the account that it acts for': forService('sns.amazonaws.com', {
      ArnLike: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:\${aws:SourceAccount}:orders` },
    }),
  },
  undecided: {
    'a role of an account by a parameter': {
      Parameters: { Account: { Type: 'String' } },
      Resources: held({
        ArnEquals: { 'aws:PrincipalArn': { 'Fn::Sub': 'arn:aws:iam::${Account}:role/deployer' } },
      }),
    },
    'a role that a parameter names': {
      Parameters: { Role: { Type: 'String' } },
      Resources: held({ ArnEquals: { 'aws:PrincipalArn': { Ref: 'Role' } } }),
    },
    'a service by a parameter without a default': {
      Parameters: { Name: { Type: 'String' } },
      Resources: forService({ Ref: 'Name' }),
    },
    'a service whose name holds a parameter': {
      Parameters: { Name: { Type: 'String' } },
      Resources: forService({ 'Fn::Sub': 'logs.${Name}.amazonaws.com' }),
    },
  },
  mustPass: {
    'a caller of the account of the resource': held({
      StringEquals: { 'aws:PrincipalAccount': `\${aws:ResourceAccount}` },
    }),
    'an access point of the own account': held({
      ArnEquals: { 's3:DataAccessPointArn': `arn:aws:s3:eu-west-1:${OWN}:accesspoint/reports` },
    }),
    'a day that is over': held({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
    'a second that is over': held({ NumericLessThanEquals: { 'aws:EpochTime': 1577836800 } }),
    'access points of the own account': held({ StringEquals: { 's3:DataAccessPointAccount': OWN } }),
    'network endpoints of the own account': held({ StringEquals: { 'aws:VpceAccount': OWN } }),
    'federated users of the own account': held({
      ArnLike: { 'aws:PrincipalArn': `arn:aws:sts::${OWN}:federated-user/*` },
    }),
    'a service that acts for a topic of the own account': forService('sns.amazonaws.com', {
      ArnLike: { 'aws:SourceArn': `arn:aws:sns:*:${OWN}:*` },
    }),
  },
});

ruleTable(foreignTrust, {
  mustCatch: {
    'everybody with a token': trust({ Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity' }),
    'everybody with an assertion': trust({ Principal: '*', Action: ['sts:AssumeRoleWithSAML'] }),
  },
  undecided: {
    'all of AWS with a token': trust({ Principal: { AWS: '*' }, Action: 'sts:AssumeRoleWithWebIdentity' }),
  },
  mustPass: {
    'everybody of the own account, whatever the way': trust({
      Principal: '*',
      Action: 'sts:*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': OWN } },
    }),
  },
});

/** Services that a statement about everything is asked for beside Amazon S3. */
function otherServices(): string[] {
  const services = 'sqs sns kms secretsmanager dynamodb lambda events ecr kinesis execute-api es backup';
  return [...services.split(' '), 'elasticfilesystem', 'logs'].map((service) => `${service}:*`);
}
