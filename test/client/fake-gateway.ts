import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FakeResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}
export type FakeAnswer = FakeResponse | 'hang up' | 'say nothing' | 'stop in the body';

export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A server on this machine that answers as it is told, `200 {}` when it is not, and keeps what it saw. */
export class FakeGateway {
  readonly seen: ReceivedRequest[] = [];
  readonly answers: FakeAnswer[] = [];
  private readonly server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      this.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = this.answers.shift() ?? { status: 200, body: '{}' };
      if (answer === 'hang up') return void request.socket.destroy();
      if (answer === 'say nothing') return;
      if (answer === 'stop in the body') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{');
        return;
      }
      response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body);
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  start(): Promise<void> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve()));
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  reset(): void {
    this.seen.length = 0;
    this.answers.length = 0;
  }
}
