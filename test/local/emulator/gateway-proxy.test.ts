import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../../../lib/local/emulator/account-ports';
import { makeCertificate } from '../../../lib/local/emulator/certificate';
import { type GatewayProxy, startGatewayProxy } from '../../../lib/local/emulator/gateway-proxy';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const folder = mkdtempSync(join(tmpdir(), 'airlock-proxy-'));
const prefix = '/restapis/abc/gateway/_user_request_';
let emulator: Server;
let proxy: GatewayProxy;
let port: number;
let seen: Seen | undefined;

beforeAll(async () => {
  const { certificate, key } = await makeCertificate(folder);
  const ca = readFileSync(certificate);
  emulator = createServer({ cert: ca, key: readFileSync(key) }, async (request, response) => {
    seen = await read(request);
    response.writeHead(201, { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] });
    response.end('the answer');
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  port = (await freePorts()).sandbox.gateway;
  const { port: emulatorPort } = emulator.address() as AddressInfo;
  proxy = await startGatewayProxy({ port, emulatorPort, ca, prefix });
});
afterAll(async () => {
  await proxy.close();
  emulator.closeAllConnections();
  await new Promise((resolve) => emulator.close(resolve));
  rmSync(folder, { recursive: true });
});

async function read(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method, url, rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 ? [] : [[name, rawHeaders[index + 1] ?? ''] as const],
  );
  return { method, url, headers, body: Buffer.concat(chunks) };
}

/** Sends bytes as they are, since an HTTP library would tidy them up, and gives all that comes back. */
function exchange(text: string, body = Buffer.alloc(0), host = '127.0.0.1', to = port): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(to, host, () => socket.write(Buffer.concat([Buffer.from(text, 'latin1'), body])));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}

function values(name: string): string[] {
  return (seen?.headers ?? []).filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
}

const lines = (...text: string[]) => `${[...text, 'Connection: close'].join('\r\n')}\r\n\r\n`;

describe('D14 the proxy in front of an emulated gateway', () => {
  test.each([
    '/v1/payments',
    '/v1/payments?limit=2&cursor=a%2Fb+c&&x',
    '/v1//payments/../%2e%2e/%2F%00',
    '/?',
    '/%ff?%FF=%zz',
    "/v1/payments/pay_test_01;a=b!$&'()*+,@:~",
  ])('D7: path and query go through byte by byte: %s', async (target) => {
    await exchange(lines(`GET ${target} HTTP/1.1`, 'Host: localhost'));
    expect(seen?.url).toBe(`${prefix}${target}`);
  });

  test.each(['localhost:8080', 'gateway.live.airlock.example', 'LOCALHOST:8081', 'evil.example'])(
    'D7: Host is kept, whatever it says: %s',
    async (host) => {
      await exchange(lines('GET /health HTTP/1.1', `Host: ${host}`));
      expect(values('host')).toEqual([host]);
    },
  );

  test('a body goes through byte by byte, with its length and its type', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    await exchange(
      lines('POST /v1/payments HTTP/1.1', 'Host: a', 'Content-Type: application/json', 'Content-Length: 256'),
      body,
    );
    expect(seen?.body.equals(body)).toBe(true);
    expect(values('content-type')).toEqual(['application/json']);
    expect(values('content-length')).toEqual(['256']);
  });

  test('so does one in chunks, also of a GET', async () => {
    for (const method of ['POST', 'GET']) {
      const head = lines(`${method} /x HTTP/1.1`, 'Host: a', 'Transfer-Encoding: chunked', 'Content-Type: text/plain');
      await exchange(head, Buffer.from('3\r\nabc\r\n2\r\n\xff\xfe\r\n0\r\n\r\n', 'latin1'));
      expect(seen?.method).toBe(method);
      expect(seen?.body.toString('latin1')).toBe('abc\xff\xfe');
    }
  });

  test('a body without a type gets one, since the emulator would take it for text; no body gets none', async () => {
    await exchange(lines('POST /x HTTP/1.1', 'Host: a', 'Content-Length: 1'), Buffer.from([0xff]));
    expect(values('content-type')).toEqual(['application/octet-stream']);
    expect(seen?.body).toEqual(Buffer.from([0xff]));
    await exchange(lines('POST /x HTTP/1.1', 'Host: a', 'Content-Length: 0'));
    expect(values('content-type')).toEqual([]);
  });

  test('headers keep their number, order and bytes; where a request comes from is not taken from itself', async () => {
    await exchange(
      lines(
        'GET /x HTTP/1.1',
        'Host: a',
        'Signature: b=:1:',
        'X-Odd:  \xe9 ',
        'Signature: c=:2:',
        'X-Forwarded-For: 203.0.113.7',
      ),
    );
    expect(values('signature')).toEqual(['b=:1:', 'c=:2:']);
    expect(values('x-odd')).toEqual(['\xe9']);
    expect(values('x-forwarded-for')).toEqual(['127.0.0.1']);
  });

  test('the answer comes back whole', async () => {
    const answer = await exchange(lines('GET /x HTTP/1.1', 'Host: a'));
    expect(answer).toMatch(/^HTTP\/1\.1 201 Created\r\n/);
    expect(answer).toContain('Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n');
    expect(answer).toContain('the answer');
  });

  test('it is no way to anywhere else', async () => {
    seen = undefined;
    expect(await exchange(lines('GET http://other.example/x HTTP/1.1', 'Host: other.example'))).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(seen).toBeUndefined();
  });

  test('only this machine reaches it', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of others) {
      await expect(exchange(lines('GET /x HTTP/1.1', 'Host: a'), undefined, address)).rejects.toThrow('ECONNREFUSED');
    }
    await expect(exchange(lines('GET /x HTTP/1.1', 'Host: a'), undefined, '127.0.0.1')).resolves.toContain('201');
  });

  test('an emulator that is gone: 502 as a problem, not a hanging request', async () => {
    const ports = await freePorts();
    const ca = readFileSync(join(folder, 'certificate.pem'));
    const lonely = await startGatewayProxy({ port: ports.live.gateway, emulatorPort: ports.live.emulator, ca, prefix });
    try {
      const answer = await exchange(lines('GET /x HTTP/1.1', 'Host: a'), undefined, '127.0.0.1', ports.live.gateway);
      expect(answer).toMatch(/^HTTP\/1\.1 502 /);
      expect(answer).toContain('application/problem+json');
      expect(answer).toContain('"code":"local_proxy"');
    } finally {
      await lonely.close();
    }
  });

  test('a port that is taken is an error, not a second listener', async () => {
    const ca = readFileSync(join(folder, 'certificate.pem'));
    await expect(startGatewayProxy({ port, emulatorPort: 1, ca, prefix })).rejects.toThrow('EADDRINUSE');
  });
});
