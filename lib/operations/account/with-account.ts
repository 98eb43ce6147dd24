import { connect } from './connect';
import type { Connection, ConnectionProps } from './connection';

/**
 * Connects to the account of a stage, does the work there and closes every client again, however the work ends.
 * @throws EnvironmentFileError, Refusal when the account cannot be entered; what the work throws
 */
export async function withAccount<T>(props: ConnectionProps, work: (account: Connection) => Promise<T>): Promise<T> {
  const connection = await connect(props);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}
