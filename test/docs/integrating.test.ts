import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '../../lib/client/client';
import { projectRoot } from '../../lib/environment/project-root';
import type { HttpRequest } from '../../lib/gateway/http/request';
import { readSignature, signatureBase } from '../../lib/gateway/http/signature';
import { FakeGateway } from '../client/fake-gateway';
import { gatewayFor, testApp } from '../gateway/http/gateway-in-memory';
import { verified } from '../gateway/http/verified';

const text = readFileSync(join(projectRoot(), 'docs', 'integrating.md'), 'utf8');
const app = testApp({ mode: 'test', publicKey: cell('public key'), secret: cell('secret') });
const now = Number(cell('time')) * 1000;

/** A value from the table of the worked example. */
function cell(name: string): string {
  return new RegExp(`\\| ${name} \\| \`([^\`]+)\` \\|`).exec(text)?.[1] ?? '';
}

function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\\n\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

/** An HTTP message as the guide prints it. */
function parse(message: string): HttpRequest {
  const [head = '', body = ''] = message.split('\n\n');
  const [start = '', ...lines] = head.split('\n');
  const [method = '', target = ''] = start.split(' ');
  const url = new URL(target, 'https://x.example');
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), [line.slice(line.indexOf(':') + 2)]]),
  );
  return {
    method,
    path: url.pathname,
    routePath: url.pathname,
    host: headers.get('host')?.[0] ?? '',
    headers,
    query: new Map([...url.searchParams].map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
    requestId: 'r',
  };
}

describe('D7 the worked example of docs/integrating.md', () => {
  const bases = blocks('text');
  const messages = blocks('http');

  test('has a base for each message', () => {
    expect(messages).toHaveLength(2);
    expect(bases).toHaveLength(2);
  });

  test.each([0, 1])('message %i has the base that is printed, and the gateway accepts it', async (at) => {
    const request = parse(messages[at] ?? '');
    expect(signatureBase(request, readSignature(request), request.host)).toBe(bases[at]);
    const gateway = gatewayFor('sandbox', [app], { now: () => now });
    await expect(verified(gateway, request)).resolves.toMatchObject({ publicKey: app.publicKey });
  });

  test('names the length of its body', () => {
    expect(text).toContain(`Body, ${parse(messages[0] ?? '').body.length} bytes`);
  });
});

describe('D8 the table of what to send again', () => {
  const rows = text.split('\n').flatMap((line) => {
    const [, came = '', again = ''] = line.split('|').map((part) => part.trim());
    const answers = [...came.matchAll(/(\d{3}) `([a-z_]+)`/g)].map(([, status, code]) => ({ status, code }));
    return /^(yes|no)\b/.test(again) ? answers.map((answer) => ({ ...answer, again: /^yes/.test(again) })) : [];
  });
  const gateway = new FakeGateway();
  beforeAll(() => gateway.start());
  afterAll(() => gateway.stop());

  test('has rows of both kinds', () => {
    expect(rows.filter(({ again }) => again).length).toBeGreaterThan(8);
    expect(rows.filter(({ again }) => !again).length).toBeGreaterThan(6);
  });

  test.each(rows)('$status $code: the client does as it says, sent again: $again', async ({ status, code, again }) => {
    gateway.reset();
    const headers = { 'content-type': 'application/problem+json' };
    gateway.answers.push({ status: Number(status), headers, body: JSON.stringify({ code }) });
    const client = createClient({
      publicKey: app.publicKey,
      secret: app.secret,
      url: gateway.url,
      known: { sandbox: { authorities: [] }, live: { authorities: [] } },
      retry: { sleep: async () => {} },
    });
    const outcome = await client.createPayment({ amount: 1250, currency: 'EUR' }).catch((error) => error);
    expect([gateway.seen.length, outcome instanceof Error]).toEqual(again ? [2, false] : [1, true]);
  });
});

test('every code of the API reference stands in the guide', () => {
  const reference = JSON.parse(readFileSync(join(projectRoot(), 'docs', 'api', 'openapi.json'), 'utf8'));
  const codes: string[] = reference.components.schemas.Problem.properties.code['x-extensible-enum'];
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
});
