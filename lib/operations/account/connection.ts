import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { requireEmulatedAccount } from '../../client/emulated';
import { loadEnvironments } from '../../environment/load';
import type { EnvironmentName } from '../../environment/modes';
import type { Environment } from '../../environment/schema';
import { DynamoDbStore } from '../../gateway/storage/dynamodb-store';
import { type Caller, checkAccount } from './check-account';
import { type EmulatedEndpoint, emulatedConfig } from './emulated-config';
import { guardEndpoint } from './endpoint';
import { sdkDynamoDb } from './sdk-dynamodb';

export interface ConnectionProps {
  readonly stage: EnvironmentName;
  /** A profile of the shared AWS configuration. @default - the SDK's default credential chain */
  readonly profile?: string;
  /** The emulated account of this machine instead of AWS: the one that is up, or the one given. @default false */
  readonly local?: boolean | EmulatedEndpoint;
}

/** One environment's account, checked to be that account, with one set of credentials. */
export interface Connection {
  readonly environment: Environment;
  readonly caller: Caller;
  readonly dynamodb: DynamoDBClient;
  readonly tables: DynamoDbStore;
  readonly secrets: SecretsManagerClient;
  readonly lambda: LambdaClient;
  /** One more client of the same account, with the credentials that were checked; `close` ends it too. */
  client<Client extends GuardedClient>(Type: new (config: ClientConfig) => Client): Client;
  close(): void;
}

type Place = ReturnType<typeof emulatedConfig> | { readonly region: string; readonly profile?: string };
type ClientConfig = Omit<Place, 'credentials'> & { readonly credentials: STSClient['config']['credentials'] };
type GuardedClient = Parameters<typeof guardEndpoint>[0] & { destroy(): void };

/**
 * Connects to the account of a stage; the first call asks who we are, and any other account ends it there.
 * @throws EnvironmentFileError, Refusal
 */
export async function connect(props: ConnectionProps): Promise<Connection> {
  const environments = loadEnvironments();
  const environment = environments[props.stage];
  const emulated = props.local === true ? requireEmulatedAccount(props.stage) : props.local;
  const config = emulated
    ? emulatedConfig(emulated)
    : { region: environment.region, ...(props.profile && { profile: props.profile }) };
  const sts = new STSClient(config);
  // The credentials that are checked are the ones that are used.
  const checked = { ...config, credentials: sts.config.credentials };
  const clients: GuardedClient[] = [sts];
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
    const caller = await checkAccount(sts, props.stage, environments, props.profile);
    const dynamodb = client(DynamoDBClient);
    const tables = new DynamoDbStore(sdkDynamoDb(dynamodb), props.stage);
    const secrets = client(SecretsManagerClient);
    return { environment, caller, dynamodb, tables, secrets, lambda: client(LambdaClient), client, close };
  } catch (error) {
    close();
    throw error;
  }
}
