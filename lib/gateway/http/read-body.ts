import { shown } from '../unsecret';
import { Problem } from './problem';
import { type HttpRequest, header } from './request';
import { parseStrictJson } from './strict-json';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** @throws Problem 413 */
export function checkSize(request: HttpRequest, maxBodyBytes: number): void {
  if (request.body.length <= maxBodyBytes) return;
  throw new Problem({
    status: 413,
    code: 'body_too_large',
    detail: `the body has ${request.body.length} bytes; at most ${maxBodyBytes} are allowed`,
  });
}

/** @throws Problem 400 for a body where none belongs */
export function checkNoBody(request: HttpRequest): void {
  if (request.body.length === 0) return;
  throw new Problem({
    status: 400,
    code: 'unexpected_body',
    detail: `${request.method} ${shown(request.path)} takes no body`,
  });
}

/**
 * The JSON value of a body.
 * @throws Problem 415 (another content type), 400 (empty, not UTF-8, not JSON, or JSON that says a thing twice or not exactly)
 */
export function readJson(request: HttpRequest): unknown {
  if (request.body.length === 0) throw invalid('invalid_json', 'the body is empty; send a JSON object');
  const type = header(request, 'content-type');
  if (!type || !JSON_TYPE.test(type)) {
    throw new Problem({
      status: 415,
      code: 'unsupported_media_type',
      detail: `the content type is ${type ? shown(type) : 'missing'}; send application/json`,
      param: 'Content-Type',
    });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body);
  } catch {
    throw invalid('invalid_utf8', 'the body is not valid UTF-8');
  }
  let value: unknown;
  try {
    value = parseStrictJson(text);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw invalid('invalid_json', 'the body is not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid('invalid_json', 'the body must be a JSON object');
  }
  return value;
}

function invalid(code: string, detail: string): Problem {
  return new Problem({ status: 400, code, detail });
}
