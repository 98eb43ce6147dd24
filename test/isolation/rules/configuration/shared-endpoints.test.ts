import { sharedEndpoints } from '../../../../lib/isolation/rules/configuration/shared-endpoints';
import { ruleTable } from '../rule-table';
import { resource, seen } from '../written';

const jwt = (Issuer: string, Audience: string) =>
  seen('AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'JWT', JwtConfiguration: { Issuer, Audience: [Audience] } });
const webhook = (Endpoint: string) => seen('AWS::SNS::Subscription', { Protocol: 'https', Endpoint, TopicArn: 't' });

const intake = (Url: string) =>
  resource('AWS::KinesisFirehose::DeliveryStream', {
    HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url } },
  });
const INTAKE = 'https://aws-kinesis-http-intake.logs.datadoghq.com/v1/input';
const INTAKE_WITH_KEY = 'https://listener.logz.io:8071/0a1b2c3d4e5f60718293';

ruleTable(sharedEndpoints, {
  other: { Everybody: intake(INTAKE), One: intake(INTAKE_WITH_KEY) } as never,
  mustCatch: { 'an intake with the key in its URL': { Seen: intake(INTAKE_WITH_KEY) } } as never,
  mustPass: { 'an intake of every customer': { Seen: intake(INTAKE) } } as never,
});

ruleTable(sharedEndpoints, {
  other: {
    Hook: resource('AWS::SNS::Subscription', {
      Protocol: 'https',
      Endpoint: 'https://hooks.example.org/a',
      TopicArn: 't',
    }),
    Mail: resource('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com', TopicArn: 't' }),
    Tokens: resource('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: 'https://login.example.org/', Audience: ['shop'] },
    }),
  } as never,
  mustCatch: {
    'a webhook': webhook('https://hooks.example.org/a'),
    'an issuer and its audience': jwt('https://login.example.org', 'shop'),
  } as never,
  mustPass: {
    'another webhook of the same host': webhook('https://hooks.example.org/b'),
    'another audience': jwt('https://login.example.org', 'shop-sandbox'),
    mail: seen('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com', TopicArn: 't' }),
  } as never,
});
