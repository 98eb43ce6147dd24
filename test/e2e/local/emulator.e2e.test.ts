import { readFileSync } from 'node:fs';
import { CloudFormationClient, ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { emulatedStateFile, requireEmulatedAccount } from '../../../lib/client/emulated-accounts';
import { loadEnvironments } from '../../../lib/environment/load';
import { ENVIRONMENTS } from '../../../lib/environment/modes';
import { NOT_EMULATED } from '../../../lib/local/assembly/not-emulated';
import type { State } from '../../../lib/local/state';
import { emulatedConfig } from '../../../lib/operations/account/emulated-config';

const sandbox = requireEmulatedAccount('sandbox');

describe('D14 what the emulated accounts leave out', () => {
  const cloudFormation = new CloudFormationClient(emulatedConfig(sandbox));
  const validate = (Type: string) =>
    cloudFormation.send(
      new ValidateTemplateCommand({ TemplateBody: JSON.stringify({ Resources: { One: { Type } } }) }),
    );
  afterAll(() => cloudFormation.destroy());

  test.each(NOT_EMULATED)('%s is left out because the emulator refuses it', async (type) => {
    await expect(validate(type)).rejects.toThrow(/Unrecognized resource types/);
  });

  test('a type that it knows is not refused', async () => {
    await expect(validate('AWS::SNS::Topic')).resolves.toBeDefined();
  });
});

describe.each(ENVIRONMENTS)('D5 the tables of %s have what CloudFormation drops locally', (environment) => {
  const dynamodb = new DynamoDBClient(emulatedConfig(requireEmulatedAccount(environment)));
  const { data } = loadEnvironments()[environment];
  afterAll(() => dynamodb.destroy());

  test.each(['apps', 'records', 'balances', 'guards', 'ledger'])('%s', async (name) => {
    const TableName = `airlock-${environment}-${name}`;
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    const { ContinuousBackupsDescription } = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
    const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(Table?.DeletionProtectionEnabled).toBe(data.deletionProtection);
    expect(Table?.SSEDescription).toMatchObject({ Status: 'ENABLED', SSEType: 'KMS' });
    expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe('ENABLED');
    expect(TimeToLiveDescription?.AttributeName).toBe(name === 'guards' ? 'expiresAt' : undefined);
  });
});

test.each(ENVIRONMENTS)(
  'D4: the functions of %s have the concurrency reserved that CloudFormation drops locally',
  async (environment) => {
    const lambda = new LambdaClient(emulatedConfig(requireEmulatedAccount(environment)));
    const reserved = async (part: string) => {
      const FunctionName = `airlock-${environment}-${part}`;
      const found = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
      return found.ReservedConcurrentExecutions;
    };
    const { provider, archive } = loadEnvironments()[environment].concurrency;
    expect([await reserved('provider'), await reserved('archive')]).toEqual([provider, archive]);
    lambda.destroy();
  },
);

describe('D16 the emulated accounts', () => {
  test('run functions on the Node that Lambda has, where there is a build of it', () => {
    const { functionsRunOn } = JSON.parse(readFileSync(emulatedStateFile(), 'utf8')) as State;
    const own = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
    expect(functionsRunOn).toMatch(own ? /^v24\./ : /^v\d+\./);
  });
});
