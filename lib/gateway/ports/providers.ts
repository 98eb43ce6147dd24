import type { Mode } from '../../environment/modes';
import type { Checkout, CheckoutOrder, ProvidersInfo, Resolution } from '../providers/contract';

/** What serves payments, in the gateway's view. */
export interface Providers {
  /** @throws ProviderUnavailable, ProviderFailed */
  info(): Promise<ProvidersInfo>;
  /** @throws ProviderUnavailable, ProviderFailed */
  resolve(mode: Mode, provider: string): Promise<Resolution>;
  /** @throws ProviderUnavailable, ProviderFailed */
  checkout(mode: Mode, provider: string, payment: CheckoutOrder): Promise<Checkout>;
}

/** The provider cannot be reached, or has to wait itself; the same again may well work. */
export class ProviderUnavailable extends Error {
  constructor(cause: Error) {
    super(`the provider is not available: ${cause.message}`, { cause });
  }
}

/** The provider failed, or its answer makes no sense. Whether it did what it was asked is not known. */
export class ProviderFailed extends Error {}
