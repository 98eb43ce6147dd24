import { lookup } from 'node:dns/promises';
import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Environment } from '../../environment/schema';
import type { CallerIdentity } from '../account/caller-identity';
import type { Connection } from '../account/connection';

/** The account that the doctor inspects, with a client for each service that a check asks. */
export interface InspectedAccount {
  readonly environment: Environment;
  readonly caller: CallerIdentity;
  /** Whether it is the emulated account of this machine, which lacks some of what AWS has. */
  readonly local: boolean;
  readonly acm: Pick<ACMClient, 'send'>;
  readonly cloudformation: Pick<CloudFormationClient, 'send'>;
  readonly cloudtrail: Pick<CloudTrailClient, 'send'>;
  readonly dynamodb: Pick<DynamoDBClient, 'send'>;
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly secrets: Pick<SecretsManagerClient, 'send'>;
  readonly sns: Pick<SNSClient, 'send'>;
  readonly dns: HostResolver;
}

interface HostResolver {
  /** Addresses of a host; none when it does not resolve. */
  addresses(host: string): Promise<readonly string[]>;
}

export function inspectedAccount(connection: Connection, local: boolean): InspectedAccount {
  const { environment, caller, dynamodb, lambda, secrets } = connection;
  return {
    environment,
    caller,
    local,
    dynamodb,
    lambda,
    secrets,
    acm: connection.client(ACMClient),
    cloudformation: connection.client(CloudFormationClient),
    cloudtrail: connection.client(CloudTrailClient),
    sns: connection.client(SNSClient),
    dns: publicDns,
  };
}

/** As this machine resolves hosts, the way its own requests would. */
const publicDns: HostResolver = {
  addresses: async (host) => {
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address);
    } catch (error) {
      if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  },
};
