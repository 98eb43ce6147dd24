import { ADDRESS_RULES } from '../../../lib/isolation/rules/address-rules';
import { OTHER, OWN, observe, ruleTable, THIRD, type Written } from './rule-table';
import { OTHER_SIDE, resource, seen, withParameters } from './written';

const invocation = (account: string) =>
  `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:${account}:function:f/invocations`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${OTHER}:function:f`;
const method = (Uri: unknown, Type = 'AWS_PROXY') =>
  seen('AWS::ApiGateway::Method', {
    HttpMethod: 'GET',
    ResourceId: 'r',
    RestApiId: 'a',
    AuthorizationType: 'NONE',
    Integration: { Type, Uri, IntegrationHttpMethod: 'POST' },
  });
const origin = (DomainName: unknown) =>
  seen('AWS::CloudFront::Distribution', {
    DistributionConfig: { Enabled: true, Origins: [{ Id: 'o', DomainName }], DefaultCacheBehavior: {} },
  });
const body = (uri: unknown) =>
  seen('AWS::ApiGateway::RestApi', {
    Body: {
      openapi: '3.0.1',
      paths: { '/': { get: { 'x-amazon-apigateway-integration': { uri, type: 'aws_proxy' } } } },
    },
  });

ruleTable(ADDRESS_RULES['api-parts'], {
  other: OTHER_SIDE,
  mustCatch: {
    'an authorizer': seen('AWS::ApiGateway::Authorizer', {
      RestApiId: 'a',
      Name: 'n',
      Type: 'TOKEN',
      AuthorizerUri: invocation(OTHER),
    }),
    'a user pool': seen('AWS::ApiGateway::Authorizer', {
      RestApiId: 'a',
      Name: 'n',
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: [`arn:aws:cognito-idp:eu-west-1:${OTHER}:userpool/eu-west-1_AbCdEfGhI`],
    }),
    'an issuer that is the other pool': seen('AWS::ApiGatewayV2::Authorizer', {
      ApiId: 'a',
      Name: 'n',
      AuthorizerType: 'JWT',
      JwtConfiguration: {
        Issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI',
        Audience: ['client'],
      },
    }),
    'an integration': method(invocation(OTHER)),
    'an integration in pieces': method({
      'Fn::Join': [
        '',
        [
          'arn:aws:apigateway:',
          { Ref: 'AWS::Region' },
          ':lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:',
          OTHER,
          ':function:f/invocations',
        ],
      ],
    }),
    'an integration with a host': method('https://gateway.live.example.com/{proxy}', 'HTTP_PROXY'),
    'a body': body(invocation(OTHER)),
    'an HTTP integration': seen('AWS::ApiGatewayV2::Integration', {
      ApiId: 'a',
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: `arn:aws:lambda:eu-west-1:${OTHER}:function:f`,
    }),
    'an origin': origin('live-reports.s3.eu-west-1.amazonaws.com'),
    'an origin with a host': origin('gateway.live.example.com'),
    'a function at the edge': seen('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        DefaultCacheBehavior: {
          LambdaFunctionAssociations: [{ LambdaFunctionARN: `arn:aws:lambda:us-east-1:${OTHER}:function:f:1` }],
        },
      },
    }),
    'a data source': seen('AWS::AppSync::DataSource', {
      ApiId: 'a',
      Name: 'n',
      Type: 'AWS_LAMBDA',
      LambdaConfig: { LambdaFunctionArn: `arn:aws:lambda:eu-west-1:${OTHER}:function:f` },
    }),
    'identities of a provider': seen('AWS::Cognito::IdentityPool', {
      AllowUnauthenticatedIdentities: false,
      OpenIdConnectProviderARNs: [`arn:aws:iam::${OTHER}:oidc-provider/example.com`],
    }),
    'a callback': seen('AWS::Cognito::UserPoolClient', {
      UserPoolId: { Ref: 'Pool' },
      CallbackURLs: ['https://gateway.live.example.com/back'],
    }),
    'an issuer of the other side': seen('AWS::IAM::OIDCProvider', { Url: 'https://id.live.example.com' }),
    'sign-in at a balancer': seen('AWS::ElasticLoadBalancingV2::Listener', {
      DefaultActions: [
        {
          Type: 'authenticate-cognito',
          AuthenticateCognitoConfig: {
            UserPoolArn: `arn:aws:cognito-idp:eu-west-1:${OTHER}:userpool/eu-west-1_AbCdEfGhI`,
            UserPoolClientId: 'c',
            UserPoolDomain: 'd',
          },
        },
      ],
    }),
  } as never,
  mustPass: {
    'an own integration': { ...method({ 'Fn::GetAtt': ['Work', 'Arn'] }), Work: resource('AWS::Lambda::Function') },
    'an integration of somebody else': method(invocation(THIRD)),
    'a body with a deny': seen('AWS::ApiGateway::RestApi', {
      Body: {
        'x-amazon-apigateway-policy': {
          Statement: [{ Effect: 'Deny', Principal: { AWS: `arn:aws:iam::${OTHER}:root` }, Action: '*' }],
        },
      },
    }),
    'a mock': method('', 'MOCK'),
    'a tenant that nobody named yet': withParameters(
      seen('AWS::CloudFront::DistributionTenant', { Domains: [{ Domain: { Ref: 'Any' } }] }),
      { Any: { Type: 'String' } },
    ),
    'an own pool, by ARN, whose id stands in both': seen('AWS::ApiGateway::Authorizer', {
      Name: 'a',
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: [`arn:aws:cognito-idp:eu-west-1:${OWN}:userpool/eu-west-1_AbCdEfGhI`],
    }),
    'an own body': body(invocation(OWN)),
    'an issuer of neither': seen('AWS::IAM::OIDCProvider', { Url: 'https://token.actions.githubusercontent.com' }),
    'an own origin': {
      ...origin({ 'Fn::GetAtt': ['Files', 'RegionalDomainName'] }),
      Files: resource('AWS::S3::Bucket'),
    },
  } as never,
  undecided: {
    'an integration that nobody gave': withParameters(method({ Ref: 'Any' }), { Any: { Type: 'String' } }),
    'a pool of nobody knows whom': seen('AWS::AppSync::GraphQLApi', {
      Name: 'n',
      AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
      UserPoolConfig: { UserPoolId: 'eu-west-1_ZzzZzzZzz', AwsRegion: 'eu-west-1' },
    }),
    'a body that nobody can read': withParameters(body({ 'Fn::Sub': 'https://${Any}/x' }), { Any: { Type: 'String' } }),
  } as never,
});

test.each<[string, Written, string]>([
  [
    'a trigger, which sees each sign-in',
    seen('AWS::Cognito::UserPool', { LambdaConfig: { PreSignUp: FUNCTION } }),
    'critical',
  ],
  [
    'where codes come back to',
    seen('AWS::Cognito::UserPoolClient', { CallbackURLs: ['https://gateway.live.example.com/back'] }),
    'critical',
  ],
  ['an authorizer', seen('AWS::ApiGateway::Authorizer', { AuthorizerUri: invocation(OTHER) }), 'critical'],
  [
    'who sends the mail of a pool, which lets nobody in',
    seen('AWS::Cognito::UserPool', { EmailConfiguration: { SourceArn: `arn:aws:ses:eu-west-1:${OTHER}:identity/a` } }),
    'high',
  ],
])('how bad it is: %s', (_, written, severity) => {
  const found = observe(ADDRESS_RULES['api-parts'], 'sandbox', written, OTHER_SIDE);
  expect(found.filter(({ decision }) => decision === 'open').map((each) => each.severity)).toEqual([severity]);
});
