import { createHash, createHmac, createSecretKey, type Hash, type Hmac } from 'node:crypto';

/**
 * SHA-256 and its HMAC as the signer asks for them, by Node itself. The SDK's own class carries a copy of the algorithm for places without
 * one, and hands Node keys in the form that costs it most.
 */
export class Sha256 {
  private readonly hash: Hash | Hmac;

  /** @param key makes it an HMAC */
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', keyOf(key));
  }

  update(bytes: Uint8Array): void {
    this.hash.update(bytes);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): never {
    throw new Error('a hash is used once; make a new one');
  }
}

function keyOf(key: string | ArrayBuffer | ArrayBufferView) {
  if (typeof key === 'string') return key;
  return createSecretKey(
    ArrayBuffer.isView(key) ? Buffer.from(key.buffer, key.byteOffset, key.byteLength) : Buffer.from(key),
  );
}
