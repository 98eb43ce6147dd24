import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { requireEmulatedAccount } from '../../client/emulated-accounts';
import { loadEnvironments } from '../../environment/load';
import { DynamoDbStore } from '../../gateway/storage/dynamodb-store';
import { checkAccount } from './caller-identity';
import type { Connection, ConnectionProps } from './connection';
import { emulatedConfig } from './emulated-config';
import { guardEndpoint, type SdkClient } from './guard-endpoint';
import { sdkDynamoDb } from './sdk-dynamodb';

/** A connection whose clients the caller closes. */
export interface OpenConnection extends Connection {
  close(): void;
}

/**
 * Connects to the account of a stage. The first call asks AWS whose credentials these are; any other account ends it there.
 * Commands go through `withAccount`, which also closes.
 * @throws EnvironmentFileError, Refusal
 */
export async function connect(props: ConnectionProps): Promise<OpenConnection> {
  const environments = loadEnvironments();
  const environment = environments[props.stage];
  const emulated = props.local === true ? requireEmulatedAccount(props.stage) : props.local;
  const config = emulated
    ? emulatedConfig(emulated)
    : { region: environment.region, ...(props.profile && { profile: props.profile }) };
  const sts = new STSClient(config);
  // The credentials that are checked are the ones that are used.
  const checked = { ...config, credentials: sts.config.credentials };
  const clients: SdkClient[] = [sts];
  guardEndpoint(sts, Boolean(emulated));
  const client: Connection['client'] = (Type) => {
    const made = new Type(checked);
    guardEndpoint(made, Boolean(emulated));
    clients.push(made);
    return made;
  };
  const close = () => {
    for (const client of clients) client.destroy();
  };
  try {
    const caller = await checkAccount(sts, props.stage, environments, props);
    const dynamodb = client(DynamoDBClient);
    const tables = new DynamoDbStore(sdkDynamoDb(dynamodb), props.stage);
    const secrets = client(SecretsManagerClient);
    return { environment, caller, dynamodb, tables, secrets, lambda: client(LambdaClient), client, close };
  } catch (error) {
    close();
    throw error;
  }
}
