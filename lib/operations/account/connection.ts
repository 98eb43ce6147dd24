import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { STSClient } from '@aws-sdk/client-sts';
import type { EnvironmentName } from '../../environment/modes';
import type { Environment } from '../../environment/schema';
import type { DynamoDbStore } from '../../gateway/storage/dynamodb-store';
import type { CallerIdentity, ProfileProps } from './caller-identity';
import type { EmulatedEndpoint, emulatedConfig } from './emulated-config';
import type { SdkClient } from './guard-endpoint';

export interface ConnectionProps extends ProfileProps {
  readonly stage: EnvironmentName;
  /** The emulated account of this machine instead of AWS: the one that is up, or the one given. @default false */
  readonly local?: boolean | EmulatedEndpoint;
}

/** One environment's account, checked to be that account, with one set of credentials. */
export interface Connection {
  readonly environment: Environment;
  readonly caller: CallerIdentity;
  readonly dynamodb: DynamoDBClient;
  readonly tables: DynamoDbStore;
  readonly secrets: SecretsManagerClient;
  readonly lambda: LambdaClient;
  /** One more client of the same account, with the credentials that were checked; it ends with the connection. */
  client<Client extends SdkClient>(Type: new (config: ClientConfig) => Client): Client;
}

type Access = ReturnType<typeof emulatedConfig> | { readonly region: string; readonly profile?: string };
type ClientConfig = Omit<Access, 'credentials'> & { readonly credentials: STSClient['config']['credentials'] };
