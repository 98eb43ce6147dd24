import { createHmac } from 'node:crypto';

/**
 * Hex HMAC-SHA256 of a secret value; a tag on every secret, so that equal values on both sides show without anyone reading them.
 * @param salt not a secret; equal in both environment files
 */
export function fingerprint(salt: string, value: string): string {
  return createHmac('sha256', salt).update(value, 'utf8').digest('hex');
}
