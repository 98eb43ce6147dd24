import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** How a service fails to answer. Each leaves the caller with less than a whole answer, and with no error unless it makes one. */
export const STALLS = ['hangs', 'stops after the headers', 'trickles', 'resets', 'resets in the body'] as const;
export type Stall = (typeof STALLS)[number];

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 1000\r\n\r\n';

/** A service on loopback that takes each request and never answers it whole. */
export async function aSlowService(stall: Stall) {
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      if (!/^(GET|PUT|POST) /.test(bytes.toString('latin1'))) return;
      requests += 1;
      fail(socket, stall);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    open: () => sockets.size,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function fail(socket: Socket, stall: Stall): void {
  if (stall === 'hangs') return;
  if (stall === 'resets') return void socket.resetAndDestroy();
  socket.write(`${HEAD}{"Item"`);
  if (stall === 'resets in the body') setTimeout(() => socket.resetAndDestroy(), 20);
  if (stall !== 'trickles') return;
  // A byte every so often keeps every idle timeout from ending it.
  const timer = setInterval(() => socket.write(' '), 50);
  socket.on('close', () => clearInterval(timer));
}
