import { type Fragment, HOLE } from '../../edits/fragments';
import { BUS, type Channel, channel, FUNCTION, INVOKE, OWN_ROLE, of, ROLE, ref, withoutTwin } from './channel';

const API: Fragment = { AddedApi: of('AWS::ApiGateway::RestApi', { Name: 'added-{env}' }) };
const restApi = { RestApiId: ref('AddedApi') };
const HTTP_API: Fragment = {
  AddedHttpApi: of('AWS::ApiGatewayV2::Api', { Name: 'added-{env}', ProtocolType: 'HTTP' }),
};
const httpApi = { ApiId: ref('AddedHttpApi') };
const GRAPH: Fragment = {
  AddedGraph: of('AWS::AppSync::GraphQLApi', { Name: 'added-{env}', AuthenticationType: 'AWS_IAM' }),
};
const graph = { ApiId: { 'Fn::GetAtt': ['AddedGraph', 'ApiId'] } };
const POOL: Fragment = { AddedPool: of('AWS::Cognito::UserPool') };
const CERTIFICATE = 'arn:aws:acm:eu-west-1:{account}:certificate/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b';
const USER_POOL = 'arn:aws:cognito-idp:eu-west-1:{account}:userpool/eu-west-1_Pool{own}';
const BALANCER = 'arn:aws:elasticloadbalancing:eu-west-1:{account}:loadbalancer/net/orders/0123456789abcdef';
const method = (Integration: Record<string, string>) => ({
  ...restApi,
  ResourceId: { 'Fn::GetAtt': ['AddedApi', 'RootResourceId'] },
  HttpMethod: 'POST',
  AuthorizationType: 'AWS_IAM',
  Integration,
});

/** APIs, and who signs in to them. */
export const API_CHANNELS: readonly Channel[] = [
  channel(
    'AWS::ApiGateway::Authorizer',
    'AuthorizerUri',
    'either',
    INVOKE,
    {
      ...restApi,
      Name: 'added',
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerUri: HOLE,
    },
    API,
  ),
  channel(
    'AWS::ApiGateway::Authorizer',
    'ProviderARNs',
    'either',
    USER_POOL,
    {
      ...restApi,
      Name: 'added',
      Type: 'COGNITO_USER_POOLS',
      IdentitySource: 'method.request.header.Authorization',
      ProviderARNs: [HOLE],
    },
    API,
  ),
  channel(
    'AWS::ApiGateway::Authorizer',
    'AuthorizerCredentials',
    'either',
    ROLE,
    {
      ...restApi,
      Name: 'added',
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerUri: INVOKE.replace('{account}', '{own}'),
      AuthorizerCredentials: HOLE,
    },
    API,
  ),
  channel(
    'AWS::ApiGateway::Method',
    'Uri-function',
    'outward',
    INVOKE,
    method({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: HOLE }),
    API,
  ),
  channel(
    'AWS::ApiGateway::Method',
    'Uri-host',
    'outward',
    'https://{host}/pay',
    method({ Type: 'HTTP_PROXY', IntegrationHttpMethod: 'POST', Uri: HOLE }),
    API,
  ),
  channel(
    'AWS::ApiGateway::Method',
    'Uri-queue',
    'outward',
    'arn:aws:apigateway:eu-west-1:sqs:path/{account}/jobs',
    method({ Type: 'AWS', IntegrationHttpMethod: 'POST', Credentials: OWN_ROLE, Uri: HOLE }),
    API,
  ),
  channel(
    'AWS::ApiGateway::Method',
    'Credentials',
    'either',
    ROLE,
    method({
      Type: 'AWS_PROXY',
      IntegrationHttpMethod: 'POST',
      Uri: INVOKE.replace('{account}', '{own}'),
      Credentials: HOLE,
    }),
    API,
  ),
  channel('AWS::ApiGateway::VpcLink', 'TargetArns', 'outward', BALANCER, { Name: 'added-{env}', TargetArns: [HOLE] }),
  channel(
    'AWS::ApiGateway::Stage',
    'AccessLogSetting',
    'outward',
    'arn:aws:firehose:eu-west-1:{account}:deliverystream/amazon-apigateway-access',
    {
      ...restApi,
      StageName: 'added',
      DeploymentId: 'd{own}',
      AccessLogSetting: { DestinationArn: HOLE, Format: '$context.requestId' },
    },
    API,
  ),
  channel('AWS::ApiGateway::DomainName', 'RegionalCertificateArn', 'either', CERTIFICATE, {
    DomainName: 'extra.{site}',
    EndpointConfiguration: { Types: ['REGIONAL'] },
    RegionalCertificateArn: HOLE,
  }),
  channel('AWS::ApiGateway::DomainName', 'DomainName', 'either', 'extra.{host}', {
    DomainName: HOLE,
    EndpointConfiguration: { Types: ['REGIONAL'] },
    RegionalCertificateArn: CERTIFICATE.replace('{account}', '{own}'),
  }),
  channel('AWS::ApiGateway::RestApi', 'Body', 'outward', INVOKE, {
    Name: 'added-{env}',
    Body: {
      openapi: '3.0.1',
      info: { title: 'added', version: '1' },
      paths: {
        '/pay': {
          post: {
            responses: {},
            'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri: HOLE },
          },
        },
      },
    },
  }),
  withoutTwin(
    channel('AWS::ApiGateway::RestApi', 'BodyS3Location', 'either', '{bucket}', {
      Name: 'added-{env}',
      BodyS3Location: { Bucket: HOLE, Key: 'openapi.json' },
    }),
  ),
  channel(
    'AWS::ApiGatewayV2::Authorizer',
    'Issuer',
    'either',
    'https://{host}',
    {
      ...httpApi,
      Name: 'added',
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: ['added'], Issuer: HOLE },
    },
    HTTP_API,
  ),
  channel(
    'AWS::ApiGatewayV2::Authorizer',
    'AuthorizerUri',
    'either',
    INVOKE,
    {
      ...httpApi,
      Name: 'added',
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerUri: HOLE,
    },
    HTTP_API,
  ),
  channel(
    'AWS::ApiGatewayV2::Integration',
    'IntegrationUri-function',
    'outward',
    FUNCTION,
    { ...httpApi, IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0', IntegrationUri: HOLE },
    HTTP_API,
  ),
  channel(
    'AWS::ApiGatewayV2::Integration',
    'IntegrationUri-host',
    'outward',
    'https://{host}/pay',
    {
      ...httpApi,
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'POST',
      PayloadFormatVersion: '1.0',
      IntegrationUri: HOLE,
    },
    HTTP_API,
  ),
  channel('AWS::ApiGatewayV2::Api', 'Target', 'outward', FUNCTION, {
    Name: 'added-{env}',
    ProtocolType: 'HTTP',
    Target: HOLE,
  }),
  channel('AWS::ApiGatewayV2::Api', 'AllowOrigins', 'either', 'https://{host}', {
    Name: 'added-{env}',
    ProtocolType: 'HTTP',
    CorsConfiguration: { AllowOrigins: [HOLE] },
  }),
  channel(
    'AWS::AppSync::DataSource',
    'LambdaConfig',
    'outward',
    FUNCTION,
    {
      ...graph,
      Name: 'added',
      Type: 'AWS_LAMBDA',
      ServiceRoleArn: OWN_ROLE,
      LambdaConfig: { LambdaFunctionArn: HOLE },
    },
    GRAPH,
  ),
  channel(
    'AWS::AppSync::DataSource',
    'HttpConfig',
    'outward',
    'https://{host}',
    { ...graph, Name: 'added', Type: 'HTTP', HttpConfig: { Endpoint: HOLE } },
    GRAPH,
  ),
  channel(
    'AWS::AppSync::DataSource',
    'EventBridgeConfig',
    'outward',
    BUS,
    {
      ...graph,
      Name: 'added',
      Type: 'AMAZON_EVENTBRIDGE',
      ServiceRoleArn: OWN_ROLE,
      EventBridgeConfig: { EventBusArn: HOLE },
    },
    GRAPH,
  ),
  channel('AWS::AppSync::GraphQLApi', 'LambdaAuthorizer', 'either', FUNCTION, {
    Name: 'added-{env}',
    AuthenticationType: 'AWS_LAMBDA',
    LambdaAuthorizerConfig: { AuthorizerUri: HOLE },
  }),
  channel('AWS::AppSync::GraphQLApi', 'OpenIDConnect', 'either', 'https://{host}', {
    Name: 'added-{env}',
    AuthenticationType: 'OPENID_CONNECT',
    OpenIDConnectConfig: { Issuer: HOLE },
  }),
  channel(
    'AWS::AppSync::SourceApiAssociation',
    'SourceApiIdentifier',
    'either',
    'arn:aws:appsync:eu-west-1:{account}:apis/abcdefghijklmnopqrstuvwxyz',
    {
      MergedApiIdentifier: 'arn:aws:appsync:eu-west-1:{own}:apis/zyxwvutsrqponmlkjihgfedcba',
      SourceApiIdentifier: HOLE,
    },
  ),
  channel('AWS::Cognito::UserPool', 'LambdaConfig', 'outward', FUNCTION, { LambdaConfig: { PostConfirmation: HOLE } }),
  channel('AWS::Cognito::UserPool', 'CustomSender', 'outward', FUNCTION, {
    LambdaConfig: {
      KMSKeyID: 'arn:aws:kms:eu-west-1:{own}:key/6a2d0b1e-5f4c-4a3f-9a55-1c2d3e4f5a6b',
      CustomEmailSender: { LambdaArn: HOLE, LambdaVersion: 'V1_0' },
    },
  }),
  channel(
    'AWS::Cognito::UserPool',
    'EmailConfiguration',
    'outward',
    'arn:aws:ses:eu-west-1:{account}:identity/mail.example',
    { EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', SourceArn: HOLE } },
  ),
  channel(
    'AWS::Cognito::UserPoolClient',
    'CallbackURLs',
    'outward',
    'https://{host}/callback',
    {
      UserPoolId: ref('AddedPool'),
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      CallbackURLs: [HOLE],
      SupportedIdentityProviders: ['COGNITO'],
    },
    POOL,
  ),
  channel(
    'AWS::Cognito::UserPoolIdentityProvider',
    'oidc_issuer',
    'either',
    'https://{host}',
    {
      UserPoolId: ref('AddedPool'),
      ProviderName: 'partner',
      ProviderType: 'OIDC',
      ProviderDetails: {
        client_id: 'added',
        authorize_scopes: 'openid',
        attributes_request_method: 'GET',
        oidc_issuer: HOLE,
      },
    },
    POOL,
  ),
  channel(
    'AWS::Cognito::IdentityPool',
    'OpenIdConnectProviderARNs',
    'either',
    'arn:aws:iam::{account}:oidc-provider/login.example',
    { AllowUnauthenticatedIdentities: false, OpenIdConnectProviderARNs: [HOLE] },
  ),
  channel(
    'AWS::Cognito::IdentityPool',
    'SamlProviderARNs',
    'either',
    'arn:aws:iam::{account}:saml-provider/login-{env}',
    {
      AllowUnauthenticatedIdentities: false,
      SamlProviderARNs: [HOLE],
    },
  ),
  channel('AWS::Cognito::IdentityPoolRoleAttachment', 'Roles', 'outward', ROLE, {
    IdentityPoolId: 'eu-west-1:6a2d0b1e-5f4c-4a3f-9a55-{own}',
    Roles: { authenticated: HOLE },
  }),
];
