import { generateKeyPairSync } from 'node:crypto';

/** Numbers from 0 to 1, the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Draw = (alphabet: string, length: number) => string;
/** Makes a text of its kind. No file of this project holds one. */
export type Make = (draw: Draw) => string;

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdef`;
const ALL = UPPER + LOWER + DIGITS;
const BASE64 = `${ALL}+/`;
const URL64 = `${ALL}-_`;

export function drawWith(random: () => number): Draw {
  return (alphabet, length) => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const pem = (which: 'privateKey' | 'publicKey', format: 'pem' | 'der') => {
  const type = which === 'privateKey' ? 'pkcs8' : 'spki';
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = pair[which].export({ type, format } as never) as string | Buffer;
  return typeof key === 'string' ? key : key.toString('base64');
};

/** Found wherever they stand. */
export const ISSUED: Readonly<Record<string, Make>> = {
  'AWS access key': (draw) => `AKIA${draw(`${UPPER}234567`, 16)}`,
  'AWS session key': (draw) => `ASIA${draw(`${UPPER}234567`, 16)}`,
  'private key': () => pem('privateKey', 'pem'),
  'private key in one line': () => pem('privateKey', 'pem').replaceAll('\n', '\\n'),
  'private key as JSON': () =>
    JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })),
  JWT: (draw) => `${json({ alg: 'HS256', typ: 'JWT' })}.${json({ sub: draw(DIGITS, 8) })}.${draw(URL64, 43)}`,
  'Stripe or ours, live': (draw) => `sk_live_${draw(ALL, 24)}`,
  'Stripe or ours, test': (draw) => `sk_test_${draw(ALL, 32)}`,
  'Stripe, restricted': (draw) => `rk_live_${draw(ALL, 24)}`,
  'Checkout.com': (draw) => `sk_sbox_${draw(LOWER + DIGITS, 27)}`,
  'webhook secret': (draw) => `whsec_${draw(BASE64, 32)}`,
  Polar: (draw) => `polar_oat_${draw(ALL, 43)}`,
  Mollie: (draw) => `live_${draw(ALL, 30)}`,
  Square: (draw) => `sq0atp-${draw(URL64, 22)}`,
  Braintree: (draw) => `access_token$production$${draw(LOWER + DIGITS, 16)}$${draw(HEX, 32)}`,
  Flutterwave: (draw) => `FLWSECK-${draw(HEX, 32)}-X`,
  'PayPal session': (draw) => `A21AA${draw(URL64, 80)}`,
  GitHub: (draw) => `ghp_${draw(ALL, 36)}`,
  'GitHub, fine-grained': (draw) => `github_pat_${draw(ALL, 22)}_${draw(ALL, 59)}`,
  GitLab: (draw) => `glpat-${draw(URL64, 20)}`,
  npm: (draw) => `npm_${draw(ALL, 36)}`,
  Google: (draw) => `AIza${draw(URL64, 35)}`,
  'Azure storage': (draw) => `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${draw(BASE64, 86)}==`,
  Slack: (draw) => `xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 13)}-${draw(ALL, 24)}`,
  'Slack webhook': (draw) => `https://hooks.slack.com/services/T${draw(UPPER, 8)}/B${draw(UPPER, 8)}/${draw(ALL, 24)}`,
  SendGrid: (draw) => `SG.${draw(URL64, 22)}.${draw(URL64, 43)}`,
  Mailchimp: (draw) => `${draw(HEX, 32)}-us${draw('123456789', 1)}`,
  'Discord webhook': (draw) => `https://discord.com/api/webhooks/1${draw(DIGITS, 17)}/${draw(URL64, 68)}`,
  'Teams webhook': (draw) =>
    `https://shop.webhook.office.com/webhookb2/${uuid(draw)}@${uuid(draw)}/IncomingWebhook/${draw(HEX, 32)}/${uuid(draw)}`,
  'signed URL of Azure': (draw) =>
    `https://shop.blob.core.windows.net/files?sv=2022-11-02&sp=rl&sig=${draw(ALL, 40)}%2B${draw(ALL, 2)}%3D`,
  'signed URL of S3': (draw) => `https://files.shop.test/a?X-Amz-Expires=604800&X-Amz-Signature=${draw(HEX, 64)}`,
  Doppler: (draw) => `dp.st.prd.${draw(ALL, 43)}`,
  Airtable: (draw) => `pat${draw(ALL, 14)}.${draw(HEX, 64)}`,
  Buildkite: (draw) => `bkua_${draw(HEX, 40)}`,
  'password for curl': (draw) => `curl -u shop:${draw(ALL, 16)} https://api.shop.test`,
  Shopify: (draw) => `shpat_${draw(HEX, 32)}`,
  OpenAI: (draw) => `sk-proj-${draw(URL64, 48)}`,
  Vault: (draw) => `hvs.${draw(URL64, 90)}`,
  Telegram: (draw) => `${draw('123456789', 1)}${draw(DIGITS, 9)}:AA${draw(URL64, 33)}`,
  'database URL': (draw) => `postgres://shop:${draw(ALL, 12)}@db.internal.shop.test:5432/orders`,
  'broker URL': (draw) => `amqps://shop:${draw(ALL, 20)}@broker.shop.test`,
  'cache URL without a user': (draw) => `rediss://:${draw(ALL, 24)}@cache.shop.test:6379`,
  'header with a token': (draw) => `Authorization: Bearer ${draw(ALL, 40)}`,
  'header with a password': (draw) => `Authorization: Basic ${Buffer.from(`shop:${draw(ALL, 14)}`).toString('base64')}`,
};

/** Found where a variable, a property or a parameter is called a password, a key or a token; the first ones in any variable. */
export const RANDOM: Readonly<Record<string, Make>> = {
  'AWS secret key': (draw) => draw(BASE64, 40),
  '24 letters and digits': (draw) => draw(ALL, 24),
  '32 letters and digits': (draw) => draw(ALL, 32),
  '44 of base64': (draw) => `${draw(BASE64, 43)}=`,
  '43 of base64url': (draw) => draw(URL64, 43),
  'PayPal secret': (draw) => `E${draw(URL64, 79)}`,
};
export const CALLED: Readonly<Record<string, Make>> = {
  ...RANDOM,
  '32 of hex': (draw) => draw(HEX, 32),
  '40 of hex': (draw) => draw(HEX, 40),
  '64 of hex': (draw) => draw(HEX, 64),
  'a UUID': (draw) => uuid(draw),
  '52 small letters and digits': (draw) => draw(LOWER + DIGITS, 52),
  '26 small letters and digits': (draw) => draw(LOWER + DIGITS, 26),
  '16 with signs': (draw) => `${draw(UPPER, 3)}${draw(DIGITS, 3)}!${draw(`${ALL}!#%^&*_`, 8)}${draw(LOWER, 1)}`,
  'private key in base64': () => pem('privateKey', 'der'),
};

function uuid(draw: Draw): string {
  return `${draw(HEX, 8)}-${draw(HEX, 4)}-4${draw(HEX, 3)}-${draw('89ab', 1)}${draw(HEX, 3)}-${draw(HEX, 12)}`;
}

/** No secrets, in a variable that says nothing of them, and in texts. */
export const NONE: Readonly<Record<string, Make>> = {
  UUID: uuid,
  'UUID without dashes': (draw) => uuid(draw).replaceAll('-', ''),
  'commit hash': (draw) => draw(HEX, 40),
  'file hash': (draw) => draw(HEX, 64),
  'image digest': (draw) => `sha256:${draw(HEX, 64)}`,
  'client of a user pool': (draw) => draw(LOWER + DIGITS, 26),
  'user pool': (draw) => `eu-west-1_${draw(ALL, 9)}`,
  'identity pool': (draw) => `eu-west-1:${uuid(draw)}`,
  'generated name of the CDK': (draw) => `KinesisFirehosepaylivedestinationfirehose${draw('0123456789ABCDEF', 8)}`,
  'generated name of CloudFormation': (draw) =>
    `shop-live-OrdersTable${draw('0123456789ABCDEF', 8)}-${draw(UPPER + DIGITS, 13)}`,
  'name in camel case': () => 'AmazonSecurityLakeMetaStoreManagerV2',
  'name in capitals': () => 'S3_BUCKET_KMS_KEY_ARN',
  'name of a bucket': (draw) => `shop-live-artifacts-${draw(LOWER + DIGITS, 12)}`,
  'thing that AWS numbers': (draw) => `fsap-${draw(HEX, 17)}`,
  'principal id': (draw) => `AROA${draw(UPPER + DIGITS, 17)}`,
  'zone id': (draw) => `Z${draw(UPPER + DIGITS, 20)}`,
  ULID: (draw) => `01${draw('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}`,
  'configuration in base64': (draw) =>
    Buffer.from(JSON.stringify({ region: 'eu-west-1', retries: Number(draw(DIGITS, 2)) })).toString('base64'),
  'configuration in base64 with an umlaut': () => Buffer.from('{"shop":"Zürich","on":true}').toString('base64'),
  'hash that a browser checks': (draw) => `sha384-${draw(BASE64, 64)}`,
  'thing that Stripe numbers': (draw) => `acct_1${draw(ALL, 15)}`,
  'account of Twilio': (draw) => `AC${draw(HEX, 32)}`,
  'public key': () => pem('publicKey', 'pem'),
  'public key in base64': () => pem('publicKey', 'der'),
  'public key of SSH': (draw) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${draw(BASE64, 43)} ops@shop.test`,
  certificate: (draw) => `-----BEGIN CERTIFICATE-----\nMIIB${draw(BASE64, 60)}\n-----END CERTIFICATE-----\n`,
  'Bearer in code': () => 'return {"Authorization": "Bearer " + os.environ["API_ACCESS_TOKEN"]}',
  'Bearer in a template string': () => 'headers.set("authorization", `Bearer ${await accessTokenOf(session)}`)',
  'Bearer in a sentence': () => 'the caller sends Authorization: Bearer authentication-token-of-the-session',
  'URL to be filled in': () => 'scheme://[user:pass@]host:port, or postgres://<user>:<password>@<host>/db',
  'URL made by code': () => 'f"postgres://{user}:{password}@{host}/{name}"',
  'URL with words': () => 'postgres://username:password@db.shop.test/orders',
  'name of a token': () => 'if (!token.startsWith("sk_live_") && !token.startsWith("ghp_")) throw refused',
  'documentation key': () => `AKIA${'IOSFODNN7'}EXAMPLE`,
};

/** Stands where a secret is to be given: neither in a password nor in a variable called one is it found. */
export const STAND_INS: readonly string[] = [
  ...[
    'changeme',
    'change-me-please-1',
    '<your-api-key>',
    'xxxxxxxxxxxxxxxxxxxxxxxx',
    '************',
    'REPLACE_ME_WITH_TOKEN_1',
  ],
  ...[
    'YOUR_API_KEY_GOES_HERE_1',
    '${DB_PASSWORD}',
    '{{resolve:ssm-secure:db-password:1}}',
    'password',
    'example-token-0123456789',
  ],
  ...[
    'placeholder',
    'arn:aws:secretsmanager:eu-west-1:111111111111:secret:db-AbCdEf',
    '/live/db/password1',
    '1234567890',
    'TODO-insert-token-2',
  ],
  ...['MyDatabaseSecretName', 'orders-db-credentials', 'alias/orders-1', '%(password)s', '$DB_PASSWORD_1'],
];
