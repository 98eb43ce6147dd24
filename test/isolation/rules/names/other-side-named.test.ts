import { otherSideNamed } from '../../../../lib/isolation/rules/names/other-side-named';
import { ruleTable } from '../rule-table';
import { resource, seen } from '../written';

const variable = (value: unknown) => seen('AWS::Lambda::Function', { Environment: { Variables: { TARGET: value } } });

ruleTable(otherSideNamed, {
  other: {
    Domain: resource('AWS::ApiGateway::DomainName', { DomainName: 'gateway.pay.example' }),
    Certificate: resource('AWS::CertificateManager::Certificate', {
      DomainName: 'far.example',
      SubjectAlternativeNames: ['apex.example'],
    }),
    Group: resource('AWS::Route53::RecordSetGroup', { RecordSets: [{ Name: 'group.pay.example.', Type: 'A' }] }),
    Zone: resource('AWS::Amplify::Domain', { DomainName: 'app.pay.example' }),
    Reports: resource('AWS::S3::Bucket', { BucketName: 'payments-reports-far' }),
    Table: resource('AWS::DynamoDB::Table', { TableName: 'far-ledger' }),
    Common: resource('AWS::SQS::Queue', { QueueName: 'payments-orders' }),
    Word: resource('AWS::SQS::Queue', { QueueName: 'orders' }),
  } as never,
  mustCatch: {
    'its host': variable('gateway.pay.example'),
    'its host in a URL, in capitals': variable('https://Gateway.Pay.example/v1'),
    'a host below its own': variable('eu.gateway.pay.example'),
    'its host, joined': variable({ 'Fn::Join': ['.', ['gateway', 'pay', 'example']] }),
    'another name of its certificate': variable('https://apex.example/a'),
    'a host below another name of its certificate': variable('https://www.apex.example'),
    'a host of theirs, beside an own one below the same domain': {
      ...variable('https://near.apex.example and https://www.apex.example'),
      Own: resource('AWS::ApiGateway::DomainName', { DomainName: 'near.apex.example' }),
    },
    'its host below an own domain': {
      ...variable('eu.gateway.pay.example'),
      Own: resource('AWS::Route53::HostedZone', { Name: 'pay.example' }),
    },
    'an own host below a domain of theirs': {
      ...variable('https://near.apex.example'),
      Own: resource('AWS::ApiGateway::DomainName', { DomainName: 'near.apex.example' }),
    },
    'a record of its group': variable('group.pay.example'),
    'an app of its own': variable('main.app.pay.example'),
    'its bucket': variable('s3://payments-reports-far/2026'),
    'its table in an ARN without account': variable('table/far-ledger'),
    'its host in the text of an alarm': seen('AWS::CloudWatch::Alarm', {
      AlarmDescription: 'see https://gateway.pay.example',
    }),
    'its host in an output': { Resources: {}, Outputs: { Url: { Value: 'https://gateway.pay.example' } } },
  } as never,
  mustPass: {
    'another host': variable('gateway.shop.example'),
    'a longer host': variable('gateway.pay.example.org'),
    'a longer name': variable('payments-reports-far-away'),
    'a name that both have': {
      ...variable('payments-orders'),
      Own: resource('AWS::SQS::Queue', { QueueName: 'payments-orders' }),
    },
    'a plain word': variable('orders'),
  } as never,
});
