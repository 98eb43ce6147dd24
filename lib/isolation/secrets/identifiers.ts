import { isUtf8 } from 'node:buffer';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { USER_POOL_ID } from '../tables/id-forms';

/**
 * Texts that look random and are public, each with why. A key of one of these forms exists as well; there only the name
 * tells, so that a text that is called a secret is not asked.
 */
const IDENTIFIERS: readonly (readonly [why: string, form: RegExp])[] = [
  ['a UUID names a thing', /^\{?[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\}?$/i],
  ['a UUID without its dashes', /^[\da-f]{12}[1-8][\da-f]{3}[89ab][\da-f]{15}$/i],
  [
    'the hash of a commit, an image or a file, or the id of a document',
    /^(?:[\da-f]{24}|[\da-f]{40}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i,
  ],
  ['the hash of a file that a browser or npm checks', /^sha(?:256|384|512)-[A-Za-z\d+/]{43,86}={0,2}$/],
  ['a client of a Cognito user pool', /^[a-z\d]{25,26}$/],
  ['a user pool', new RegExp(`^${USER_POOL_ID}$`)],
  ['a thing that AWS numbers', /^[a-z]{1,12}(?:-[a-z]{2,8})?-[\da-f]{8}(?:[\da-f]{9})?$/],
  ['a principal, policy or public key of IAM', /^A(?:ROA|IDA|GPA|NPA|NVA|IPA|PKA|SCA|BIA)[A-Z\d]{16,17}$/],
  ['a thing that Stripe numbers', /^(?:acct|ch|cus|evt|in|pi|pm|po|price|prod|sub|tr|txn|we)_[A-Za-z\d]{14,32}$/],
  ['a thing that Twilio numbers', /^[A-Z]{2}[a-f\d]{32}$/],
  ['a zone of Route 53', /^Z[A-Z\d]{11,20}$/],
  ['a ULID', /^[0-7][\dA-HJKMNP-TV-Z]{25}$/],
  ['a public key of SSH', /^AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh)/],
];

export function isIdentifier(text: string): boolean {
  return IDENTIFIERS.some(([, form]) => form.test(text)) || isPublicInDer(text) || isPlainText(text);
}

/** A certificate or a public key as bytes. A private key starts the same way, so that it is read. */
function isPublicInDer(text: string): boolean {
  if (!text.startsWith('M') || text.length < 40) return false;
  const bytes = Buffer.from(text, 'base64');
  return (
    isRead(() => createPublicKey({ key: bytes, format: 'der', type: 'spki' })) ||
    isRead(() => new X509Certificate(bytes))
  );
}

function isRead(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** Text in base64, such as a configuration, is searched as it is decoded. */
function isPlainText(text: string): boolean {
  if (!/^[\w+/-]{12,}={0,2}$/.test(text)) return false;
  const bytes = Buffer.from(text, 'base64');
  return isUtf8(bytes) && !/[^\P{Cc}\t\n\r]/u.test(bytes.toString('utf8'));
}
