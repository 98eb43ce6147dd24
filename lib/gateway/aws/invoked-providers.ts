import type * as z from 'zod/mini';
import type { Mode } from '../../environment/modes';
import { Problem } from '../http/problem';
import type { Providers } from '../ports/providers';
import {
  type Checkout,
  type CheckoutOrder,
  checkout,
  type ProviderRequest,
  type ProvidersInfo,
  providersInfo,
  type Resolution,
  resolution,
} from '../providers/contract';
import { Unavailable } from '../unavailable';
import type { Functions } from './functions';

/** Asks the function `provider`, which alone holds PSP credentials. */
export class InvokedProviders implements Providers {
  /** @param functionName `name:alias` */
  constructor(
    private readonly functions: Functions,
    private readonly functionName: string,
  ) {}

  info(): Promise<ProvidersInfo> {
    return this.ask({ op: 'info' }, providersInfo);
  }

  resolve(mode: Mode, provider: string): Promise<Resolution> {
    return this.ask({ op: 'resolve', mode, provider }, resolution);
  }

  checkout(mode: Mode, provider: string, payment: CheckoutOrder): Promise<Checkout> {
    return this.ask({ op: 'checkout', mode, provider, payment }, checkout);
  }

  /** @throws Problem 503 when the function cannot be reached or has to wait itself, 502 when it failed or its answer makes no sense */
  private async ask<T>(request: ProviderRequest, schema: z.ZodMiniType<T>): Promise<T> {
    const { failed, payload } = await this.invoke(request);
    const answer = parse(payload);
    if (failed) throw functionFailed(answer, new Error(`provider function failed at ${request.op}: ${failed}`));
    const result = schema.safeParse(answer);
    if (!result.success) throw providerFailed(new Error(`provider function answered ${request.op} in another form`));
    return result.data;
  }

  private async invoke(request: ProviderRequest) {
    try {
      return await this.functions.invoke(this.functionName, request);
    } catch (error) {
      throw error instanceof Unavailable ? providerUnavailable(error) : error;
    }
  }
}

/** What Lambda calls the failure of a function that ran out of time, and what ours calls one that passes. */
const PASSING = ['Unavailable', 'Sandbox.Timedout'];

function functionFailed(answer: unknown, cause: Error): Problem {
  const { errorType } = Object(answer) as { readonly errorType?: unknown };
  return PASSING.includes(String(errorType)) ? providerUnavailable(cause) : providerFailed(cause);
}

function providerUnavailable(cause: Error): Problem {
  return new Problem({
    status: 503,
    code: 'provider_unavailable',
    detail: 'the payment provider cannot be reached now; send the same request again with the same Idempotency-Key',
    headers: { 'Retry-After': '2' },
    cause,
  });
}

function providerFailed(cause: Error): Problem {
  return new Problem({
    status: 502,
    code: 'provider_failed',
    detail: 'the payment provider failed; send the same request again with the same Idempotency-Key',
    headers: { 'Retry-After': '2' },
    cause,
  });
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
