import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What stands in the package.json of a made-up package. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** An npm registry on loopback, with packages of one file each. */
export class PackageRegistry {
  private server: Server | undefined;
  private url = '';
  private readonly packages = new Map<string, { readonly manifest: Manifest; tarball: Buffer; missing: boolean }>();

  constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      this.packages.set(manifest.name, { manifest, tarball: tarballOf(manifest), missing: false });
    }
  }

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const [name = '', tarball] = decodeURIComponent(request.url ?? '/')
        .slice(1)
        .split('/-/');
      const found = this.packages.get(name);
      if (request.url?.startsWith('/-/')) return void response.writeHead(200).end('{}');
      if (!found || found.missing) return void response.writeHead(404).end('{"error":"not found"}');
      if (tarball) return void response.writeHead(200).end(found.tarball);
      const { manifest } = found;
      const dist = { tarball: `${this.url}${name}/-/${name}.tgz`, integrity: integrityOf(found.tarball) };
      const packument = {
        name,
        'dist-tags': { latest: manifest.version },
        versions: { [manifest.version]: { ...manifest, dist } },
      };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(packument));
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return this.url;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** From now on it does not have these. */
  lose(...names: readonly string[]): void {
    for (const name of names) this.of(name).missing = true;
  }

  /** From now on another file is behind the same version. */
  tamper(name: string): void {
    const entry = this.of(name);
    entry.tarball = tarballOf({ ...entry.manifest, scripts: { postinstall: 'echo other content' } });
  }

  integrity(name: string): string {
    return integrityOf(this.of(name).tarball);
  }

  private of(name: string) {
    const entry = this.packages.get(name);
    if (!entry) throw new Error(`no package ${name}`);
    return entry;
  }
}

function integrityOf(tarball: Buffer): string {
  return `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
}

/** `package/package.json` in a gzipped tar. */
function tarballOf(manifest: Manifest): Buffer {
  const content = Buffer.from(JSON.stringify(manifest));
  const header = Buffer.alloc(512);
  header.write('package/package.json', 0);
  header.write('0000644\0', 100);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return gzipSync(Buffer.concat([header, content, padding, Buffer.alloc(1024)]));
}
