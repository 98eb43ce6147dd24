/** Works with a client of an emulated account, and closes it however the work ends. */
export async function withClient<Client extends { destroy(): void }, T>(
  client: Client,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  try {
    return await work(client);
  } finally {
    client.destroy();
  }
}
