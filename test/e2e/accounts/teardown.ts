/** Ends what `setup.ts` started; the logs stay until the next run. */
export default async function tearDown(): Promise<void> {
  await globalThis.airlockAccounts?.accounts.stop();
  globalThis.airlockAccounts?.release();
}
