import { join } from 'node:path';
import { projectRoot } from '../../../lib/environment/project-root';
import { freePorts } from '../../../lib/local/emulator/account-ports';
import type { Certificate } from '../../../lib/local/emulator/certificate';
import { startEmulator } from '../../../lib/local/emulator/emulator';
import type { Supervisor } from '../../../lib/local/processes/supervisor';

/** Root of the account that it emulates. */
export const ROOT = { accessKeyId: '111111111111', secretAccessKey: 'clearly-made-up' };
export const REGION = 'eu-west-1';
/** What set-up put there. */
export const TOOLS = join(projectRoot(), '.emulator');

/** An emulated account with nothing in it. @param folder for its files; it exists */
export async function startOneEmulator(supervisor: Supervisor, certificate: Certificate, folder: string) {
  const port = (await freePorts()).sandbox.emulator;
  await startEmulator(supervisor, {
    environment: 'sandbox',
    account: ROOT.accessKeyId,
    region: REGION,
    port,
    certificate,
    rootSecret: ROOT.secretAccessKey,
    folder,
    venv: join(TOOLS, 'venv'),
    runtime: '/usr/bin',
    root: projectRoot(),
  });
  return { port };
}
