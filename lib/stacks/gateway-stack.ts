import { CfnOutput, Fn } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  Integration,
  IntegrationType,
  LogGroupLogDestination,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { type Alias, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { EnvironmentLogGroup } from '../constructs/environment-log-group';
import { EnvironmentStack } from '../constructs/environment-stack';
import { WebFirewall } from '../constructs/web-firewall';
import { arnOf, invocationUri } from '../contract/arns';
import { nameOf } from '../contract/names';
import { API_STAGE, routesIn } from '../contract/routes';
import type { Environment } from '../environment/schema';
import { ACCESS_LOG_FORMAT } from './api/access-log-format';
import { addGatewayResponses } from './api/gateway-responses';
import { apiFunction } from './functions/api-function';
import { archiveFunction } from './functions/archive-function';
import { archiveLedger } from './functions/ledger-archive';
import { providerFunction } from './functions/provider-function';

export interface GatewayStackProps {
  readonly environment: Environment;
  readonly encryptionKey: IKey;
  /** Folder with one bundle per function, as `bundleHandlers` leaves it. */
  readonly handlers: string;
  /** The ledger's stream. */
  readonly ledgerStreamArn: string;
}

/** The payment gateway: the API with its firewall, and the functions behind it. */
export class GatewayStack extends EnvironmentStack {
  constructor(scope: Construct, { environment, encryptionKey, handlers, ledgerStreamArn }: GatewayStackProps) {
    super(scope, 'gateway', { environment, description: 'API and functions' });
    const api = this.restApi(encryptionKey);
    const host = environment.domain?.name ?? Fn.join('.', [api.restApiId, 'execute-api', this.region, this.urlSuffix]);

    providerFunction(this, { environment, encryptionKey, handlers });
    const { alias } = apiFunction(this, { environment, encryptionKey, handlers, hosts: [host] });
    this.addRoutes(api, alias);
    const archive = archiveFunction(this, { environment, encryptionKey, handlers });
    archiveLedger(this, { environment, encryptionKey, function: archive, ledgerStreamArn });
    addGatewayResponses(api);
    new WebFirewall(this, 'Firewall', { environment, stage: api.deploymentStage });
    if (environment.domain) this.addDomain(api, environment.domain);

    new CfnOutput(this, 'ApiId', { value: api.restApiId, description: 'id of the REST API' });
    new CfnOutput(this, 'Url', {
      value: environment.domain ? `https://${host}` : `https://${host}/${API_STAGE}`,
      description: 'where the gateway answers',
    });
  }

  private restApi(encryptionKey: IKey): RestApi {
    const environment = this.environmentFile;
    const accessLog = new EnvironmentLogGroup(this, 'AccessLog', { environment, part: 'access', encryptionKey });
    const api = new RestApi(this, 'Api', {
      restApiName: nameOf(environment.name),
      description: `Airlock ${environment.name} payment gateway`,
      endpointTypes: [EndpointType.REGIONAL],
      // A custom domain is the only way in: signatures name the host, and there is one.
      disableExecuteApiEndpoint: environment.domain !== undefined,
      // Without this, bytes that are not UTF-8 are replaced before anyone can check the body's digest.
      binaryMediaTypes: ['*/*'],
      // The account's log role is in the foundation stack.
      cloudWatchRole: false,
      deployOptions: {
        stageName: API_STAGE,
        description: `Airlock ${environment.name}`,
        accessLogDestination: new LogGroupLogDestination(accessLog),
        accessLogFormat: AccessLogFormat.custom(ACCESS_LOG_FORMAT),
        throttlingRateLimit: environment.throttle.rate,
        throttlingBurstLimit: environment.throttle.burst,
      },
    });
    // An output of its own that names the execute-api endpoint, even when that is closed.
    api.node.tryRemoveChild('Endpoint');
    return api;
  }

  /** One method for each route. The one permission holds for every method of this API's stage, and for no other API. */
  private addRoutes(api: RestApi, alias: Alias): void {
    const integration = new Integration({
      type: IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: invocationUri(this.environmentFile, alias.functionArn),
    });
    for (const { method, path } of routesIn(this.environmentFile.name)) {
      api.root.resourceForPath(path).addMethod(method, integration, { authorizationType: AuthorizationType.NONE });
    }
    new CfnPermission(this, 'ApiMayInvoke', {
      action: 'lambda:InvokeFunction',
      functionName: alias.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: arnOf(this.environmentFile, 'execute-api', `${api.restApiId}/${API_STAGE}/*`),
    });
  }

  private addDomain(api: RestApi, { name, certificateArn }: NonNullable<Environment['domain']>): void {
    const domain = api.addDomainName('Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new CfnOutput(this, 'DomainTarget', {
      value: domain.domainNameAliasDomainName,
      description: `what the DNS record of ${name} must point to`,
    });
  }
}
