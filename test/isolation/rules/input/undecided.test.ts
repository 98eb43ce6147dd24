import { undecided } from '../../../../lib/isolation/rules/input/undecided';
import { ruleTable } from '../rule-table';
import { resource, seen } from '../written';

const outer = {
  name: 'app',
  template: { Resources: seen('AWS::CloudFormation::Stack', { TemplateURL: 'https://x' }) },
};
const nested = { name: 'app/Seen', template: { Resources: seen('AWS::SNS::Topic', {}) } };

ruleTable(undecided, {
  mustPass: {
    'known types and properties': seen('AWS::SQS::Queue', { QueueName: 'x', RedrivePolicy: { maxReceiveCount: 3 } }),
    'a custom resource with a function of this side behind it': {
      ...seen('Custom::S3AutoDeleteObjects', { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } }),
      Handler: resource('AWS::Lambda::Function', { Handler: 'index.handler' }),
    },
    'a parameter with a default': {
      Parameters: { A: { Type: 'String', Default: 'x' } },
      Resources: seen('AWS::SNS::Topic', {}),
    },
    'a nested stack whose template was given': { stacks: [outer, nested] },
  } as never,
  undecided: {
    'a type that nobody knows': seen('Acme::Thing::Machine', {}),
    'a custom resource': seen('Custom::Anything', { ServiceToken: 'x' }),
    'a property that nobody knows': seen('AWS::SQS::Queue', { QueueNames: 'x' }),
    'a property deep inside': seen('AWS::S3::Bucket', { ReplicationConfiguration: { Rules: [{ Destinations: 'x' }] } }),
    'an attribute that nobody knows': { Seen: { Type: 'AWS::SNS::Topic', Property: {} } },
    'a nested stack without its template': seen('AWS::CloudFormation::Stack', { TemplateURL: 'https://x' }),
    'a macro': { Transform: 'AWS::Serverless-2016-10-31', Resources: {} },
    'a resource without type': { Seen: {} },
    'a nested stack whose template was not given': { stacks: [outer] },
    'a file that could not be read': { unread: [{ path: 'asset.1/logo.png', reason: 'binary' }] },
    'a template with a problem': {
      stacks: [{ name: 'app', template: { Resources: {} }, problems: ['line 3: a member twice'] }],
    },
  } as never,
});
