import type * as z from 'zod/mini';
import type { Mode } from '../../environment/modes';
import { ProviderFailed, type Providers, ProviderUnavailable } from '../ports/providers';
import {
  type CheckoutOrder,
  type OpenAnswer,
  openAnswer,
  type ProviderRequest,
  type ProvidersInfo,
  providersInfo,
} from '../providers/contract';
import { Unavailable } from '../unavailable';
import type { Functions } from './functions';

/** Asks the function `provider`, which alone holds PSP credentials. */
export class InvokedProviders implements Pick<Providers, 'info' | 'open'> {
  /** @param functionName `name:alias` */
  constructor(
    private readonly functions: Functions,
    private readonly functionName: string,
  ) {}

  info(): Promise<ProvidersInfo> {
    return this.ask({ op: 'info' }, providersInfo);
  }

  open(mode: Mode, provider: string, payment: CheckoutOrder): Promise<OpenAnswer> {
    return this.ask({ op: 'open', mode, provider, payment }, openAnswer);
  }

  private async ask<T>(request: ProviderRequest, schema: z.ZodMiniType<T>): Promise<T> {
    const { failed, payload } = await this.invoke(request);
    const answer = parse(payload);
    if (failed) throw functionFailed(answer, `provider function failed at ${request.op}: ${failed}`);
    const result = schema.safeParse(answer);
    if (!result.success) throw new ProviderFailed(`provider function answered ${request.op} in another form`);
    return result.data;
  }

  private async invoke(request: ProviderRequest) {
    try {
      return await this.functions.invoke(this.functionName, request);
    } catch (error) {
      throw error instanceof Unavailable ? new ProviderUnavailable(error) : error;
    }
  }
}

/** What Lambda calls the failure of a function that ran out of time, and what ours calls one that passes. */
const PASSING = ['Unavailable', 'Sandbox.Timedout'];

function functionFailed(answer: unknown, message: string): Error {
  const { errorType } = Object(answer) as { readonly errorType?: unknown };
  return PASSING.includes(String(errorType))
    ? new ProviderUnavailable(new Error(message))
    : new ProviderFailed(message);
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
