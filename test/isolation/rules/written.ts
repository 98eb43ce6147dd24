import type { JsonObject } from '../../../lib/isolation/template/json';

/** One resource, the one in which something must be seen. */
export function seen(Type: string, Properties: unknown, more: object = {}): JsonObject {
  return { Seen: { Type, Properties }, ...more } as unknown as JsonObject;
}

/** A resource beside it. */
export function resource(Type: string, Properties: unknown = {}): object {
  return { Type, Properties };
}

/** With parameters: text without default, unless one is given. */
export function withParameters(resources: JsonObject, Parameters: object): JsonObject {
  return { Parameters, Resources: resources } as unknown as JsonObject;
}

/** What the other side holds that can be named by an id, a name or a host. */
export const OTHER_SIDE = {
  Reports: resource('AWS::S3::Bucket', { BucketName: 'live-reports' }),
  Api: resource('AWS::ApiGateway::DomainName', { DomainName: 'gateway.live.example.com' }),
  Zone: resource('AWS::Route53::HostedZone', { Name: 'live.example.com.' }),
  Pool: resource('AWS::Cognito::UserPoolDomain', { Domain: 'live-sign-in', UserPoolId: 'eu-west-1_AbCdEfGhI' }),
  Attachment: resource('AWS::EC2::TransitGatewayAttachment', {
    TransitGatewayId: 'tgw-0aaaaaaaaaaaaaaa1',
    VpcId: 'vpc-0aaaaaaaaaaaaaaa1',
    SubnetIds: ['subnet-0aaaaaaaaaaaaaaa1'],
  }),
  Hook: resource('AWS::SNS::Subscription', {
    TopicArn: { Ref: 'Topic' },
    Protocol: 'https',
    Endpoint: 'https://abc123def4.execute-api.eu-west-1.amazonaws.com/hook',
  }),
  Topic: resource('AWS::SNS::Topic'),
  Share: resource('AWS::RAM::ResourceShare', { Name: 'with-a-third', Principals: ['444444444444'] }),
} as unknown as JsonObject;
