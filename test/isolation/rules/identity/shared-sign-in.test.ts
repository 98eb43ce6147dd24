import { sharedEndpoints } from '../../../../lib/isolation/rules/configuration/shared-endpoints';
import { ruleTable, THIRD } from '../rule-table';
import { resource, seen, withParameters } from '../written';

const ISSUER = 'https://login.example.org';
const POOL = `arn:aws:cognito-idp:eu-west-1:${THIRD}:userpool/eu-west-1_AbCdEfGhI`;
const gateway = (DiscoveryUrl: string, more: object) =>
  seen('AWS::BedrockAgentCore::Gateway', {
    AuthorizerConfiguration: { CustomJWTAuthorizer: { DiscoveryUrl, ...more } },
  });
const listener = (ClientId: unknown) =>
  seen('AWS::ElasticLoadBalancingV2::Listener', {
    DefaultActions: [{ Type: 'authenticate-oidc', AuthenticateOidcConfig: { Issuer: ISSUER, ClientId } }],
  });
const pooled = (type: string, properties: object) => seen(type, properties);

ruleTable(sharedEndpoints, {
  other: {
    Jwt: resource('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: `${ISSUER}/`, Audience: ['pay', 'shop'] },
    }),
    Rest: resource('AWS::ApiGateway::Authorizer', { Type: 'COGNITO_USER_POOLS', ProviderARNs: [POOL] }),
    Guests: resource('AWS::Cognito::IdentityPool', { SupportedLoginProviders: { 'accounts.google.com': 'pay' } }),
    Kubernetes: resource('AWS::EKS::IdentityProviderConfig', {
      Oidc: { IssuerUrl: 'https://id.example.net', ClientId: 'k8s' },
    }),
  } as never,
  mustCatch: {
    'one issuer for a gateway of tools': gateway(`${ISSUER}/.well-known/openid-configuration`, {
      AllowedAudience: ['pay'],
    }),
    'one issuer, whatever the audience': gateway(`${ISSUER}/.well-known/openid-configuration`, {}),
    'one client for a balancer': listener('shop'),
    'one pool for a balancer': pooled('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Actions: [{ AuthenticateCognitoConfig: { UserPoolArn: POOL, UserPoolClientId: 'c' } }],
    }),
    'one pool for two APIs': pooled('AWS::ApiGateway::Authorizer', {
      Type: 'COGNITO_USER_POOLS',
      ProviderARNs: [POOL],
    }),
    'one pool for decisions': pooled('AWS::VerifiedPermissions::IdentitySource', {
      Configuration: { CognitoUserPoolConfiguration: { UserPoolArn: POOL } },
    }),
    'one issuer for decisions': pooled('AWS::VerifiedPermissions::IdentitySource', {
      Configuration: {
        OpenIdConnectConfiguration: { Issuer: ISSUER, TokenSelection: { AccessTokenOnly: { Audiences: ['pay'] } } },
      },
    }),
    'one issuer for clusters': pooled('AWS::EKS::IdentityProviderConfig', {
      Oidc: { IssuerUrl: 'https://id.example.net/', ClientId: 'k8s' },
    }),
    'one issuer for a second way into an API': pooled('AWS::AppSync::GraphQLApi', {
      AdditionalAuthenticationProviders: [{ OpenIDConnectConfig: { Issuer: ISSUER, ClientId: 'pay' } }],
    }),
    'one app of Google for an identity pool': pooled('AWS::Cognito::IdentityPool', {
      SupportedLoginProviders: { 'accounts.google.com': 'pay' },
    }),
    'one issuer for people in a browser': pooled('AWS::EC2::VerifiedAccessTrustProvider', {
      OidcOptions: { Issuer: ISSUER, ClientId: 'pay' },
    }),
  } as never,
  mustPass: {
    'another audience': gateway(`${ISSUER}/.well-known/openid-configuration`, { AllowedAudience: ['pay-sandbox'] }),
    'another app of Google': pooled('AWS::Cognito::IdentityPool', {
      SupportedLoginProviders: { 'accounts.google.com': 'pay-sandbox' },
    }),
    'another client': listener('pay-sandbox'),
    'an own pool': {
      Pool: resource('AWS::Cognito::UserPool'),
      Seen: resource('AWS::ApiGateway::Authorizer', { ProviderARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }] }),
    },
    'an own client of the pool': {
      Client: resource('AWS::Cognito::UserPoolClient', { UserPoolId: 'eu-west-1_ZzZzZzZzZ' }),
      Seen: resource('AWS::ApiGatewayV2::Authorizer', {
        JwtConfiguration: { Issuer: ISSUER, Audience: [{ Ref: 'Client' }] },
      }),
    },
    'somebody with whom this side signs in': seen('AWS::BedrockAgentCore::OAuth2CredentialProvider', {
      Oauth2ProviderConfigInput: { CustomOauth2ProviderConfig: { DiscoveryUrl: ISSUER, ClientId: 'pay' } },
    }),
  } as never,
  undecided: {
    'an audience that nobody said': withParameters(listener({ Ref: 'Any' }), { Any: { Type: 'String' } }) as never,
  },
});
