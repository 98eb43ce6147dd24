import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** A shop's site on this machine, for `https://shop.example`. */
export interface ShopSite {
  /** What tells a browser that the shop's hosts are this site, and that there is nothing else but this machine. */
  readonly hostRules: string;
  /** Paths and queries asked for, in order. */
  readonly visits: readonly string[];
  close(): Promise<void>;
}

/** Sends visitors of shop.example on to www.shop.example, as many shops do. */
export async function startShopSite(): Promise<ShopSite> {
  const certificate = await generate([{ name: 'commonName', value: 'shop.example' }]);
  const visits: string[] = [];
  const server: Server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    visits.push(`${request.headers.host}${request.url}`);
    if (request.headers.host === 'shop.example') {
      response.writeHead(302, { Location: `https://www.shop.example${request.url}` }).end();
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Thank you</title>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const own = ['shop.example', 'www.shop.example'].map((host) => `MAP ${host} 127.0.0.1:${port}`);
  return {
    hostRules: [...own, 'MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'].join(', '),
    visits,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
