import { lookup } from 'node:dns/promises';
import { ACMClient } from '@aws-sdk/client-acm';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Connection } from '../account/connection';
import type { Names, Patient } from './check';

/** The account behind a connection, with a client for each service that a check asks. */
export function patientOf(connection: Connection, local: boolean): Patient {
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
    names: publicNames,
  };
}

/** As this machine resolves them, the way its own requests would. */
const publicNames: Names = {
  addresses: async (host) => {
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address);
    } catch (error) {
      if (['ENOTFOUND', 'ENODATA'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  },
};
