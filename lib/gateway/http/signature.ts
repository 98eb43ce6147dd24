import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
// Its index also loads the draft that came before RFC 9421.
import { formatSignatureBase } from 'http-message-signatures/lib/httpbis';
import { type InnerList, isInnerList, parseDictionary, serializeList } from 'structured-headers';
import { shown } from '../unsecret';
import { Problem } from './problem';
import { type HttpRequest, header } from './request';

/** How far a client's clock may be off, and how long a request may be under way. */
export const TOLERANCE_SECONDS = 300;

const TAG = 'airlock';
const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const QUERY_NAME = /^[A-Za-z0-9._-]+$/;
const QUERY_VALUE = /^[A-Za-z0-9._:-]*$/;
const PARAMETERS = new Set(['created', 'nonce', 'keyid', 'tag', 'alg']);

/** The one `airlock` signature of a request, its form checked and its MAC not yet. */
export interface RequestSignature {
  readonly keyid: string;
  readonly nonce: string;
  /** Seconds since 1970 by the client's clock. */
  readonly created: number;
  readonly mac: Buffer;
  readonly input: InnerList;
}

/** The `Signature-Input` and `Signature` pair that carries our tag. @throws Problem 401 when there is none, several, or one of another form */
export function readSignature(request: HttpRequest): RequestSignature {
  const inputs = dictionary(request, 'Signature-Input');
  const signatures = dictionary(request, 'Signature');
  const ours = [...inputs].filter(([, input]) => isInnerList(input) && input[1].get('tag') === TAG);
  if (ours.length > 1)
    throw refused('signature_malformed', 'more than one signature carries tag="airlock"; send one', 'Signature-Input');
  const [entry] = ours;
  if (!entry) {
    throw refused(
      'signature_missing',
      'no signature carries tag="airlock"; sign the request with RFC 9421',
      'Signature-Input',
    );
  }
  const [label, member] = entry;
  const input = member as InnerList;
  const [, parameters] = input;
  for (const name of parameters.keys()) {
    if (!PARAMETERS.has(name))
      throw malformed(`signature parameter ${shown(name)} is not one of created, nonce, keyid, tag, alg`);
  }
  const created = parameters.get('created');
  const nonce = parameters.get('nonce');
  const keyid = parameters.get('keyid');
  const alg = parameters.get('alg');
  if (typeof created !== 'number' || !Number.isSafeInteger(created))
    throw malformed('parameter created must be an integer, seconds since 1970');
  if (typeof nonce !== 'string' || !NONCE.test(nonce))
    throw malformed('parameter nonce must be a string of 16 to 64 of A-Z a-z 0-9 _ -');
  if (typeof keyid !== 'string') throw malformed('parameter keyid must be the public key, as a string');
  if (alg !== undefined && alg !== 'hmac-sha256') throw malformed('parameter alg, when sent, must be "hmac-sha256"');
  const value = signatures.get(label)?.[0];
  if (!(value instanceof ArrayBuffer))
    throw malformed(`the Signature header has no byte sequence labelled ${shown(label)}`, 'Signature');
  return { keyid, nonce, created, mac: Buffer.from(value), input };
}

/**
 * Holds the covered components against the request: all of them, and nothing else.
 * @param authority the host among the gateway's own that the request names
 * @returns the signature base that the MAC is over
 * @throws Problem 400 for a query that cannot be covered unambiguously, 401 for a covered set that is not exact
 */
export function signatureBase(request: HttpRequest, signature: RequestSignature, authority: string): string {
  const expected = new Map<string, string>([
    ['"@method"', request.method],
    ['"@authority"', authority],
    ['"@path"', request.path],
  ]);
  for (const [name, values] of request.query) {
    const [value, second] = values;
    if (value === undefined || second !== undefined) {
      throw new Problem({
        status: 400,
        code: 'repeated_query',
        param: shown(name),
        detail: 'a query name may be sent once',
      });
    }
    if (!QUERY_NAME.test(name) || !QUERY_VALUE.test(value)) {
      throw new Problem({
        status: 400,
        code: 'invalid_query',
        param: shown(name),
        detail: 'query names may hold only A-Z a-z 0-9 . _ -, and values those and the colon',
      });
    }
    // RFC 9421 §2.2.8: the value is encoded again for the base, whatever the client sent.
    expected.set(`"@query-param";name="${name}"`, encodeURIComponent(value));
  }
  for (const name of request.body.length > 0 ? ['content-digest', 'idempotency-key'] : ['idempotency-key']) {
    const values = request.headers.get(name);
    if (name === 'content-digest' && !values)
      throw refused('content_digest_missing', 'a request with a body must send Content-Digest', 'Content-Digest');
    if (values && values.length > 1) throw malformed(`header ${name} may be sent once`, name);
    if (values) expected.set(`"${name}"`, values[0]?.trim() ?? '');
  }
  const fields = signature.input[0].map((item) => serializeList([item]));
  const covered = new Set(fields);
  const missing = [...expected.keys()].filter((component) => !covered.has(component));
  const excess = fields.filter((field) => !expected.has(field));
  if (missing.length > 0 || excess.length > 0 || covered.size !== fields.length) {
    const problems = [
      missing.length > 0 && `missing ${missing.join(' ')}`,
      excess.length > 0 && `not to be covered ${excess.map(shown).join(' ')}`,
      covered.size !== fields.length && 'one is covered twice',
    ];
    throw refused(
      'signature_components',
      `the covered components must be exactly those of the request: ${problems.filter(Boolean).join('; ')}`,
      'Signature-Input',
    );
  }
  const components = fields.map((field): [string, string[]] => [field, [expected.get(field) ?? '']]);
  return formatSignatureBase([...components, ['"@signature-params"', [serializeList([signature.input])]]]);
}

/** HMAC-SHA256 (RFC 9421 §3.3.3). */
export function mac(base: string, key: Buffer | string): Buffer {
  return createHmac('sha256', key).update(base, 'utf8').digest();
}

/** Whether any of the secrets made the MAC; takes the same time whichever it is, and whether there is one. */
export function macMatches(base: string, signature: RequestSignature, secrets: readonly string[]): boolean {
  let matches = false;
  for (const secret of secrets.length > 0 ? secrets : [DECOY]) {
    const expected = mac(base, secret);
    const given = signature.mac.length === expected.length ? signature.mac : Buffer.alloc(expected.length);
    const equal = timingSafeEqual(expected, given) && signature.mac.length === expected.length;
    matches = (equal && secret !== DECOY) || matches;
  }
  return matches;
}

/** An unknown key costs a MAC too. */
const DECOY = 'no-such-key';

/** @throws Problem 401 when the body is not the one that was signed */
export function checkDigest(request: HttpRequest): void {
  if (request.body.length === 0) return;
  const member = dictionary(request, 'Content-Digest').get('sha-256');
  const value = member?.[0];
  const expected = createHash('sha256').update(request.body).digest();
  if (
    !(value instanceof ArrayBuffer) ||
    value.byteLength !== expected.length ||
    !timingSafeEqual(expected, Buffer.from(value))
  ) {
    throw refused(
      'content_digest_mismatch',
      'Content-Digest has no sha-256 value equal to the SHA-256 of the body as received',
      'Content-Digest',
    );
  }
}

/** @throws Problem 401 when the request is older or newer than the clocks may differ */
export function checkAge(signature: RequestSignature, now: number): void {
  const age = Math.floor(now / 1000) - signature.created;
  if (Math.abs(age) > TOLERANCE_SECONDS) {
    throw refused(
      'signature_expired',
      `created is ${Math.abs(age)} s ${age > 0 ? 'old' : 'ahead'}; at most ${TOLERANCE_SECONDS} s are allowed, so sign again and check your clock`,
      'Signature-Input',
    );
  }
}

function dictionary(request: HttpRequest, name: string) {
  try {
    return parseDictionary(header(request, name.toLowerCase()) ?? '');
  } catch {
    throw malformed(`header ${name} is not a structured dictionary (RFC 9651)`, name);
  }
}

function refused(code: string, detail: string, param?: string): Problem {
  return new Problem({ status: 401, code, detail, ...(param && { param }) });
}

function malformed(detail: string, param = 'Signature-Input'): Problem {
  return refused('signature_malformed', detail, param);
}
