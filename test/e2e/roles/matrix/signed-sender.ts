import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { Sha256 } from '@smithy/core/checksum';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import type { EmulatedAccount } from '../../../../lib/client/emulated-accounts';
import type { HttpCall } from './http-call';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsResponse {
  readonly status: number;
  readonly body: string;
}

/** Enough to keep the emulator busy, which answers one request at a time. */
const AT_ONCE = 8;

/** Signs requests and sends them to one emulated account, as any session. */
export class SignedSender {
  private readonly agent: Agent;
  private readonly endpoint: URL;
  private readonly signers = new Map<string, SignatureV4>();

  constructor(private readonly account: EmulatedAccount) {
    this.endpoint = new URL(account.endpoint);
    this.agent = new Agent({ ca: readFileSync(account.ca), keepAlive: true, maxSockets: AT_ONCE });
  }

  async send(call: HttpCall, credentials: Credentials = this.account.credentials): Promise<AwsResponse> {
    const { hostname, port, host } = this.endpoint;
    const { method, path, query = {}, headers = {}, body } = call;
    const plain = new HttpRequest({
      protocol: 'https:',
      hostname,
      port: Number(port),
      method,
      path,
      query: { ...query },
      // Node leaves the length out of a GET or DELETE that has a body, which would be read as the next request.
      headers: { ...headers, host, 'content-length': String(Buffer.byteLength(body ?? '')) },
      body,
    });
    const signed = await this.signer(call.service, credentials).sign(plain);
    const search = new URLSearchParams(query).toString();
    return new Promise((resolve, reject) => {
      const { agent } = this;
      const options = { agent, hostname, port, method, headers: signed.headers };
      const sent = request({ ...options, path: search ? `${path}?${search}` : path }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** All of them, a few at a time. */
  async sendAll<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
    const results: Result[] = new Array(items.length);
    const queue = items.entries();
    const run = async () => {
      for (const [index, item] of queue) results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, run));
    return results;
  }

  close(): void {
    this.agent.destroy();
  }

  private signer(service: string, credentials: Credentials): SignatureV4 {
    const known = `${service} ${credentials.accessKeyId}`;
    const signer =
      this.signers.get(known) ??
      new SignatureV4({
        credentials: { ...credentials },
        region: this.account.region,
        service,
        sha256: Sha256,
        // S3 alone signs a path as it is sent.
        uriEscapePath: service !== 's3',
      });
    this.signers.set(known, signer);
    return signer;
  }
}
