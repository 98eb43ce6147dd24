import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { makeCertificate } from '../../../../lib/local/emulator/certificate';
import { Supervisor } from '../../../../lib/local/processes/supervisor';
import { REGION, ROOT, startOneEmulator, TOOLS } from '../../../local/emulator/start-one-emulator';

interface RawAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** DynamoDB of an emulated account of its own, asked with the very JSON that goes over the wire. */
export interface EmulatedDynamoDb {
  send(operation: string, input: object): Promise<RawAnswer>;
  stop(): Promise<void>;
}

export async function startEmulatedDynamoDb(): Promise<EmulatedDynamoDb> {
  const folder = mkdtempSync(join(TOOLS, 'contract-'));
  const supervisor = new Supervisor(join(folder, 'processes'));
  const certificate = await makeCertificate(folder);
  mkdirSync(join(folder, 'account'));
  const { port } = await startOneEmulator(supervisor, certificate, join(folder, 'account'));
  const agent = new Agent({ ca: readFileSync(certificate.certificate), keepAlive: true });
  return {
    send: (operation, input) => send(port, agent, operation, JSON.stringify(input)),
    stop: async () => {
      agent.destroy();
      await supervisor.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const signer = new SignatureV4({
  service: 'dynamodb',
  region: REGION,
  credentials: ROOT,
  sha256: Sha256,
});

async function send(port: number, agent: Agent, operation: string, body: string): Promise<RawAnswer> {
  const hostname = '127.0.0.1';
  const headers = {
    host: `${hostname}:${port}`,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'content-length': String(Buffer.byteLength(body)),
  };
  const signed = await signer.sign(
    new HttpRequest({ method: 'POST', protocol: 'https:', hostname, port, path: '/', headers, body }),
  );
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, agent, method: 'POST', path: '/', headers: signed.headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) }));
    });
    call.on('error', reject);
    call.end(body);
  });
}
