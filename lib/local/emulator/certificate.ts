import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  /** Absolute path of the PEM file, which is also all that a client has to trust. */
  readonly certificate: string;
  readonly key: string;
}

/**
 * A certificate for this machine's own names, made anew for every run and good for nothing else. The emulators need TLS, because
 * policies refuse requests without it.
 */
export async function makeCertificate(folder: string): Promise<Certificate> {
  const paths = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.now() - 24 * 3600 * 1000),
    notAfterDate: new Date(Date.now() + 365 * 24 * 3600 * 1000),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 2, value: '*.localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(paths.key, pems.private, { mode: 0o600 });
  writeFileSync(paths.certificate, pems.cert, { mode: 0o644 });
  return paths;
}
