import { routesIn } from '../../lib/contract/routes';
import { aliasOf, BOTH, only, type Resource, synthesize, withoutDomain } from './synthesized';

describe.each(BOTH)('%s', (name, synthesized) => {
  const { environment, resources, template } = synthesized;
  const api = only(resources('gateway', 'AWS::ApiGateway::RestApi'));
  const stage = only(resources('gateway', 'AWS::ApiGateway::Stage'));
  const noDomain = synthesize(withoutDomain(environment));

  test('DC4 D4: one regional REST API that hands every body on as it came', () => {
    expect(api.Properties.EndpointConfiguration.Types).toEqual(['REGIONAL']);
    expect(api.Properties.BinaryMediaTypes).toEqual(['*/*']);
    expect(api.Properties).not.toHaveProperty('MinimumCompressionSize');
  });

  test('the API has exactly the methods of the route table, none of them for another HTTP method', () => {
    expect(methodsOf(synthesized).sort()).toEqual(
      routesIn(name)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test('BG3: routes that simulate an outcome are deployed in sandbox only', () => {
    const simulating = methodsOf(synthesized).filter((route) => route.includes('/v1/test'));
    expect(simulating.sort()).toEqual(
      name === 'sandbox' ? ['expire', 'fail', 'pay'].map((outcome) => `POST /v1/test/payments/{id}/${outcome}`) : [],
    );
    const parts = Object.values(resources('gateway', 'AWS::ApiGateway::Resource'));
    expect(parts.some(({ Properties }) => Properties.PathPart === 'test')).toBe(name === 'sandbox');
  });

  test('D4: every method asks the function api through its alias, never its unpublished code', () => {
    const [aliasId] = aliasOf(synthesized, 'api');
    for (const { Properties } of Object.values(resources('gateway', 'AWS::ApiGateway::Method'))) {
      expect(Properties.Integration.Type).toBe('AWS_PROXY');
      expect(Properties.Integration.Uri['Fn::Join'][1]).toContainEqual({ Ref: aliasId });
    }
  });

  test('one permission, for this API’s stage only', () => {
    const [aliasId] = aliasOf(synthesized, 'api');
    const permission = only(resources('gateway', 'AWS::Lambda::Permission')).Properties;
    expect(permission).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: aliasId },
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Join': [
          '',
          [
            `arn:aws:execute-api:${environment.region}:${environment.account}:`,
            { Ref: only(ids('AWS::ApiGateway::RestApi')) },
            '/gateway/*',
          ],
        ],
      },
    });
  });

  test('D14: the local-only setting is never in what goes to AWS', () => {
    expect(JSON.stringify(template('gateway').toJSON())).not.toContain('AIRLOCK_LOOPBACK');
  });

  test('D7: with a custom domain the execute-api endpoint is closed, and only the domain’s name is a host', () => {
    expect(api.Properties.DisableExecuteApiEndpoint).toBe(true);
    const domain = only(resources('gateway', 'AWS::ApiGateway::DomainName')).Properties;
    expect(domain).toMatchObject({
      DomainName: environment.domain?.name,
      RegionalCertificateArn: environment.domain?.certificateArn,
      SecurityPolicy: 'TLS_1_2',
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    expect(only(resources('gateway', 'AWS::ApiGateway::BasePathMapping')).Properties).toMatchObject({
      RestApiId: { Ref: only(ids('AWS::ApiGateway::RestApi')) },
      Stage: { Ref: only(ids('AWS::ApiGateway::Stage')) },
    });
    template('gateway').hasOutput('Url', { Value: `https://${environment.domain?.name}` });
  });

  test('D7: without a custom domain the execute-api host is the only host', () => {
    const { Properties } = only(noDomain.resources('gateway', 'AWS::ApiGateway::RestApi'));
    expect(Properties.DisableExecuteApiEndpoint).toBe(false);
    const host = [
      { Ref: only(ids('AWS::ApiGateway::RestApi')) },
      `execute-api.${environment.region}`,
      { Ref: 'AWS::URLSuffix' },
    ];
    noDomain.template('gateway').hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `airlock-${name}-api`,
      Environment: { Variables: { AIRLOCK_HOSTS: { 'Fn::Join': ['.', host] } } },
    });
    expect(noDomain.resources('gateway', 'AWS::ApiGateway::DomainName')).toEqual({});
    const [, url] = Object.entries(noDomain.template('gateway').findOutputs('Url'))[0] ?? [];
    expect(url?.['Value']['Fn::Join'][1].at(-1)).toBe('/gateway');
  });

  test('few outputs, and none that names a closed endpoint', () => {
    expect(Object.keys(template('gateway').findOutputs('*')).sort()).toEqual(['ApiId', 'DomainTarget', 'Url']);
    expect(Object.keys(noDomain.template('gateway').findOutputs('*')).sort()).toEqual(['ApiId', 'Url']);
  });

  test('D3: the stage throttles as the file says', () => {
    const settings = stage.Properties.MethodSettings;
    expect(settings).toHaveLength(1);
    expect(settings[0]).toMatchObject({
      HttpMethod: '*',
      ResourcePath: '/*',
      ThrottlingRateLimit: environment.throttle.rate,
      ThrottlingBurstLimit: environment.throttle.burst,
    });
  });

  test('every request leaves an access log line of JSON, in which a client words nothing: API Gateway escapes nothing', () => {
    const { DestinationArn, Format } = stage.Properties.AccessLogSetting;
    const group = resources('gateway', 'AWS::Logs::LogGroup')[DestinationArn['Fn::GetAtt'][0]];
    expect(group?.Properties.LogGroupName).toBe(`/airlock/${name}/access`);
    const values = Object.values<string>(JSON.parse(Format)).map((value) => value.replace(/^\$context\./, ''));
    // Numbers, closed lists, and what API Gateway or Lambda made themselves.
    const theirs = ['extendedRequestId', 'integration.requestId', 'requestTimeEpoch', 'resourceId', 'domainName'];
    const closed = ['httpMethod', 'status', 'error.responseType', 'wafResponseCode', 'identity.sourceIp'];
    const numbers = ['responseLength', 'responseLatency', 'integrationLatency', 'integrationStatus'];
    expect(values.sort()).toEqual([...theirs, ...closed, ...numbers].sort());
  });

  test('D4: the firewall stands before the stage: rate per address, reputation, known bad inputs, not the core rule set', () => {
    const [aclId, acl] = Object.entries(resources('gateway', 'AWS::WAFv2::WebACL'))[0] as [string, Resource];
    expect(acl.Properties.Scope).toBe('REGIONAL');
    expect(acl.Properties.Rules.map(({ Name }: { Name: string }) => Name)).toEqual([
      'rate-per-address',
      'AWSManagedRulesAmazonIpReputationList',
      'AWSManagedRulesKnownBadInputsRuleSet',
    ]);
    expect(acl.Properties.Rules[0]).toMatchObject({
      Statement: {
        RateBasedStatement: { Limit: environment.waf.requestsPerIp, AggregateKeyType: 'IP', EvaluationWindowSec: 60 },
      },
    });
    const association = only(resources('gateway', 'AWS::WAFv2::WebACLAssociation')).Properties;
    expect(association.WebACLArn).toEqual({ 'Fn::GetAtt': [aclId, 'Arn'] });
    expect(association.ResourceArn['Fn::Join'][1]).toEqual([
      `arn:aws:apigateway:${environment.region}::/restapis/`,
      { Ref: only(ids('AWS::ApiGateway::RestApi')) },
      '/stages/',
      { Ref: only(ids('AWS::ApiGateway::Stage')) },
    ]);
  });

  // AWS WAF Developer Guide, "Custom responses for Block actions": the protected resource answers with AWS WAF's custom response and none
  // of its own; any header may be set but content-type, which the body's own type gives.
  test('D9: who asks too often from one address is answered 429 throttled, as a problem, and learns when to come back', () => {
    const { Rules, CustomResponseBodies } = acl().Properties;
    const [{ Action, Statement }] = Rules;
    const { ResponseCode, CustomResponseBodyKey, ResponseHeaders } = Action.Block.CustomResponse;
    expect(ResponseCode).toBe(429);
    const headers = Object.fromEntries(
      ResponseHeaders.map(({ Name, Value }: { Name: string; Value: string }) => [Name.toLowerCase(), Value]),
    );
    expect(headers).toEqual({
      'retry-after': String(Statement.RateBasedStatement.EvaluationWindowSec),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const { ContentType, Content } = CustomResponseBodies[CustomResponseBodyKey];
    expect(ContentType).toBe('APPLICATION_JSON');
    const problem = JSON.parse(Content);
    expect(problem).toMatchObject({ status: 429, code: 'throttled', param: null, mode: null, request_id: null });
    const own = Object.values(resources('gateway', 'AWS::ApiGateway::GatewayResponse')).find(
      ({ Properties }) => Properties.ResponseType === 'THROTTLED',
    );
    const gatewaySays = JSON.parse(own?.Properties.ResponseTemplates['application/json']);
    expect({ ...problem, request_id: gatewaySays.request_id }).toEqual(gatewaySays);
  });

  test('D9: nothing but the rate is answered 429: what looks like an attack is not to be repeated', () => {
    const [, ...managed] = acl().Properties.Rules;
    expect(managed.map(({ OverrideAction }: { OverrideAction: object }) => OverrideAction)).toEqual([
      { None: {} },
      { None: {} },
    ]);
  });

  // AWS::WAFv2::WebACL AssociationConfig: 16 KB unless the resource type says KB_16, KB_32, KB_48 or KB_64.
  test('D4: the firewall looks at as much of a body as the gateway reads', () => {
    const { DefaultSizeInspectionLimit } = acl().Properties.AssociationConfig.RequestBody.API_GATEWAY;
    const kilobytes = Number(/^KB_(16|32|48|64)$/.exec(DefaultSizeInspectionLimit)?.[1]);
    expect(kilobytes * 1024).toBeGreaterThanOrEqual(environment.payload.maxBytes);
    const smaller = synthesize({ ...environment, payload: { maxBytes: 20_000 } });
    expect(
      only(smaller.resources('gateway', 'AWS::WAFv2::WebACL')).Properties.AssociationConfig.RequestBody.API_GATEWAY,
    ).toEqual({ DefaultSizeInspectionLimit: 'KB_32' });
  });

  test('the API is deployed after all that it is made of, and after the tables and secrets its functions use', () => {
    const deployment = only(resources('gateway', 'AWS::ApiGateway::Deployment'));
    for (const type of ['AWS::ApiGateway::Method', 'AWS::ApiGateway::GatewayResponse']) {
      expect(deployment.DependsOn).toEqual(expect.arrayContaining(Object.values(ids(type))));
    }
    synthesized.app.synth();
    const gateway = synthesized.stacks.find(({ stackName }) => stackName.endsWith('-gateway'));
    expect(gateway?.dependencies.map(({ stackName }) => stackName).sort()).toEqual(
      ['data', 'foundation', 'secrets'].map((part) => `airlock-${name}-${part}`),
    );
  });

  function acl(): Resource {
    return only(resources('gateway', 'AWS::WAFv2::WebACL'));
  }

  function ids(type: string): Record<string, string> {
    return Object.fromEntries(Object.keys(resources('gateway', type)).map((id) => [id, id]));
  }
});

/** `GET /health` and so on, read back from the template's tree of resources. */
function methodsOf({ resources }: Pick<(typeof BOTH)[number][1], 'resources'>): string[] {
  const parts = resources('gateway', 'AWS::ApiGateway::Resource');
  const path = (id: string): string => {
    const part = parts[id]?.Properties;
    return part ? `${path(part.ParentId.Ref ?? '')}/${part.PathPart}` : '';
  };
  return Object.values(resources('gateway', 'AWS::ApiGateway::Method')).map(
    ({ Properties }) => `${Properties.HttpMethod} ${path(Properties.ResourceId.Ref)}`,
  );
}
