/** The kind of value that a name suggests. */
export type Called = 'password' | 'key' | 'identifier' | 'anything';

/** The last word decides: `TOKEN_TABLE` is a table, `ORDERS_TABLE_TOKEN` a token. Source: names in public templates. */
const LAST_WORDS: readonly (readonly [Called, RegExp])[] = [
  ['password', /(?:pass|passwd|password|passphrase|passcode|pwd|pw)$/],
  [
    'identifier',
    /(?:public|publishable|site|partition|sort|hash|range|primary|foreign|object|s ?3|bucket|cache|tag|index|dedup\w*|idempotency|row|kms|cmk|host|verify|verification)\s?(?:key|keys|token)$/,
  ],
  [
    'key',
    /(?:secret|token|key|apikey|credentials?|auth|authorization|salt|pepper|hmac|signature|bearer|jwt|dsn|cookie|session|pat|secret key base)$/,
  ],
  [
    'identifier',
    /\b(?:id|ids|sid|uuid|guid|arn|arns|name|names|hash|sha|sha1|sha256|md5|digest|checksum|commit|revision|version|tag|etag|build|fingerprint|thumbprint|cert|certificate|pem|ca|public|image|prefix|suffix|path|file|url|uri|host|domain|endpoint|bucket|table|queue|topic|stream|function|role|user|username|group|pool|client|region|zone|alias|stack|cluster|service|type|header|issuer|audience|algorithm|ttl|expiry|length|number|count)$/,
  ],
];

/** @param name of a variable, a property, a parameter: `DB_PASSWORD`, `MasterUserPassword`, `api-key` */
export function calledBy(name: string): Called {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^a-zA-Z\d]+/g, ' ')
    .trim()
    .toLowerCase();
  return LAST_WORDS.find(([, form]) => form.test(words))?.[0] ?? 'anything';
}
