import { roleSession, service } from '../../../lib/isolation/policy/request/principal';
import type { Json } from '../../../lib/isolation/template/json';
import type { Deployed, DeployedResource } from '../deployed';
import { one } from '../deployed';
import { policyLayer } from '../layer';
import { listed, may, mayNot, policyOf, type Question } from '../question';

/** Whether a function is invoked by this environment's API and by no other, whatever the API Gateway of other people is told. */
export const permissions = policyLayer('permission', (deployed) =>
  deployed.all('AWS::Lambda::Alias').map((alias) => {
    const arn = String(deployed.reference(alias));
    const granted = deployed
      .all('AWS::Lambda::Permission')
      .filter(({ properties }) => properties['FunctionName'] === arn);
    return {
      name: arn,
      places: [alias, ...granted],
      policies: () => ({ resource: granted.flatMap((each) => listed(policyOf(arn, 'resource', document(each, arn)))) }),
      questions: () => questions(deployed, arn),
    };
  }),
);

/** The statement that Lambda makes of a permission. Source: Lambda developer guide, "Granting Lambda function access to AWS services". */
function document({ properties }: DeployedResource, arn: string): Json {
  const { SourceArn, SourceAccount, Principal, Action } = properties;
  const statement = {
    Effect: 'Allow',
    Principal: String(Principal).endsWith('.amazonaws.com') ? { Service: Principal } : { AWS: Principal },
    Action,
    Resource: arn,
    Condition: {
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    },
  };
  return { Version: '2012-10-17', Statement: [statement] } as Json;
}

function questions(deployed: Deployed, arn: string): Question[] {
  const { names, other } = deployed.side;
  const api = String(deployed.reference(one(deployed.all('AWS::ApiGateway::RestApi'), 'API')));
  const invoke = (source?: string) => ({
    action: 'lambda:InvokeFunction',
    resource: arn,
    ...(source && { context: { 'aws:SourceArn': source } }),
  });
  const own = invoke(names.arn('execute-api', `${api}/gateway/POST/payments`));
  const gateway = service('apigateway.amazonaws.com');
  const because = 'only the API of this environment may invoke it';
  const foreign = roleSession(`arn:aws:iam::${other.account}:role/x`, 'run');
  return [
    ...(arn.includes(`${names.prefix}-api:`)
      ? may(gateway, 'the API must reach its function', own)
      : mayNot(gateway, because, own)),
    ...mayNot(
      gateway,
      because,
      invoke(),
      invoke(names.arn('execute-api', 'another/gateway/POST/payments')),
      invoke(names.arn('execute-api', `${api}/another/POST/payments`)),
      invoke(`arn:aws:execute-api:${names.region}:${other.account}:${api}/gateway/POST/payments`),
    ),
    ...mayNot(service('sns.amazonaws.com'), because, own),
    ...mayNot(foreign, because, own),
  ];
}
