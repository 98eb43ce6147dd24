import { sharedName } from '../../../../lib/isolation/rules/names/shared-name';
import { ruleTable } from '../rule-table';
import { resource, seen } from '../written';

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
