import { Refusal } from '../../contract/refusal';
import type { DeployedAccount, NotRead } from '../../isolation/deployed/deployed-account';
import type { Connection } from '../account/connection';
import type { AccountToRead, ReadCall, Reader } from './reader';
import { READERS } from './readers';

/**
 * Reads one account through a connection to it. What could not be read is part of the result, with the reason: such a thing counts
 * neither as existing nor as missing.
 * @throws Refusal when the endpoint is not one of AWS
 */
export async function readAccount(
  connection: Pick<Connection, 'environment' | 'caller' | 'client'>,
  at: number,
  readers: readonly Reader[] = READERS,
): Promise<DeployedAccount> {
  const { environment, caller } = connection;
  const notRead: NotRead[] = [];
  const accountFor = ({ types }: Reader): AccountToRead => ({
    environment,
    client: (Type) => connection.client(Type),
    async ask({ what, absent = [] }: ReadCall, call) {
      try {
        return await call();
      } catch (error) {
        if (error instanceof Refusal) throw error;
        const { name, message } = error as Error;
        if (absent.includes(name)) return undefined;
        notRead.push({ what, reason: `${name}: ${message}`, unanswerable: UNKNOWN_CALL.test(message), types });
        return undefined;
      }
    },
  });
  const readings = await Promise.all(readers.map((reader) => reader.read(accountFor(reader))));
  return {
    environment: environment.name,
    account: environment.account,
    region: environment.region,
    readBy: caller.arn,
    readAt: new Date(at).toISOString(),
    resources: readings.flatMap(({ resources = [] }) => resources),
    secrets: readings.flatMap(({ secrets = [] }) => secrets),
    stacks: readings.flatMap(({ stacks = [] }) => stacks),
    notRead,
  };
}

/** The emulator's answer to a call that it does not know. AWS knows all of them. */
const UNKNOWN_CALL = /^Unknown (?:action|path|operation)\b/;
