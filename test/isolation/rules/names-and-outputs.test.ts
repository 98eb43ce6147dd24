import { foreignOutput } from '../../../lib/isolation/rules/configuration/foreign-output';
import { localSetting } from '../../../lib/isolation/rules/configuration/local-setting';
import { sharedName } from '../../../lib/isolation/rules/names/shared-name';
import { OTHER, OWN, ruleTable } from './rule-table';
import { resource, seen } from './written';

ruleTable(sharedName, {
  other: {
    Reports: resource('AWS::S3::Bucket', { BucketName: 'reports' }),
    Queue: resource('AWS::SQS::Queue', { QueueName: 'orders' }),
  } as never,
  mustCatch: {
    'a bucket': seen('AWS::S3::Bucket', { BucketName: { 'Fn::Join': ['', ['rep', 'orts']] } }),
  },
  mustPass: {
    'a bucket of its own': seen('AWS::S3::Bucket', { BucketName: 'other-reports' }),
    'a bucket that CloudFormation names': seen('AWS::S3::Bucket', {}),
    'a queue, which each account names by itself': seen('AWS::SQS::Queue', { QueueName: 'orders' }),
  },
});

const topic = (TopicName: unknown) => seen('AWS::SNS::Topic', { TopicName });

ruleTable(foreignOutput, {
  mustCatch: {
    'an output read with a role': topic({
      'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${OTHER}:role/cdk-x` },
    }),
    'a reader of exports elsewhere': seen('Custom::CrossRegionExportReader', {}),
    'an output that is read from elsewhere': {
      Resources: {},
      Outputs: {
        Out: {
          Value: { 'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${OTHER}:role/x` } },
        },
      },
    },
  } as never,
  mustPass: {
    'an output read in the own account': topic({ 'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y' } }),
    'an output read with an own role': topic({
      'Fn::GetStackOutput': { StackName: 'x', OutputName: 'y', RoleArn: `arn:aws:iam::${OWN}:role/x` },
    }),
    'an import that a stack of this side exports': {
      Resources: topic({ 'Fn::ImportValue': 'name' }),
      Outputs: { Out: { Value: 'x', Export: { Name: 'name' } } },
    },
    'an export': { Resources: {}, Outputs: { Out: { Value: 'x', Export: { Name: 'name' } } } },
  } as never,
  undecided: { 'an import of something that was not given': topic({ 'Fn::ImportValue': 'elsewhere' }) },
});

ruleTable(localSetting, {
  mustCatch: {
    'loopback for a function': seen('AWS::Lambda::Function', {
      Environment: { Variables: { AIRLOCK_LOOPBACK: 'localhost:8080' } },
    }),
  },
  mustPass: {
    'a function without it': seen('AWS::Lambda::Function', {
      Environment: { Variables: { AIRLOCK_HOSTS: 'pay.example' } },
    }),
  },
});
