import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
  paginateListAliases,
  paginateListEventSourceMappings,
  paginateListFunctions,
  paginateListFunctionUrlConfigs,
  paginateListVersionsByFunction,
} from '@aws-sdk/client-lambda';
import { CURRENT } from '../../contract/functions';
import type { DeployedResource } from '../../isolation/deployed/deployed-account';
import { permissionsOf } from './lambda-permissions';
import { type AccountToRead, asJson, collected, parsedPolicy, type Reader, resource } from './reader';

const NO_POLICY = ['ResourceNotFoundException'];

/** Every function with the settings of the version that serves, its permissions, its URLs and its event sources. */
export const functions: Reader = {
  types: ['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::Function', 'AWS::Lambda::Permission', 'AWS::Lambda::Url'],
  actions: [
    'lambda:GetFunctionConfiguration',
    'lambda:GetPolicy',
    'lambda:ListAliases',
    'lambda:ListEventSourceMappings',
    'lambda:ListFunctionUrlConfigs',
    'lambda:ListFunctions',
    'lambda:ListVersionsByFunction',
  ],
  read: async (account) => {
    const client = account.client(LambdaClient);
    const listed = await account.ask({ what: 'functions' }, () =>
      collected(paginateListFunctions({ client }, {}), ({ Functions }) => Functions),
    );
    const found: DeployedResource[] = [];
    for (const { FunctionName = '' } of listed ?? [])
      found.push(...(await readFunction(account, client, FunctionName)));
    const mappings = await account.ask({ what: 'event source mappings' }, () =>
      collected(paginateListEventSourceMappings({ client }, {}), ({ EventSourceMappings }) => EventSourceMappings),
    );
    for (const { FunctionArn = '', EventSourceArn = '', DestinationConfig } of mappings ?? []) {
      const destination = DestinationConfig?.OnFailure?.Destination;
      found.push(
        resource('AWS::Lambda::EventSourceMapping', `${EventSourceArn} ${FunctionArn}`, {
          EventSourceArn,
          FunctionName: FunctionArn,
          DestinationConfig: destination === undefined ? undefined : { OnFailure: { Destination: destination } },
        }),
      );
    }
    // A policy that is shown for a function and for its alias is one.
    return { resources: [...new Map(found.map((each) => [`${each.type} ${each.name}`, each])).values()] };
  },
};

async function readFunction(
  { ask }: AccountToRead,
  client: LambdaClient,
  FunctionName: string,
): Promise<DeployedResource[]> {
  const list = async <Item>(what: string, pages: () => Promise<Item[]>) =>
    (await ask({ what: `${what} of the function ${FunctionName}`, absent: NO_POLICY }, pages)) ?? [];
  const aliases = await list('aliases', () =>
    collected(paginateListAliases({ client }, { FunctionName }), ({ Aliases }) => Aliases),
  );
  const versions = await list('versions', () =>
    collected(paginateListVersionsByFunction({ client }, { FunctionName }), ({ Versions }) => Versions),
  );
  const urls = await list('URLs', () =>
    collected(
      paginateListFunctionUrlConfigs({ client }, { FunctionName }),
      ({ FunctionUrlConfigs }) => FunctionUrlConfigs,
    ),
  );
  const serving = aliases.some(({ Name }) => Name === CURRENT) ? CURRENT : undefined;
  const setUp = await ask({ what: `function ${FunctionName}` }, () =>
    client.send(new GetFunctionConfigurationCommand({ FunctionName, ...(serving && { Qualifier: serving }) })),
  );
  const qualifiers = [
    undefined,
    ...aliases.map(({ Name }) => Name),
    ...versions.map(({ Version }) => Version).filter((version) => version !== '$LATEST'),
  ];
  const permissions: DeployedResource[] = [];
  for (const Qualifier of qualifiers) {
    const what = `policy of the function ${FunctionName}${Qualifier === undefined ? '' : `:${Qualifier}`}`;
    const policy = await ask({ what, absent: NO_POLICY }, () =>
      client.send(new GetPolicyCommand({ FunctionName, ...(Qualifier !== undefined && { Qualifier }) })),
    );
    permissions.push(...permissionsOf(parsedPolicy(policy?.Policy)));
  }
  const { Role, Layers = [], Environment, VpcConfig } = setUp ?? {};
  const subnets = VpcConfig?.SubnetIds ?? [];
  const layers = Layers.map(({ Arn = '' }) => Arn);
  return [
    resource('AWS::Lambda::Function', FunctionName, {
      FunctionName,
      Role,
      Layers: layers.length > 0 ? layers : undefined,
      Environment: Environment?.Variables && { Variables: asJson(Environment.Variables) ?? {} },
      VpcConfig: subnets.length > 0 ? { SubnetIds: subnets } : undefined,
    }),
    ...permissions,
    ...urls.map(({ FunctionArn = '', AuthType = 'NONE' }) =>
      resource('AWS::Lambda::Url', FunctionArn, { TargetFunctionArn: FunctionArn, AuthType }),
    ),
  ];
}
