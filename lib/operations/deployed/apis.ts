import {
  APIGatewayClient,
  GetAuthorizersCommand,
  GetStagesCommand,
  paginateGetBasePathMappings,
  paginateGetDomainNames,
  paginateGetResources,
  paginateGetRestApis,
} from '@aws-sdk/client-api-gateway';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { type AccountToRead, collected, parsedPolicy, type Reader, resource } from './reader';

/** Every REST API: its policy, its execute-api endpoint, the integrations and authorizers of its methods, its logs and its hosts. */
export const apis: Reader = {
  types: [
    'AWS::ApiGateway::Authorizer',
    'AWS::ApiGateway::BasePathMapping',
    'AWS::ApiGateway::DomainName',
    'AWS::ApiGateway::Method',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
  ],
  actions: ['apigateway:GET'],
  read: async (account) => {
    const client = account.client(APIGatewayClient);
    const listed = await account.ask({ what: 'APIs' }, () =>
      collected(paginateGetRestApis({ client }, {}), ({ items }) => items),
    );
    const found: DeployedResource[] = [];
    for (const { id = '', policy, disableExecuteApiEndpoint: DisableExecuteApiEndpoint = false } of listed ?? []) {
      // Here AWS escapes a policy's quotes once more than elsewhere.
      const Policy = parsedPolicy(policy?.replaceAll('\\"', '"').replaceAll('\\/', '/'));
      found.push(resource('AWS::ApiGateway::RestApi', id, { DisableExecuteApiEndpoint, Policy }));
      found.push(...(await partsOf(account, client, id)));
    }
    const domains = await account.ask({ what: 'host names of APIs' }, () =>
      collected(paginateGetDomainNames({ client }, {}), ({ items }) => items),
    );
    for (const { domainName = '', regionalCertificateArn, certificateArn, securityPolicy, policy } of domains ?? []) {
      found.push(
        resource('AWS::ApiGateway::DomainName', domainName, {
          DomainName: domainName,
          RegionalCertificateArn: regionalCertificateArn || undefined,
          CertificateArn: certificateArn || undefined,
          SecurityPolicy: securityPolicy,
          Policy: parsedPolicy(policy),
        }),
      );
      const mappings = await account.ask({ what: `mappings of the host ${domainName}` }, () =>
        collected(paginateGetBasePathMappings({ client }, { domainName }), ({ items }) => items),
      );
      for (const { basePath = '(none)', restApiId: RestApiId, stage: Stage } of mappings ?? []) {
        const BasePath = basePath === '(none)' ? undefined : basePath;
        found.push(
          resource('AWS::ApiGateway::BasePathMapping', `${domainName} ${BasePath ?? ''}`.trim(), {
            DomainName: domainName,
            BasePath,
            RestApiId,
            Stage,
          }),
        );
      }
    }
    return { resources: found };
  },
};

async function partsOf(
  { ask }: AccountToRead,
  client: APIGatewayClient,
  restApiId: string,
): Promise<DeployedResource[]> {
  const stages = await ask({ what: `stages of the API ${restApiId}` }, () =>
    client.send(new GetStagesCommand({ restApiId })),
  );
  const authorizers = await ask({ what: `authorizers of the API ${restApiId}` }, () =>
    client.send(new GetAuthorizersCommand({ restApiId, limit: 500 })),
  );
  const paths = await ask({ what: `methods of the API ${restApiId}` }, () =>
    collected(paginateGetResources({ client }, { restApiId, embed: ['methods'], limit: 500 }), ({ items }) => items),
  );
  return [
    ...(stages?.item ?? []).map(({ stageName = '', accessLogSettings }) =>
      resource('AWS::ApiGateway::Stage', `${restApiId} ${stageName}`, {
        RestApiId: restApiId,
        StageName: stageName,
        AccessLogSetting: accessLogSettings?.destinationArn
          ? { DestinationArn: accessLogSettings.destinationArn }
          : undefined,
      }),
    ),
    ...(authorizers?.items ?? []).map(({ id = '', name = '', type = '', authorizerUri, providerARNs }) =>
      resource('AWS::ApiGateway::Authorizer', `${restApiId} ${id}`, {
        RestApiId: restApiId,
        Name: name,
        Type: type,
        AuthorizerUri: authorizerUri,
        ProviderARNs: providerARNs,
      }),
    ),
    ...(paths ?? []).flatMap(({ id = '', resourceMethods = {} }) =>
      Object.entries(resourceMethods).map(([method, { authorizationType, methodIntegration }]) => {
        const { type, uri, credentials } = methodIntegration ?? {};
        return resource('AWS::ApiGateway::Method', `${restApiId} ${id} ${method}`, {
          RestApiId: restApiId,
          ResourceId: id,
          HttpMethod: method,
          AuthorizationType: authorizationType,
          Integration: {
            ...(type !== undefined && { Type: type }),
            ...(uri !== undefined && { Uri: uri }),
            ...(credentials !== undefined && { Credentials: credentials }),
          },
        });
      }),
    ),
  ];
}
