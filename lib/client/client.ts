import { randomUUID } from 'node:crypto';
import { Refusal } from '../contract/refusal';
import { type OperationId, type PathParameters, ROUTES, type RouteContract, requestOf } from '../contract/routes';
import { environmentOf, type Mode } from '../environment/modes';
import { type Credentials, credentialsFrom, modeOf } from './credentials';
import { type Destination, destination, type KnownGateways } from './destination';
import { GatewayError } from './gateway-error';
import type { Health, Info } from './info';
import { knownGateways } from './known-gateways';
import type { NewPayment, Page, Payment } from './payment';
import { DEFAULT_RETRIES, type RetryPolicy, withRetries } from './retry';
import { type SignedRequest, type Signer, signedRequest } from './signed-request';
import { type HttpResponse, NoAnswer, send } from './transport';

export interface ClientProps extends Credentials {
  /** Base URL of the gateway. @default - the host of the keys' environment */
  readonly url?: string;
  /** What signatures name as `@authority`. @default - the URL's host */
  readonly authority?: string;
  /** Use the keys at the emulated accounts of this machine. @default false */
  readonly local?: boolean;
  /** For one exchange, in milliseconds. @default 30000 */
  readonly timeoutMs?: number;
  /** @default - three more tries, at most 35 s apart and all within two minutes */
  readonly retry?: Partial<RetryPolicy>;
  /** Both environments' hosts. @default - from the environment files */
  readonly known?: KnownGateways;
  readonly now?: Signer['now'];
  readonly nonce?: Signer['nonce'];
  /** Sees every request as it is sent, each try anew. @default - not called */
  readonly onRequest?: (request: SignedRequest) => void;
}

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: object | string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** Kept over all tries. @default - a fresh UUID where the request moves money */
  readonly idempotencyKey?: string;
}

/** What an idempotent call takes beside its own arguments. */
export type IdempotencyOptions = Pick<RequestOptions, 'idempotencyKey'>;

/** Routes that must carry an Idempotency-Key, so that one is made when the caller gives none. */
const NEEDS_KEY = Object.values<RouteContract>(ROUTES)
  .filter(({ idempotency }) => idempotency === 'required')
  .map(({ method, path }) => ({ method, form: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));

/**
 * A client of one app. Its secret goes into signatures only, and its requests only to the gateway of the keys' environment.
 * @throws Refusal when the keys do not belong together or the URL is the other environment's
 *
 * @example
 * ```ts
 * const client = createClient({
 *   publicKey: process.env['PAYMENT_GATEWAY_PUBLIC_KEY'] ?? '',
 *   secret: process.env['PAYMENT_GATEWAY_SECRET'] ?? '',
 *   url: process.env['PAYMENT_GATEWAY_URL'] ?? '',
 * });
 * console.log(client.mode, (await client.health()).status); // test ok
 * ```
 */
export function createClient(props: ClientProps): Client {
  const mode = modeOf(props);
  const known = props.known ?? knownGateways(props.local ?? false);
  return new Client(props, mode, destination(environmentOf(mode), known, props.url));
}

/**
 * A client of the app whose triple the process carries; call it at start-up, so that a mistake in the configuration stops it there.
 * @param env `PAYMENT_GATEWAY_PUBLIC_KEY`, `PAYMENT_GATEWAY_SECRET`, `PAYMENT_GATEWAY_WEBHOOK_SECRET`, optional `PAYMENT_GATEWAY_URL`
 * @throws Refusal
 *
 * @example
 * ```ts
 * const client = clientFromEnvironment(process.env);
 * const { environment, modes } = await client.info();
 * console.log(environment, modes); // sandbox [ 'test', 'sandbox' ]
 * ```
 */
export function clientFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  props: Omit<ClientProps, keyof Credentials | 'url'> = {},
): Client {
  const url = env['PAYMENT_GATEWAY_URL'];
  return createClient({ ...props, ...credentialsFrom(env), ...(url && { url }) });
}

/**
 * The requests of one app; `createClient` makes it.
 *
 * @example
 * ```ts
 * const client = clientFromEnvironment(process.env);
 * const { id } = await client.createPayment(
 *   { amount: 1250, currency: 'EUR', reference: 'order-7' },
 *   { idempotencyKey: 'order-7' },
 * );
 * console.log((await client.testPayment(id, 'pay')).status); // succeeded
 * console.log((await client.getPayment(id)).amount); // 1250
 *
 * const other = await client.createPayment({ amount: 900, currency: 'EUR' });
 * console.log((await client.cancelPayment(other.id)).status); // canceled
 *
 * const page = await client.listPayments({ reference: 'order-7' });
 * console.log(page.data.length, page.next_cursor); // 1 null
 * for await (const payment of client.payments()) if (payment.id === id) console.log(payment.reference); // order-7
 *
 * const response = await client.request('GET', `/v1/payments/${id}`);
 * console.log(response.status, client.baseUrl === process.env['PAYMENT_GATEWAY_URL']); // 200 true
 * ```
 */
export class Client {
  /** @internal use `createClient` */
  constructor(
    private readonly props: ClientProps,
    readonly mode: Mode,
    private readonly to: Destination,
  ) {}

  /** `https://host`, with the stage on an execute-api host. */
  get baseUrl(): string {
    return this.to.baseUrl;
  }

  /** Creates a payment, once: tries after the first carry the same Idempotency-Key. @throws GatewayError, NoAnswer */
  createPayment(payment: NewPayment, once: IdempotencyOptions = {}): Promise<Payment> {
    return this.call('createPayment', {}, { body: payment, ...once });
  }

  getPayment(id: string): Promise<Payment> {
    return this.call('getPayment', { id });
  }

  /** @param page `limit` is 1 to 100; `reference` finds payments by your own reference */
  listPayments(
    page: { readonly limit?: number; readonly cursor?: string; readonly reference?: string } = {},
  ): Promise<Page<Payment>> {
    return this.call('listPayments', {}, { query: page });
  }

  /** All payments of the app, newest first, page after page. */
  async *payments(pageSize = 100): AsyncGenerator<Payment> {
    let cursor: string | null | undefined;
    do {
      const page = await this.listPayments({ limit: pageSize, ...(cursor && { cursor }) });
      yield* page.data;
      cursor = page.next_cursor;
    } while (cursor);
  }

  cancelPayment(id: string, { idempotencyKey = randomUUID() }: IdempotencyOptions = {}): Promise<Payment> {
    return this.call('cancelPayment', { id }, { idempotencyKey });
  }

  /** Plays the customer; exists in sandbox only. */
  testPayment(
    id: string,
    outcome: 'pay' | 'fail' | 'expire',
    { idempotencyKey = randomUUID() }: IdempotencyOptions = {},
  ): Promise<Payment> {
    return this.call(`${outcome}TestPayment`, { id }, { idempotencyKey });
  }

  /** What the gateway has loaded for each of its modes. */
  info(): Promise<Info> {
    return this.call('getInfo', {});
  }

  /** Whether the gateway answers; needs no valid key. */
  health(): Promise<Health> {
    return this.call('getHealth', {});
  }

  /**
   * A signed request, tried again after failures that pass; each try is signed afresh.
   * @param path without a query
   * @throws GatewayError for any status but 2xx, NoAnswer, Refusal
   */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<HttpResponse> {
    const verb = method.toUpperCase();
    if (!path.startsWith('/')) {
      throw new Refusal(`path ${JSON.stringify(path)} does not start with a slash`, 'such as /v1/payments', 'usage');
    }
    const needsKey = NEEDS_KEY.some(({ method, form }) => verb === method && form.test(path));
    const given = Object.entries(options.headers ?? {}).find(([name]) => name.toLowerCase() === 'idempotency-key')?.[1];
    const key = options.idempotencyKey ?? given ?? (needsKey ? randomUUID() : undefined);
    const { retry, timeoutMs = 30_000 } = this.props;
    const attempt = async (leftMs: number) => {
      const signed = await this.sign(verb, path, options, given === undefined ? key : undefined);
      this.props.onRequest?.(signed);
      const answer = await send(signed, Math.min(timeoutMs, Math.ceil(leftMs)));
      if (answer.status < 200 || answer.status > 299) throw new GatewayError(answer);
      return answer;
    };
    try {
      const repeatable = verb === 'GET' || verb === 'DELETE' || key !== undefined;
      return await withRetries(attempt, repeatable, { ...DEFAULT_RETRIES, ...retry });
    } catch (error) {
      if (error instanceof NoAnswer || error instanceof GatewayError) error.idempotencyKey = key;
      throw error;
    }
  }

  private async call<T, Id extends OperationId>(
    operation: Id,
    parameters: PathParameters<Id>,
    options?: RequestOptions,
  ): Promise<T> {
    const { method, path } = requestOf(operation, parameters);
    const answer = await this.request(method, path, options);
    return JSON.parse(answer.body.toString('utf8')) as T;
  }

  private sign(method: string, path: string, { query, body, headers }: RequestOptions, key?: string) {
    const text =
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    return signedRequest(
      {
        method,
        url: `${this.to.baseUrl}${path}`,
        authority: this.props.authority ?? this.to.authority,
        ...(query && { query }),
        ...(text !== undefined && { body: text }),
        headers: {
          Accept: 'application/json',
          ...(text !== undefined && { 'Content-Type': 'application/json' }),
          ...(key !== undefined && { 'Idempotency-Key': key }),
          ...headers,
        },
      },
      this.props,
    );
  }
}
