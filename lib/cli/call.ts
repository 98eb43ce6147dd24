import { readFileSync } from 'node:fs';
import { Argument, type Command, InvalidArgumentError } from 'commander';
import type { HttpResponse } from '../client/transport';
import { METHODS, type Method } from '../contract/routes';
import { createOutput, type Output } from './output/output';

interface CallOptions {
  readonly data?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly idempotencyKey?: string;
  readonly local?: boolean;
  readonly app?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
}

export function register(program: Command): void {
  program
    .command('call')
    .description('a signed request with the credentials in PAYMENT_GATEWAY_PUBLIC_KEY and PAYMENT_GATEWAY_SECRET')
    .addArgument(new Argument('<method>', `${METHODS.join(' or ')}, in any case`).argParser(methodOf))
    .argument('<path>', 'such as /v1/payments')
    .option('--data <json>', 'body: JSON, @file, or - for stdin')
    .option('--query <name=value>', 'query parameter; may be repeated', collectQuery)
    .option('--idempotency-key <key>', 'sent with every try; made when a payment is created without one')
    .option('--local', 'the emulated accounts that `airlock up` runs')
    .option('--app <name>', 'with --local: the credentials of this app of the emulated accounts')
    .option('--verbose', 'show what is signed, and the headers sent')
    .option('--json', 'status, headers and body as one JSON object on the last line of stdout')
    .action(call);
}

function methodOf(text: string): Method {
  const method = METHODS.find((known) => known === text.toUpperCase());
  if (method) return method;
  throw new InvalidArgumentError(`Allowed choices are ${METHODS.join(', ')}.`);
}

async function call(method: string, path: string, options: CallOptions): Promise<void> {
  const { clientFromEnvironment } = await import('../client/client.js');
  const { emulatedCredentials } = await import('../client/emulated-accounts.js');
  const { GatewayError } = await import('../client/gateway-error.js');
  const output = createOutput(options);
  await refuseWithoutApp(options);
  const env = options.app === undefined ? process.env : emulatedCredentials(options.app, options.local ?? false);
  const client = clientFromEnvironment(env, {
    local: options.local ?? false,
    ...(options.verbose && { onRequest: (request) => output.progress(sent(request)) }),
  });
  const { data, query, idempotencyKey } = options;
  const [pathOnly = '', search = ''] = path.split(/\?(.*)/s);
  const asked = { ...Object.fromEntries(new URLSearchParams(search)), ...query };
  try {
    const answer = await client.request(method, pathOnly, {
      query: asked,
      ...(data !== undefined && { body: await body(data) }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    show(output, answer);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    show(output, error.answer);
    process.exitCode = (await import('./output/exit-codes.js')).EXIT_CODES.failed;
  }
}

/** On the emulated accounts nothing has to be set first. */
async function refuseWithoutApp({ local, app }: CallOptions): Promise<void> {
  const { CREDENTIAL_VARIABLES } = await import('../client/credentials.js');
  if (
    !local ||
    app !== undefined ||
    process.env[CREDENTIAL_VARIABLES.publicKey] ||
    process.env[CREDENTIAL_VARIABLES.secret]
  )
    return;
  const { Refusal } = await import('../contract/refusal.js');
  const fix = `add --app demo-test, demo-sandbox or demo-live; or set ${CREDENTIAL_VARIABLES.publicKey} and ${CREDENTIAL_VARIABLES.secret}`;
  throw new Refusal('no app is named whose credentials sign the request', fix, 'usage');
}

/** The bytes as given; the gateway judges them. */
async function body(data: string): Promise<string | Buffer> {
  const { Refusal } = await import('../contract/refusal.js');
  const file = data === '-' ? 0 : data.startsWith('@') ? data.slice(1) : undefined;
  if (file === undefined) return data;
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const why = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'you may not read it' }[code];
    throw new Refusal(`--data ${data} cannot be read: ${why ?? message}`, 'give JSON, @file, or - for stdin', 'usage');
  }
}

function show(output: Output, { status, headers, body: bytes }: HttpResponse): void {
  const text = bytes.toString('utf8');
  const parsed = parse(text);
  if (!output.json)
    output.progress(`${status}${headers['x-request-id'] ? `  request ${headers['x-request-id']}` : ''}`);
  output.result(
    { status, headers, body: parsed ?? text },
    parsed === undefined ? text : JSON.stringify(parsed, null, 2),
  );
}

function sent({ method, url, headers, signatureBase }: import('../client/signed-request').SignedRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `> ${name}: ${value}`);
  return [
    `> ${method} ${url}`,
    ...lines,
    'signature base:',
    ...signatureBase.split('\n').map((line) => `  ${line}`),
  ].join('\n');
}

function collectQuery(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('A name, = and a value are needed, such as limit=2.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
