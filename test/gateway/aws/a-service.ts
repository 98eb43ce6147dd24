import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface ReceivedCall {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the service does with a call; `hang` never answers, `cut` closes the connection. */
export type Answer =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang'
  | 'cut';

/** A service on loopback that gives these answers in turn, the last one for ever. */
export async function aService(...answers: readonly Answer[]) {
  const received: ReceivedCall[] = [];
  const server = createServer(async (request, response) => {
    const { url = '', headers } = request;
    const answer = answers[Math.min(received.length, answers.length - 1)];
    received.push({ url, headers, body: (await buffer(request)).toString() });
    if (answer === 'hang' || answer === undefined) return;
    if (answer === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-not-a-credential',
    AWS_SESSION_TOKEN: 'fake-not-a-token',
  });
  return {
    received,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
